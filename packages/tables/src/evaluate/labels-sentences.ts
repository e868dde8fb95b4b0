import { comparisonSentence } from "./comparison-sentence.ts";
import type { LabelsResult } from "./labels-result.ts";
import type { EvaluateOptions } from "./options.ts";
import { ROW_BITS } from "./report/loss-words.ts";
import { counted, rowList, said, worstSegment } from "./report/words.ts";
import { dependence, leftOut, pairing, searched } from "./sentences.ts";
import { WORTH } from "./verdict.ts";

type Said = Omit<LabelsResult, "sentence" | "warnings" | "method">;

/** What recalibration would save; nothing where that is not sure. */
function recoverable({ recalibration }: Said): string {
  if (recalibration === null) return "";
  const saving = recalibration.finiteSaved ?? recalibration.saved;
  return saving.low > 0 && Number.isFinite(saving.value)
    ? `; recalibrating each label would recover ${said(saving.value)}${ROW_BITS.each}`
    : "";
}

/** The verdict in plain words. */
export function labelsSentence(result: Said): string {
  const { verdict, logLoss, finiteLogLoss, baseRate, labels, segments, comparison } = result;
  const endless = labels.filter((l) => l.infinite.rows > 0);
  const [costly] = [...labels].sort((a, b) => a.gain.value - b.gain.value);
  const bits = finiteLogLoss ?? logLoss;
  const begin =
    endless.length === 0
      ? "The model spends"
      : `The model called labels impossible (${endless
          .map((l) => `\`${l.name}\` in ${counted(l.infinite.rows, "row")}`)
          .slice(0, 3)
          .join(", ")}), so its log loss is infinite; over the other rows it spends`;
  return `${begin} ${said(bits.value)} bits a row on ${counted(labels.length, "label")} where the base rates would spend ${said(baseRate)}${endless.length === 0 ? WORTH[verdict] : ""}${recoverable(result)}; it tells least of \`${costly!.name}\`.${worstSegment(segments, ROW_BITS.each)}${comparisonSentence(comparison, ROW_BITS)}`;
}

/** What to beware of. */
export const labelsWarnings = ({ labels, setAside }: Said, notes: readonly string[]): string[] => [
  ...labels.flatMap(({ name, infinite: { rows, named } }) =>
    rows > 0
      ? [
          `\`${name}\` had probability 0 on what came true in ${counted(rows, "row")} (${rowList(named, rows)}): the log loss is infinite, and no figure is clipped to hide it.`,
        ]
      : [],
  ),
  ...labels.flatMap(({ name, share }) =>
    share === 0 || share === 1
      ? [`\`${name}\` is ${share === 0 ? "in no row" : "in every row"}: there is nothing to tell apart.`]
      : [],
  ),
  ...leftOut(setAside),
  ...notes,
];

/** What was assumed and how the figures were made. */
export function labelsMethod(
  { level, seed, recalibration, comparison, segmentsTested }: Said,
  options: EvaluateOptions,
): string[] {
  return [
    `Each label is a forecast of its own; bits a row are added over the labels, as if they were independent given the inputs; intervals cover ${100 * level} %.`,
    dependence(options),
    ...(options.labelCalibrators === undefined ? [] : ["Forecasts are corrected by saved calibrators."]),
    ...(recalibration === null
      ? []
      : [
          `Recalibrations are chosen and fitted on ${counted(recalibration.fitted, "row")} and judged on ${recalibration.judged.toLocaleString("en-US")} others (seed ${seed}).`,
        ]),
    ...pairing(comparison, seed, options),
    ...searched(segmentsTested),
  ];
}
