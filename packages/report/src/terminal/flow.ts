import { formatCell } from "../format.ts";
import type { Fact } from "../model.ts";
import type { Page } from "./page.ts";
import { wrap } from "./width.ts";

/** Facts flow like words of a line, each kept whole where it fits. */
export function flowFacts(facts: readonly Fact[], width: number, page: Page): string[] {
  const dot = page.plain(" · ");
  const lines: string[] = [];
  for (const { label, value } of facts) {
    const piece = page.plain(`${label} ${formatCell(value)}`);
    const last = lines.at(-1);
    const joined = last === undefined ? undefined : last + dot + piece;
    if (joined !== undefined && wrap(joined, width).length === 1) lines[lines.length - 1] = joined;
    else lines.push(piece);
  }
  return lines.flatMap((line) => wrap(line, width));
}
