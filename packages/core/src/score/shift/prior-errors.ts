import { noncentralInterval, noncentralScale } from "../../estimate/counts/divergence-from-counts.ts";
import type { Estimate, Test } from "../../estimate/estimate.ts";
import { invalid } from "../../finite/check.ts";
import { factorise, inverse, type Matrix, matrixOf, multiply, whiten, zeros } from "../../linear/index.ts";
import { chiSquaredTail, studentTQuantile } from "../../scalar/index.ts";
import type { RowOptions } from "../paired/mean-of-rows.ts";

/** What is known of estimated base rates. */
export interface PriorErrors {
  readonly priors: readonly Estimate[];
  readonly kl: Estimate;
  readonly test: Test;
}

/** A pivot of the information under this share of its diagonal: the classes cannot be told apart. */
const TOGETHER = 1e-9;

/** The scores of rows by the shares of classes 1 …, share 0 giving way; and log Σ q r. */
function scoresOf(
  ratios: Float64Array,
  priors: ArrayLike<number>,
): { scores: Float64Array; logs: Float64Array } {
  const classes = priors.length;
  const free = classes - 1;
  const rows = ratios.length / classes;
  const scores = new Float64Array(rows * free);
  const logs = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let k = 0; k < classes; k++) sum += priors[k]! * ratios[i * classes + k]!;
    logs[i] = Math.log(sum);
    for (let k = 0; k < free; k++) {
      scores[i * free + k] = (ratios[i * classes + k + 1]! - ratios[i * classes]!) / sum;
    }
  }
  return { scores, logs };
}

/** Σ over pieces of (sum of w·score)(…)ᵀ, CR1-corrected: rows are pieces unless clusters are given. */
function spread(
  scores: Float64Array,
  free: number,
  { clusters, weights }: RowOptions,
): { data: Float64Array; pieces: number } {
  const rows = scores.length / free;
  const sums = new Map<unknown, Float64Array>();
  for (let i = 0; i < rows; i++) {
    const id = clusters?.[i] ?? i;
    let sum = sums.get(id);
    if (sum === undefined) {
      sum = new Float64Array(free);
      sums.set(id, sum);
    }
    for (let k = 0; k < free; k++) sum[k]! += (weights?.[i] ?? 1) * scores[i * free + k]!;
  }
  const data = new Float64Array(free * free);
  for (const sum of sums.values()) {
    for (let a = 0; a < free; a++) for (let b = 0; b < free; b++) data[a * free + b]! += sum[a]! * sum[b]!;
  }
  const pieces = sums.size;
  return { data: data.map((x) => (x * pieces) / Math.max(1, pieces - 1)), pieces };
}

/** The covariance of all shares, from that of the shares of classes 1 …. */
function whole(free: number, covariance: Float64Array): Float64Array {
  const classes = free + 1;
  const data = new Float64Array(classes * classes);
  for (let a = 0; a < free; a++) {
    for (let b = 0; b < free; b++) {
      const x = covariance[a * free + b]!;
      data[(a + 1) * classes + b + 1]! += x;
      data[b + 1]! -= x;
      data[(a + 1) * classes]! -= x;
      data[0]! += x;
    }
  }
  return data;
}

/** The test of unchanged base rates from the log-likelihoods of rows under the new and the old. */
function likelihoodRatioTest(now: Float64Array, before: Float64Array, free: number): Test {
  const value = Math.max(0, 2 * now.reduce((sum, log, i) => sum + log - before[i]!, 0));
  return {
    statistic: "2 log likelihood ratio",
    method: degrees(free),
    value,
    p: chiSquaredTail(value, free),
  };
}

const degrees = (free: number): string => `χ², ${free} degree${free === 1 ? "" : "s"} of freedom`;

/** The same by the robust covariance, where rows depend on each other or are weighted. */
function waldTest(
  priors: Float64Array,
  trained: ArrayLike<number>,
  covariance: Matrix,
  pieces: number,
): Test {
  const free = covariance.rows;
  const shared = { statistic: "Wald", method: `${degrees(free)}, robust over ${pieces} pieces` };
  const factor = factorise(covariance);
  // Fewer pieces than shares: nothing is known of the error in some directions.
  if ("pivot" in factor) return { ...shared, value: 0, p: 1 };
  const moved = Float64Array.from({ length: free }, (_, k) => priors[k + 1]! - trained[k + 1]!);
  const value = whiten(factor, moved).reduce((sum, x) => sum + x * x, 0);
  return { ...shared, value, p: chiSquaredTail(value, free) };
}

