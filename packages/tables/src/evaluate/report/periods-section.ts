import type { Section } from "@relent/report";
import type { EvalResult, PeriodResult } from "../result.ts";
import { said } from "./words.ts";

const DAY = 86_400;

/** A moment as a date; a small number is one of the column's own. */
const when = (start: number): string =>
  Math.abs(start) < 365 * DAY
    ? String(start)
    : new Date(start * 1000).toISOString().slice(0, 16).replace("T", " ").replace(" 00:00", "");

/** The loss over time; null where no time was given. */
export function periodsSection({ periods, rows }: EvalResult): Section | null {
  const known = periods.flatMap((p) => (p.logLoss === null ? [] : [{ ...p, logLoss: p.logLoss }]));
  if (known.length < 2) return null;
  const worst = known.reduce((a, b) => (b.logLoss.value > a.logLoss.value ? b : a));
  const first = known[0]!.start;
  const at = (p: PeriodResult): number => (p.start - first) / DAY;
  return {
    id: "time",
    heading: "Over time",
    verdict: { text: `${known.length} periods`, tone: "muted" },
    sentence: `A label cost most in the period from ${when(worst.start)}: ${said(worst.logLoss.value)} bits.`,
    facts: [],
    charts: [
      {
        kind: "lines",
        title: "Log loss over time",
        x: { label: `days since ${when(first)}`, scale: "linear" },
        y: { label: "bits a label", scale: "linear" },
        lines: [
          {
            name: "log loss",
            mark: "line",
            points: known.map((p) => [at(p), p.logLoss.value] as const),
            band: known.map((p) => [at(p), p.logLoss.low, p.logLoss.high] as const),
          },
        ],
      },
    ],
    tables: [],
    notes:
      rows > 0 && known.some((p) => p.infinite > 0) ? ["Rows of infinite loss are in no period's mean."] : [],
  };
}
