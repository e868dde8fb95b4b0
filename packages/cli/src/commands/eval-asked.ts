import type { EvalFlags } from "./eval-options.ts";

/** The sections of a report that an option asks for. */
const ASKS: readonly (readonly [asks: (flags: EvalFlags) => boolean, ...sections: string[]])[] = [
  [({ against }) => against !== undefined, "comparison", "comparison-log-loss"],
  [({ againstProbs }) => againstProbs !== undefined, "comparison"],
  [
    ({ againstMean, againstSd, againstQuantiles, againstSamples }) =>
      [againstMean, againstSd, againstQuantiles, againstSamples].some((flag) => flag !== undefined),
    "comparison",
    "comparison-log-loss",
  ],
  [
    ({ recalibrate, saveCalibrator }) => recalibrate === true || saveCalibrator !== undefined,
    "recalibration",
  ],
  [({ priors }) => priors !== undefined, "priors"],
  [({ targetPriors }) => targetPriors !== undefined, "target-priors"],
  [({ costs }) => costs !== undefined, "costs", "decisions"],
  [({ segments }) => segments !== undefined, "segments"],
  [({ time }) => time !== undefined, "time"],
];

/** Ids of the sections that the options ask for. */
export const askedSections = (flags: EvalFlags): readonly string[] =>
  ASKS.flatMap(([asks, ...sections]) => (asks(flags) ? sections : []));
