import type { Table, Tone } from "./model.ts";

/** The tone of a row is that of its verdict. */
export function rowTone(row: Table["rows"][number]): Tone | undefined {
  return row.find((cell) => cell.kind === "verdict")?.tone;
}

/**
 * How many rows to show where space is short: all of a short table, else the leading alarms within `least` and `most`.
 */
export function rowsToShow({ rows }: Table, least: number, most: number): number {
  if (rows.length <= 2 * least) return rows.length;
  const quiet = rows.findIndex((row) => rowTone(row) !== "alarm");
  return Math.min(most, Math.max(least, quiet < 0 ? rows.length : quiet));
}

/** Says what the rows from `shown` on are: `173 more columns: same`, `9 more columns: 2 moved, 7 same`. */
export function restOf({ rows, noun = ["row", "rows"] }: Table, shown: number): string | undefined {
  const rest = rows.slice(shown);
  if (rest.length === 0) return undefined;
  const counts = new Map<string, number>();
  for (const row of rest) {
    const verdict = row.find((cell) => cell.kind === "verdict");
    if (verdict !== undefined) counts.set(verdict.text, (counts.get(verdict.text) ?? 0) + 1);
  }
  const [only] = counts.keys();
  const words = counts.size === 1 ? only : [...counts].map(([word, count]) => `${count} ${word}`).join(", ");
  return `${rest.length} more ${noun[rest.length === 1 ? 0 : 1]}${words ? `: ${words}` : ""}`;
}
