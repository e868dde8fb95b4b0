import type { Section } from "@relent/report";
import type { PeriodResult } from "../result.ts";
import type { LossWords } from "./loss-words.ts";
import { said } from "./words.ts";

const DAY = 86_400;

/** A moment as a date; a small number is one of the column's own. */
const when = (start: number): string =>
  Math.abs(start) < 365 * DAY
    ? String(start)
    : new Date(start * 1000).toISOString().slice(0, 16).replace("T", " ").replace(" 00:00", "");

/** The loss over time; null where no time was given. */
export function periodsSection(periods: readonly PeriodResult[], words: LossWords): Section | null {
  const known = periods.flatMap((p) => (p.loss === null ? [] : [{ ...p, loss: p.loss }]));
  if (known.length < 2) return null;
  const worst = known.reduce((a, b) => (b.loss.value > a.loss.value ? b : a));
  const first = known[0]!.start;
  const at = (p: PeriodResult): number => (p.start - first) / DAY;
  return {
    id: "time",
    heading: "Over time",
    verdict: { text: `${known.length} periods`, tone: "muted" },
    sentence: `The ${words.name} was highest in the period from ${when(worst.start)}: ${said(worst.loss.value)}${words.each}.`,
    facts: [],
    charts: [
      {
        kind: "lines",
        title: `${words.name[0]!.toUpperCase()}${words.name.slice(1)} over time`,
        x: { label: `days since ${when(first)}`, scale: "linear" },
        y: { label: words.column, scale: "linear" },
        lines: [
          {
            name: words.name,
            mark: "line",
            points: known.map((p) => [at(p), p.loss.value] as const),
            band: known.map((p) => [at(p), p.loss.low, p.loss.high] as const),
          },
        ],
      },
    ],
    tables: [],
    notes: known.some((p) => p.infinite > 0) ? ["Rows of infinite loss are in no period's mean."] : [],
  };
}
