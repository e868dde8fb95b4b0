import { type Case, titleOf } from "./cases.ts";
import type { Timing } from "./rounds.ts";

const figure = (x: number) => (x >= 100 ? x.toFixed(0) : x.toPrecision(3));

/** One line a case, one column a contestant: nanoseconds an element, and the ratio to relent's plain SIMD. */
export function tableOf(timed: readonly (readonly [Case, readonly Timing[]])[]): string {
  const columns = timed[0]![1].map(({ column }) => column);
  const cell = ({ best, ratio, absent }: Timing, i: number) =>
    absent !== undefined ? "–" : i === 0 ? figure(best) : `${figure(best)} (×${figure(ratio)})`;
  const lines = timed.map(([line, timings]) => `| ${[titleOf(line), ...timings.map(cell)].join(" | ")} |`);
  return [`| | ${columns.join(" | ")} |`, `|---|${columns.map(() => "---:").join("|")}|`, ...lines].join(
    "\n",
  );
}

/** Who did not take part where, and why: one line a column and reason. */
export function absencesOf(timed: readonly (readonly [Case, readonly Timing[]])[]): string {
  const reasons = new Map<string, string[]>();
  for (const [line, timings] of timed) {
    for (const { column, absent } of timings) {
      if (absent === undefined || absent === "it has no such function") continue;
      const key = `${column}: ${absent.slice(0, 160)}`;
      reasons.set(key, [...(reasons.get(key) ?? []), titleOf(line)]);
    }
  }
  return [...reasons]
    .map(([key, lines]) => `- ${key}${lines.length === timed.length ? "" : ` (${lines.join("; ")})`}`)
    .join("\n");
}
