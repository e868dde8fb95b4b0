import type { Estimate } from "../../estimate/estimate.ts";
import { levelOf } from "../../estimate/interval.ts";
import { invalid } from "../../finite/check.ts";
import { checkRowOptions, type RowOptions } from "../paired/mean-of-rows.ts";
import { type LogRows, type Predictions, toLogRows } from "../recalibration/log-rows.ts";
import { checkPriors } from "./check-priors.ts";
import { type PriorErrors, priorErrors } from "./prior-errors.ts";

/** The base rates that unlabelled predictions speak of. */
export interface PriorShift {
  /** Share of each class, with its interval. */
  readonly priors: readonly Estimate[];
  /** D(new base rates ‖ old), in bits. */
  readonly kl: Estimate;
  /** The test of unchanged base rates: by the likelihood ratio, or robust (Wald's) where rows are clustered or weighted. */
  readonly test: NonNullable<Estimate["test"]>;
  readonly iterations: number;
}

const FN = "priorShift";
const STEPS = 10_000;
const CLOSE = 1e-12;

/** p_k(x)/π_k a row: the likelihoods of the classes, up to a factor of the row's. */
export function likelihoodRatios({ rows, classes, logs }: LogRows, trained: ArrayLike<number>): Float64Array {
  return Float64Array.from(
    { length: rows * classes },
    (_, at) => Math.exp(logs[at]!) / trained[at % classes]!,
  );
}

/** The base rates with the greatest likelihood, by expectation and maximisation. */
export function fitPriors(
  ratios: Float64Array,
  start: ArrayLike<number>,
  weights?: ArrayLike<number>,
): { readonly priors: Float64Array; readonly iterations: number; readonly converged: boolean } {
  const classes = start.length;
  const rows = ratios.length / classes;
  let priors = Float64Array.from(start);
  let total = 0;
  for (let i = 0; i < rows; i++) total += weights?.[i] ?? 1;
  for (let iterations = 1; ; iterations++) {
    const next = new Float64Array(classes);
    for (let i = 0; i < rows; i++) {
      let sum = 0;
      for (let k = 0; k < classes; k++) sum += priors[k]! * ratios[i * classes + k]!;
      const share = (weights?.[i] ?? 1) / (total * sum);
      for (let k = 0; k < classes; k++) next[k]! += priors[k]! * ratios[i * classes + k]! * share;
    }
    const moved = next.reduce((most, q, k) => Math.max(most, Math.abs(q - priors[k]!)), 0);
    priors = next;
    if (moved < CLOSE || iterations === STEPS) return { priors, iterations, converged: moved < CLOSE };
  }
}

/**
 * The base rates behind unlabelled predictions, where only they have changed since training, and how far they moved.
 *
 * q maximises Σ log Σ_k q_k·p_k(x)/π_k (expectation and maximisation, a concave problem): `trained` π are the base rates
 * that the predictions were trained on. Assumes calibrated predictions and the same p(x | class) as in training. Intervals
 * by the observed information, cluster-robust where clusters are given.
 *
 * @throws RelentError where a class is never predicted, or two classes' predictions go together so that their shares
 * cannot be told apart.
 * @see Saerens, Latinne & Decaestecker, Neural Comput. 14 (2002) 21.
 *
 * @example
 * ```ts
 * const p = probs(Array.from({ length: 100 }, (_, i) => (i < 70 ? [0.9, 0.1] : [0.1, 0.9])).flat(), { cols: 2 });
 * priorShift(p, [0.5, 0.5]).priors[0].value.toFixed(6) // "0.750000"
 * ```
 */
export function priorShift(
  predictions: Predictions,
  trained: ArrayLike<number>,
  options: RowOptions = {},
): PriorShift {
  const level = levelOf(FN, options.level);
  const rows = toLogRows(FN, predictions);
  checkPriors(FN, "trained", trained, rows.classes);
  checkRowOptions(FN, rows.rows, options);
  const ratios = likelihoodRatios(rows, trained);
  for (let k = 0; k < rows.classes; k++) {
    let most = 0;
    for (let i = 0; i < rows.rows; i++) most = Math.max(most, ratios[i * rows.classes + k]!);
    if (most === 0)
      invalid(`${FN}: class ${k} is never predicted; its share cannot be estimated`, { index: k });
  }
  const { priors, iterations, converged } = fitPriors(ratios, trained, options.weights);
  const errors: PriorErrors = priorErrors(FN, ratios, priors, trained, { ...options, level });
  const notes = converged ? [] : [`not converged after ${iterations} steps`];
  return {
    priors: errors.priors.map((estimate) => ({ ...estimate, notes: [...notes, ...estimate.notes] })),
    kl: errors.kl,
    test: errors.test,
    iterations,
  };
}
