import type { ColumnPlan } from "../plan/plan.ts";
import type { CountSummary, RangeSummary } from "../summary/summary.ts";

const DAY = 86_400;
/** 1 January 1970 was a Thursday, the fourth day of the week. */
const EPOCH_WEEKDAY = 4;
/** Shorter spans say nothing of a rhythm. */
const LEAST_DAYS: Readonly<Record<string, number>> = { hour: 2, weekday: 14 };

const days = (range: RangeSummary): number => Math.floor(range.max / DAY) - Math.floor(range.min / DAY) + 1;

/** Why a part of a timestamp is not compared: the tables span too little of it; null where they span enough. */
export function tooShort(plan: ColumnPlan, ranges: readonly (RangeSummary | undefined)[]): string | null {
  const least = LEAST_DAYS[plan.view];
  if (least === undefined) return null;
  const shortest = Math.min(...ranges.map((r) => (r === undefined ? 0 : days(r))));
  return shortest < least ? `a table spans fewer than ${least} days` : null;
}

/** How often each weekday, 1 Monday to 7 Sunday, stands in a range of days. */
function weekdaysIn(range: RangeSummary): number[] {
  const first = Math.floor(range.min / DAY);
  const weeks = Math.floor(days(range) / 7);
  const counts = new Array<number>(8).fill(weeks);
  for (let i = 0; i < days(range) % 7; i++) {
    const weekday = (((first + i + EPOCH_WEEKDAY - 1) % 7) + 7) % 7;
    counts[weekday + 1]!++;
  }
  return counts;
}

/**
 * Rows per weekday as they would be if the range held each weekday equally often: a month of five Sundays is no drift.
 *
 * The total stays the same.
 */
export function evenWeekdays(count: CountSummary, range: RangeSummary): CountSummary {
  if (count.kind !== "values") return count;
  const held = weekdaysIn(range);
  const scaled = count.values.map(([v, rows]) => [v, rows / held[Number(v)]!] as const);
  const before = count.values.reduce((a, [, rows]) => a + rows, 0);
  const after = scaled.reduce((a, [, rows]) => a + rows, 0);
  return { ...count, values: scaled.map(([v, rows]) => [v, (rows * before) / after] as const) };
}