/** Intervals of base rates, of their divergence from the old ones, and the test that nothing changed. */
export function priorErrors(
  fn: string,
  ratios: Float64Array,
  priors: Float64Array,
  trained: ArrayLike<number>,
  options: RowOptions & { readonly level: number },
): PriorErrors {
  const { level, weights, clusters } = options;
  const classes = priors.length;
  const free = classes - 1;
  const rows = ratios.length / classes;
  const { scores, logs } = scoresOf(ratios, priors);
  const information = zeros(free, free);
  for (let i = 0; i < rows; i++) {
    const weight = weights?.[i] ?? 1;
    for (let a = 0; a < free; a++) {
      for (let b = 0; b < free; b++) {
        information.data[a * free + b]! += weight * scores[i * free + a]! * scores[i * free + b]!;
      }
    }
  }
  const factor = factorise(information, TOGETHER);
  if ("pivot" in factor) {
    invalid(
      `${fn}: the share of class ${factor.column + 1} cannot be told from those of the classes before it: their predictions go together`,
      { index: factor.column + 1 },
    );
  }
  const bread = inverse(factor);
  const { data, pieces } = spread(scores, free, options);
  const meat = matrixOf(free, free, (i, j) => data[i * free + j]!);
  const sandwich = multiply(multiply(bread, meat), bread);
  const covariance = whole(free, sandwich.data);
  const t = studentTQuantile((1 + level) / 2, Math.max(1, pieces - 1));
  const shared = { level, bias: 0, n: rows } as const;
  const method = `maximum likelihood by EM; ${clusters === undefined ? "observed information" : `cluster-robust information over ${pieces} clusters`}`;
  const shares = Array.from(priors, (value, k): Estimate => {
    const standardError = Math.sqrt(covariance[k * classes + k]!);
    const notes = value < 1e-9 ? ["at the boundary: the interval is approximate"] : [];
    return {
      ...shared,
      value,
      low: Math.max(0, value - t * standardError),
      high: Math.min(1, value + t * standardError),
      unit: "1",
      standardError,
      method,
      notes,
    };
  });
  const robust = clusters !== undefined || weights !== undefined;
  const test = robust
    ? waldTest(priors, trained, sandwich, pieces)
    : likelihoodRatioTest(logs, scoresOf(ratios, trained).logs, free);
  return { priors: shares, kl: divergence(priors, trained, covariance, test, shared), test };
}

/**
 * D(new ‖ old), less its first-order bias ½·Σ V_kk/q_k, with a noncentral χ² interval whose scale follows the delta variance.
 *
 * Shares below their own standard error count as that in the bias and the variance, where the expansion has no meaning.
 */
function divergence(
  priors: Float64Array,
  trained: ArrayLike<number>,
  covariance: Float64Array,
  test: Test,
  shared: { readonly level: number; readonly n: number },
): Estimate {
  const classes = priors.length;
  const df = classes - 1;
  const share = priors.map((q, k) => Math.max(q, Math.sqrt(covariance[k * classes + k]!)));
  const logs = share.map((q, k) => Math.log(q / trained[k]!));
  let plugIn = 0;
  let bias = 0;
  let variance = 0;
  for (let k = 0; k < classes; k++) {
    if (priors[k]! > 0) plugIn += priors[k]! * Math.log(priors[k]! / trained[k]!);
    bias += covariance[k * classes + k]! / (2 * share[k]!);
    for (let l = 0; l < classes; l++) variance += logs[k]! * logs[l]! * covariance[k * classes + l]!;
  }
  const value = plugIn - bias;
  // At equality 2·nₑ·D̂ is χ² with a mean of df, so that 2·nₑ is df over the bias.
  const perNat = df / bias / noncentralScale((variance * df) / bias / (4 * plugIn));
  const statistic = Math.max(0, df + perNat * value);
  const [low, high] = noncentralInterval(
    { statistic, df, perNat, perNatPerRow: perNat / shared.n },
    shared.level,
  );
  return {
    ...shared,
    value: value / Math.LN2,
    low: low / Math.LN2,
    high: high / Math.LN2,
    unit: "bits",
    standardError: Math.sqrt(Math.max(0, variance)) / Math.LN2,
    bias: bias / Math.LN2,
    plugIn: plugIn / Math.LN2,
    method: "of the estimated base rates; scaled noncentral χ² interval",
    test,
    notes: [],
  };
}
