import type { Section } from "@relent/report";
import { fact } from "../../report/cells.ts";
import type { EvalResult } from "../result.ts";
import { estimated } from "./shown-estimate.ts";
import { counted, percent, said } from "./words.ts";

/** What deciding by the forecasts costs at the costs that were given; null where none were. */
export function costsSection({ decisionValue }: EvalResult): Section | null {
  if (decisionValue === null) return null;
  const { cost, baseCost, baseAction, perfectCost, saved, relative, actions, rows } = decisionValue;
  const sure = saved.low > 0;
  const share = relative === null ? "" : `, ${percent(relative)} of what knowing the labels would`;
  return {
    id: "costs",
    heading: "Costs",
    verdict: sure
      ? { text: "worth deciding by", tone: "calm" }
      : { text: "not surely of use", tone: "unsure" },
    sentence: sure
      ? `Deciding by the forecasts costs ${said(cost.value)} a row where always deciding for \`${baseAction}\` costs ${said(baseCost.value)}: it saves ${said(saved.value)}${share}.`
      : `Deciding by the forecasts does not surely cost less than always deciding for \`${baseAction}\` (${said(cost.value)} a row against ${said(baseCost.value)}).`,
    facts: [
      fact("saved a row", estimated(saved)),
      fact("cost by the forecasts", estimated(cost)),
      fact(`cost of always ${baseAction}`, estimated(baseCost)),
      fact("cost of knowing the labels", estimated(perfectCost)),
    ],
    charts: [],
    tables: [
      {
        caption: "How often each decision is taken",
        noun: ["decision", "decisions"],
        columns: [
          { label: "decision", align: "left" },
          { label: "rows", align: "right" },
        ],
        rows: actions.map((a) => [
          { kind: "text", text: a.name },
          { kind: "count", value: a.rows },
        ]),
      },
    ],
    notes: [`Of ${counted(rows, "row")}; each is decided by the least expected cost under its forecast.`],
  };
}

/** What acting on the forecasts is worth at each threshold; null where nothing was asked. */
export function decisionsSection({ decisions, classes }: EvalResult): Section | null {
  const [first] = decisions;
  if (first === undefined) return null;
  const sure = decisions.filter(({ gain }) => gain.low > 0);
  const best = decisions.reduce((a, b) => (b.gain.value > a.gain.value ? b : a));
  return {
    id: "decisions",
    heading: "Decisions",
    verdict:
      sure.length > 0
        ? { text: "worth acting on", tone: "calm" }
        : { text: "not surely of use", tone: "unsure" },
    sentence:
      sure.length === 0
        ? "At none of these thresholds does acting on the forecasts surely beat acting on all rows or on none."
        : `Acting on \`${classes[1]}\` from a chance of ${best.name} on gains ${said(best.gain.value)} true cases a row over the better of acting on all rows and on none.`,
    facts: [],
    charts: [],
    tables: [
      {
        caption: "Net benefit of acting from a threshold on",
        columns: [
          {
            label: "threshold",
            align: "right",
            description:
              "the chance from which on acting pays: what a false alarm costs against a missed case",
          },
          {
            label: "net benefit",
            align: "right",
            description: "true cases a row less false alarms at the odds of the threshold",
          },
          {
            label: "gain",
            align: "right",
            description: "beyond the better of acting on all rows and on none",
          },
        ],
        rows: decisions.map((d) => [
          { kind: "number", value: d.threshold, unit: "1" },
          estimated(d.value),
          estimated(d.gain),
        ]),
      },
    ],
    notes: [],
  };
}
