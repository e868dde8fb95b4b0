import type { Summary } from "./measurement.ts";

export interface Line {
  readonly summary: Summary;
  readonly floor?: true;
  readonly relent?: true;
}

const seconds = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toFixed(2));
const ratio = (value: number, to: number | undefined): string =>
  to === undefined || !(to > 0) ? "–" : `${(value / to).toFixed(value / to >= 10 ? 0 : 2)}×`;

const HEAD: readonly string[] = [
  "program",
  "runs",
  "wall s (median)",
  "cpu s (median)",
  "peak MB",
  "wall / floor",
  "cpu / floor",
  "wall / relent",
  "cpu / relent",
  "memory / relent",
];

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/** The lines as a Markdown table: least times, with medians behind them, and ratios of the least times. */
export function markdownTable(lines: readonly Line[]): string {
  const floor = lines.find((line) => line.floor)?.summary;
  const relent = lines.find((line) => line.relent)?.summary;
  const rows = lines.map(({ summary: s }) =>
    row([
      s.name,
      String(s.runs),
      `${seconds(s.wall)} (${seconds(s.wallMedian)})`,
      `${seconds(s.cpu)} (${seconds(s.cpuMedian)})`,
      s.rss.toFixed(0),
      ratio(s.wall, floor?.wall),
      ratio(s.cpu, floor?.cpu),
      ratio(s.wall, relent?.wall),
      ratio(s.cpu, relent?.cpu),
      ratio(s.rss, relent?.rss),
    ]),
  );
  return [row(HEAD), row(HEAD.map((_, i) => (i === 0 ? "---" : "---:"))), ...rows].join("\n");
}
