import { solveLowerInPlace, solveUpperInPlace } from "../../linear/index.ts";
import { type CrossFit, crossFit } from "./cross-fit.ts";
import { featureCount, writeFeatures } from "./features.ts";
import type { RawEstimate } from "./raw-estimate.ts";
import type { Samples } from "./samples.ts";
import { softplus } from "./softplus.ts";
import { meanValue, variance } from "./spread.ts";

/** An estimate from a classifier, with what else its logits bound. */
export interface ClassifierKl extends RawEstimate {
  /** ln 2 less the balanced log loss on points not seen: in expectation a lower bound of the Jensen–Shannon divergence. */
  readonly jensenShannonBound: RawEstimate;
  readonly features: string;
}

/** Sum of squared influences on the mean logit over p: of the points it is taken over, and of those the fit learned from. */
function influenceVariance(fit: CrossFit, n: number, mean: number): number {
  const { x, whole, logits } = fit;
  const size = featureCount[x.set](x.dim);
  const buffer = new Float64Array(size);
  const average = new Float64Array(size);
  for (let i = 0; i < n; i++) {
    writeFeatures(x.set, x.data, i * x.dim, x.dim, buffer);
    for (let c = 0; c < size; c++) average[c]! += buffer[c]! / n;
  }
  solveLowerInPlace(whole.factor, average);
  solveUpperInPlace(whole.factor, average);
  let sum = 0;
  logits.forEach((f, i) => {
    writeFeatures(x.set, x.data, i * x.dim, x.dim, buffer);
    let along = 0;
    for (let c = 0; c < size; c++) along += average[c]! * buffer[c]!;
    const residual = (i < n ? 1 : 0) - 1 / (1 + Math.exp(-f));
    const influence = x.weights[i]! * residual * along + (i < n ? (f - mean) / n : 0);
    sum += influence * influence;
  });
  return sum;
}

/** Standard error of the balanced log loss. */
function lossError({ logits, x }: CrossFit, n: number): number {
  const losses = logits.map((f, i) => softplus(-x.labels[i]! * f) / 2);
  return Math.sqrt(variance(losses.subarray(0, n)) / n + variance(losses.subarray(n)) / (losses.length - n));
}

/**
 * D(p ‖ q) as the mean over p of the logits ln p/q of a cross-fitted logistic classifier.
 *
 * Quadratic features where there are rows enough: exact for normal laws. The standard error is that of the influence
 * values, of the points the mean is over and of those that the fit learned from.
 */
export function classifierKl(fn: string, p: Samples, q: Samples, seed: number | string): ClassifierKl {
  const fit = crossFit(fn, p, q, seed);
  const { n } = p;
  const mean = meanValue(fit.logits.subarray(0, n));
  return {
    value: mean,
    bias: 0,
    standardError: Math.sqrt(influenceVariance(fit, n, mean)),
    doubt: 0,
    jensenShannonBound: { value: Math.LN2 - fit.loss, bias: 0, standardError: lossError(fit, n), doubt: 0 },
    features: fit.x.set,
  };
}
