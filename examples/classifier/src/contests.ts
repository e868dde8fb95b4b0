import {
  classBalancedLoss,
  crossEntropyLoss,
  focalLoss,
  forwardCorrectedLoss,
  generalizedCrossEntropyLoss,
  ldamLoss,
  logitAdjustedLoss,
  meanAbsoluteErrorLoss,
  noisyLabelJensenShannonLoss,
  symmetricCrossEntropyLoss,
  taylorCrossEntropyLoss,
} from "@relent/core/loss";
import type { LabelLoss } from "./train.ts";

/** A loss in a contest, by the name that the table shows. */
export interface Contestant {
  readonly name: string;
  readonly loss: LabelLoss;
}

/** Losses that should bear wrong labels; the noise matrix is known to the last of them. */
export function againstNoise(classes: number, share: number): readonly Contestant[] {
  const noise = Float64Array.from({ length: classes * classes }, (_, i) =>
    i % (classes + 1) === 0 ? 1 - share : share / (classes - 1),
  );
  return [
    { name: "cross-entropy", loss: crossEntropyLoss },
    { name: "cross-entropy, smoothing 0.4", loss: (z, y) => crossEntropyLoss(z, y, { labelSmoothing: 0.4 }) },
    {
      name: "generalised cross-entropy, q 0.7",
      loss: (z, y) => generalizedCrossEntropyLoss(z, y, { q: 0.7 }),
    },
    {
      name: "symmetric cross-entropy",
      loss: (z, y) => symmetricCrossEntropyLoss(z, y, { alpha: 0.1, beta: 1 }),
    },
    { name: "Taylor cross-entropy, order 2", loss: (z, y) => taylorCrossEntropyLoss(z, y, { order: 2 }) },
    { name: "mean absolute error", loss: meanAbsoluteErrorLoss },
    { name: "Jensen–Shannon, π 0.5", loss: (z, y) => noisyLabelJensenShannonLoss(z, y, { pi: 0.5 }) },
    { name: "forward correction", loss: (z, y) => forwardCorrectedLoss(z, y, noise) },
  ];
}

/** Losses that should bear few pictures of some classes. */
export function againstImbalance(counts: readonly number[]): readonly Contestant[] {
  return [
    { name: "cross-entropy", loss: crossEntropyLoss },
    { name: "focal, γ 2", loss: (z, y) => focalLoss(z, y, { gamma: 2 }) },
    { name: "class-balanced, β 0.99", loss: (z, y) => classBalancedLoss(z, y, counts, { beta: 0.99 }) },
    { name: "LDAM", loss: (z, y) => ldamLoss(z, y, counts) },
    { name: "logit adjustment, τ 1", loss: (z, y) => logitAdjustedLoss(z, y, counts) },
  ];
}
