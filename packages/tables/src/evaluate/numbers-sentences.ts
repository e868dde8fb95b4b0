import { alsoBy, comparisonSentence } from "./comparison-sentence.ts";
import type { NumberResult } from "./numbers-result.ts";
import type { EvaluateOptions } from "./options.ts";
import { CRPS_UNITS, DENSITY_BITS } from "./report/loss-words.ts";
import { counted, percent, said, worstSegment } from "./report/words.ts";
import { dependence, leftOut, pairing, searched } from "./sentences.ts";
import { WORTH } from "./verdict.ts";

type Said = Omit<NumberResult, "sentence" | "warnings" | "method">;

/** The verdict in plain words. */
export function numbersSentence({
  crps,
  baseCrps,
  verdict,
  target,
  pit,
  segments,
  comparison,
  logLossComparison,
  recalibration,
}: Said): string {
  const shape =
    pit.test.p < 0.05
      ? " Outcomes do not fall in its laws as it says."
      : " Outcomes fall in its laws as it says.";
  const mended =
    recalibration !== null && recalibration.savedCrps.low > 0
      ? ` Mending its laws would save ${said(recalibration.savedCrps.value)} of that.`
      : "";
  return `The model misses \`${target}\` by ${said(crps.value, 3)} (CRPS) where always predicting its overall law would miss by ${said(baseCrps.value, 3)}${WORTH[verdict]}.${shape}${mended}${worstSegment(segments, CRPS_UNITS.each)}${comparisonSentence(comparison, CRPS_UNITS)}${alsoBy(logLossComparison, DENSITY_BITS)}`;
}

/** A row that adds more than half of the mean score. */
export interface HeavyRow {
  readonly row: number;
  readonly target: number;
  readonly share: number;
}

/** What to beware of. */
export const numbersWarnings = (
  { setAside, skill, target }: Said,
  heavy: HeavyRow | null,
  notes: readonly string[],
): string[] => [
  ...(skill === null ? [`All values of \`${target}\` are alike: there is no skill to be had.`] : []),
  ...(heavy === null
    ? []
    : [
        `Row ${heavy.row.toLocaleString("en-US")} alone, where \`${target}\` is ${said(heavy.target, 3)}, makes ${percent(heavy.share, 3)} of the CRPS; --where leaves rows out.`,
      ]),
  ...leftOut(setAside),
  ...notes,
];

/** What was assumed and how the figures were made. */
export function numbersMethod(
  { level, target, rows, seed, comparison, segmentsTested, recalibration }: Said,
  evaluated: number,
  options: EvaluateOptions,
): string[] {
  return [
    `CRPS, in the unit of ${target}: the mean over all thresholds of the squared error of the probability of lying below; 0 is best; intervals cover ${100 * level} %.`,
    options.group === undefined
      ? dependence(options)
      : `${dependence(options)} The test of where outcomes fall takes rows as independent.`,
    ...(options.numberCalibrator === undefined
      ? []
      : [
          `Laws are mended first as a saved calibrator says${options.samples === undefined ? "" : "; draws then count as the quantiles that they stand for"}.`,
        ]),
    ...(recalibration === null
      ? []
      : [
          `The laws are mended by ${counted(recalibration.fitted, "row")} and judged on ${recalibration.judged.toLocaleString("en-US")} others (seed ${seed}); what is said of how is fitted to all.`,
        ]),
    ...(evaluated < rows
      ? [`Figures are of an even sample of ${evaluated.toLocaleString("en-US")} rows (seed ${seed}).`]
      : []),
    ...pairing(comparison, seed, options),
    ...(comparison?.ownLoss.method.includes("pinball")
      ? ["Models are compared by the levels that both have: pinball losses stand for CRPS."]
      : []),
    ...searched(segmentsTested),
  ];
}
