import type { Cell, Report, Section, Tone } from "@relent/report";
import { shortName } from "../../compare/sentences.ts";
import { fact } from "../../report/cells.ts";
import type { NumberResult } from "../numbers-result.ts";
import { comparisonChecks, comparisonFacts, comparisonSection } from "./comparison-section.ts";
import { type FigureRow, figureTable } from "./figure-table.ts";
import { CRPS_UNITS, DENSITY_BITS } from "./loss-words.ts";
import { numberRecalibrationSection } from "./number-recalibration-section.ts";
import { periodsSection } from "./periods-section.ts";
import { segmentsSection } from "./segments-section.ts";
import { estimated } from "./shown-estimate.ts";
import { chance, percent, said } from "./words.ts";

const TONES: Readonly<Record<NumberResult["verdict"], Tone>> = {
  better: "calm",
  worse: "alarm",
  undecided: "unsure",
};

function fallSection({ pit, target }: NumberResult): Section {
  const { counts, test } = pit;
  const rows = counts.reduce((a, b) => a + b, 0);
  const cells = counts.length;
  const half = 1.96 * Math.sqrt(((1 / cells) * (1 - 1 / cells)) / rows);
  const off = test.p < 0.05;
  const centre = (i: number): number => (i + 0.5) / cells;
  const ends = (counts[0]! + counts.at(-1)!) / rows;
  const shape =
    ends > 2 / cells
      ? "its laws are too narrow: outcomes fall outside too often"
      : "its laws are too wide, or lean to one side";
  return {
    id: "falls",
    heading: "Where outcomes fall",
    verdict: { text: off ? "not as it says" : "as it says", tone: off ? "alarm" : "calm" },
    sentence: off
      ? `\`${target}\` does not fall evenly over its predicted laws (${chance(test.p)}); ${shape}.`
      : `\`${target}\` falls evenly over its predicted laws (${chance(test.p)}).`,
    facts: [fact("p", { kind: "p", value: test.p }, test.method)],
    charts: [
      {
        kind: "lines",
        title: "Share of outcomes by where they fall in their predicted law",
        x: { label: "probability of lying below", scale: "linear", span: [0, 1] },
        y: { label: "share of rows", scale: "linear", span: [0, 2 / cells] },
        lines: [
          {
            name: "outcomes",
            mark: "dots",
            points: counts.map((n, i) => [centre(i), n / rows] as const),
            band: counts.map((_, i) => [centre(i), 1 / cells - half, 1 / cells + half] as const),
          },
        ],
      },
    ],
    tables: [],
    notes: [],
  };
}

function intervalsSection({ intervals, pinball }: NumberResult): Section | null {
  if (intervals.length === 0 && pinball.length === 0) return null;
  const off = intervals.filter(
    ({ interval, coverage }) => coverage.high < interval || coverage.low > interval,
  );
  const [worst] = [...off].sort(
    (a, b) => Math.abs(b.coverage.value - b.interval) - Math.abs(a.coverage.value - a.interval),
  );
  return {
    id: "intervals",
    heading: "Intervals",
    verdict: {
      text: worst === undefined ? "as they say" : "not as they say",
      tone: worst === undefined ? "calm" : "alarm",
    },
    sentence:
      worst === undefined
        ? "Its intervals hold the outcome as often as they say."
        : `Its ${worst.name} interval holds ${percent(worst.coverage.value, 3)} of the outcomes.`,
    facts: [],
    charts: [],
    tables: [
      {
        caption: "How often intervals hold the outcome, and how wide they are",
        columns: [
          { label: "interval", align: "left" },
          { label: "holds", align: "right" },
          { label: "width", align: "right" },
        ],
        rows: intervals.map((one): Cell[] => [
          { kind: "text", text: one.name },
          estimated(one.coverage),
          estimated(one.width),
        ]),
      },
      ...(pinball.length === 0
        ? []
        : [
            {
              caption: "Loss of each quantile",
              columns: [
                { label: "quantile", align: "left" as const },
                { label: "pinball loss", align: "right" as const },
              ],
              rows: pinball.map((one): Cell[] => [{ kind: "text", text: one.name }, estimated(one.loss)]),
            },
          ]),
    ],
    notes: [],
  };
}

/** The report of predicted laws of a number. */
export function numbersReport(result: NumberResult): Report {
  const { crps, baseCrps, skill, logLoss, rows, target, name, verdict, sentence, pit } = result;
  const { calibrator: _kept, ...data } = result;
  const figures: readonly FigureRow[] = [
    ["CRPS", estimated(crps), `in the unit of ${target}; 0 is best`],
    ["CRPS of the overall law", estimated(baseCrps), "always predicting the law of all targets"],
    ["skill", estimated(skill), "1 − CRPS / that of the overall law"],
    ["log loss", estimated(logLoss), "mean −log₂ of the predicted density at the outcome"],
  ];
  const labels = { predictions: name };
  const outcome = { better: "passed", worse: "failed", undecided: "skipped" } as const;
  return {
    title: `Evaluation of ${shortName(name)}`,
    sentence,
    tone: TONES[verdict],
    facts: [
      fact("CRPS", estimated(crps)),
      ...comparisonFacts(result.comparison, CRPS_UNITS),
      fact("rows", { kind: "count", value: rows }),
      fact("target", { kind: "text", text: target }),
    ],
    overview: figureTable("Figures", figures),
    charts: [],
    sections: [
      comparisonSection(result.comparison, CRPS_UNITS),
      comparisonSection(result.logLossComparison, DENSITY_BITS, "comparison-log-loss"),
      fallSection(result),
      intervalsSection(result),
      numberRecalibrationSection(result.recalibration),
      segmentsSection(result, CRPS_UNITS),
      periodsSection(result.periods, CRPS_UNITS),
    ].filter((section) => section !== null),
    warnings: result.warnings,
    method: result.method,
    checks: [
      {
        name: "better than the overall law",
        outcome: outcome[verdict],
        message: sentence.replaceAll("`", ""),
      },
      {
        name: "outcomes fall as predicted",
        outcome: pit.test.p < 0.05 ? "failed" : "passed",
        message: `p ${said(pit.test.p)}`,
      },
      ...comparisonChecks(result.comparison, CRPS_UNITS),
    ],
    metrics: [
      { name: "relent_eval_rows", help: "Rows evaluated", labels, value: rows },
      { name: "relent_eval_crps", help: "Continuous ranked probability score", labels, value: crps.value },
      {
        name: "relent_eval_base_crps",
        help: "CRPS of always predicting the law of all targets",
        labels,
        value: baseCrps.value,
      },
    ],
    data,
  };
}
