import type { Cell, Report, Section, Tone } from "@relent/report";
import { shortName } from "../../compare/sentences.ts";
import { fact } from "../../report/cells.ts";
import type { LabelResult, LabelsResult } from "../labels-result.ts";
import type { EvalVerdict } from "../result.ts";
import { reliabilityChart, reliabilitySentence } from "./calibration-section.ts";
import { comparisonChecks, comparisonFacts, comparisonSection } from "./comparison-section.ts";
import { labelRecalibrationSection } from "./label-recalibration-section.ts";
import { ROW_BITS } from "./loss-words.ts";
import { periodsSection } from "./periods-section.ts";
import { segmentsSection } from "./segments-section.ts";
import { estimated } from "./shown-estimate.ts";
import { said } from "./words.ts";

const TONES: Readonly<Record<EvalVerdict, Tone>> = { better: "calm", worse: "alarm", undecided: "unsure" };
const OUTCOMES = { better: "passed", worse: "failed", undecided: "skipped" } as const;

const row = (l: LabelResult): Cell[] => [
  { kind: "text", text: l.name },
  { kind: "verdict", text: l.verdict, tone: TONES[l.verdict] },
  { kind: "share", value: l.share },
  estimated(l.logLoss),
  estimated(l.gain),
  estimated(l.calibration),
  estimated(l.calibrationError),
  estimated(l.rocAuc),
  estimated(l.prAuc),
];

/** The most labels whose reliability is drawn. */
const MOST_DRAWN = 24;

/** Whether what the model says of one label can be believed. */
function reliabilitySection({ name, reliability, calibration }: LabelResult): Section {
  const { expectedError, test } = reliability;
  const off = test !== null && test.p < 0.05;
  return {
    id: `label-${name}`,
    heading: name,
    verdict: {
      text: test === null ? "untested" : off ? "not as it says" : "as it says",
      tone: test === null || off ? "unsure" : "calm",
    },
    sentence: reliabilitySentence(reliability),
    facts: [
      fact("calibration error", estimated(expectedError), "mean gap over bins of equal mass, debiased"),
      fact("calibration", estimated(calibration), "bits that recalibration would recover at most"),
    ],
    charts: [reliabilityChart(reliability)],
    tables: [],
    notes: [],
  };
}

/** The report of forecasts of several labels a row. */
export function labelsReport(result: LabelsResult): Report {
  const { name, rows, labels, sentence, verdict, logLoss, finiteLogLoss, baseRate } = result;
  const { calibrators: _kept, ...data } = result;
  const costly = [...labels].sort((a, b) => a.gain.value - b.gain.value);
  return {
    title: `Evaluation of ${shortName(name)}`,
    sentence,
    tone: TONES[verdict],
    facts: [
      fact("log loss", estimated(logLoss), "bits a row, all labels together"),
      ...(finiteLogLoss === null ? [] : [fact("over the other rows", estimated(finiteLogLoss))]),
      fact("base rates' log loss", { kind: "number", value: baseRate, unit: "bits" }),
      ...comparisonFacts(result.comparison, ROW_BITS),
      fact("rows", { kind: "count", value: rows }),
      fact("labels", { kind: "count", value: labels.length }),
    ],
    overview: {
      caption: "Labels, those that it tells least of first",
      noun: ["label", "labels"],
      columns: [
        { label: "label", align: "left" },
        { label: "verdict", align: "left", description: "against always saying the label's share" },
        { label: "share", align: "right" },
        { label: "log loss", align: "right", description: "bits a row" },
        { label: "gain", align: "right", description: "bits that it tells of the label" },
        {
          label: "calibration",
          align: "right",
          priority: "wide",
          description: "bits that recalibration would recover at most",
        },
        { label: "calibration error", align: "right", priority: "wide" },
        { label: "ROC AUC", align: "right", priority: "wide" },
        { label: "PR AUC", align: "right", priority: "detail" },
      ],
      rows: costly.map(row),
    },
    charts: [],
    sections: [
      comparisonSection(result.comparison, ROW_BITS),
      labelRecalibrationSection(result.recalibration),
      ...costly.slice(0, MOST_DRAWN).map(reliabilitySection),
      segmentsSection(result, ROW_BITS),
      periodsSection(result.periods, ROW_BITS),
    ].filter((section) => section !== null),
    warnings: result.warnings,
    method: result.method,
    checks: [
      ...labels.map((l) => ({
        name: l.name,
        outcome: OUTCOMES[l.verdict],
        message: `${said(l.gain.value, 3)} bits gained on the base rate`,
      })),
      ...comparisonChecks(result.comparison, ROW_BITS),
    ],
    metrics: [
      { name: "relent_eval_rows", help: "Rows evaluated", labels: { predictions: name }, value: rows },
      {
        name: "relent_eval_log_loss_bits",
        help: "Log loss of all labels together, bits a row",
        labels: { predictions: name },
        value: logLoss.value,
      },
      ...labels.map((l) => ({
        name: "relent_eval_label_log_loss_bits",
        help: "Log loss of a label, bits a row",
        labels: { predictions: name, label: l.name },
        value: l.logLoss.value,
      })),
    ],
    data,
  };
}
