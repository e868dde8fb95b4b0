import { RelentError } from "@relent/core";
import type { EvalFlags } from "./eval-options.ts";

/** What is evaluated: labels over classes, several labels a row, laws of a number, or rows without labels. */
export type EvalLane = "classes" | "labels" | "number" | "unlabelled";

/** Options that only some lanes have a use for, in groups. */
const CLASSES = [
  "label",
  "classes",
  "positive",
  "normalise",
  "costs",
  "priors",
  "targetPriors",
  "compat",
] as const;
const LAWS = ["target", "againstMean", "againstSd", "againstQuantiles", "againstSamples"] as const;
const PROBABILITIES = ["prob", "probs", "logProbs", "logits", "againstProbs"] as const;
const SUMMARIES = ["saveSummary", "after"] as const;

/** What each lane is called in messages, and the options that it has no use for. */
const LANES: Readonly<Record<EvalLane, readonly [name: string, unused: readonly (keyof EvalFlags)[]]>> = {
  classes: ["labels over classes", ["reference", "labels", ...LAWS]],
  labels: ["several labels a row", ["reference", ...CLASSES, ...LAWS, ...SUMMARIES]],
  number: ["laws of a number", ["reference", "labels", ...CLASSES, ...PROBABILITIES, ...SUMMARIES]],
  unlabelled: [
    "rows without labels",
    [
      ...["labels", "against", "againstProbs", "costs", "priors", "targetPriors"],
      ...["saveCalibrator", "compat", ...LAWS, ...SUMMARIES],
    ] as (keyof EvalFlags)[],
  ],
};

function laneAsked({ withoutLabels, multiLabel, mean, sd, quantiles, samples }: EvalFlags): EvalLane {
  if (withoutLabels) return "unlabelled";
  if (multiLabel) return "labels";
  return [mean, sd, quantiles, samples].some((flag) => flag !== undefined) ? "number" : "classes";
}

const written = (flag: string): string => `--${flag.replaceAll(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`;

/** Tells what is to be evaluated. Errors: an option that would be passed over in silence. */
export function evalLane(flags: EvalFlags): EvalLane {
  const lane = laneAsked(flags);
  const [name, unused] = LANES[lane];
  const idle = unused.find((flag) => flags[flag] !== undefined);
  if (idle === undefined) return lane;
  const way =
    idle === "reference"
      ? "it goes with --without-labels"
      : idle === "labels"
        ? "it goes with --multi-label"
        : idle === "target"
          ? "it goes with --mean and --sd, --quantiles or --samples"
          : "leave it out";
  throw new RelentError("usage", `${written(idle)}: it says nothing of ${name}; ${way}`, { value: idle });
}
