import { clusterRatio } from "../../estimate/clusters/cluster-ratio.ts";
import { clusterSums } from "../../estimate/clusters/cluster-sums.ts";
import { type Estimate, effectiveSampleSize, paretoShape } from "../../estimate/index.ts";
import { invalid } from "../../finite/check.ts";
import { checkRowOptions, meanOfRows, type RowOptions } from "../paired/mean-of-rows.ts";
import { type Predictions, toLogRows } from "../recalibration/log-rows.ts";

/**
 * The log loss in bits that unlabelled predictions expect of themselves: the mean entropy of the forecasts.
 *
 * −Σ_k p_k log₂ p_k a row. It is the log loss to come only if the predictions are calibrated on these rows; overconfident
 * ones promise too little. An estimate of what is not seen: marked so in its notes.
 *
 * @throws RelentError for rows that are no distributions.
 *
 * @example
 * ```ts
 * expectedLogLoss(probs([0.5, 0.5, 0.5, 0.5], { cols: 2 })).value // 1
 * ```
 */
export function expectedLogLoss(predictions: Predictions, options: RowOptions = {}): Estimate {
  const fn = "expectedLogLoss";
  const { rows, classes, logs } = toLogRows(fn, predictions);
  const values = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < classes; k++) {
      const log = logs[i * classes + k]!;
      if (log > Number.NEGATIVE_INFINITY) values[i]! -= (Math.exp(log) * log) / Math.LN2;
    }
  }
  const mean = meanOfRows(fn, values, { ...options, unit: "bits", range: [0, Math.log2(classes)] });
  return {
    ...mean,
    method: `mean entropy of the forecasts; ${mean.method}`,
    notes: ["without labels: holds only if the predictions are calibrated on these rows", ...mean.notes],
  };
}

/** What is known of a loss on rows without labels. */
export interface WeightedLoss {
  /** The estimate; undefined where it is refused. */
  readonly estimate: Estimate | undefined;
  /** Why there is none. */
  readonly refused: string | undefined;
  /** How many equally weighted rows the weighted ones are worth. */
  readonly effectiveSampleSize: number;
  /** Pareto tail index of the weights; undefined where they have no tail. */
  readonly tailShape: number | undefined;
}

/** How a loss is carried over to other rows. */
export interface WeightedLossOptions extends RowOptions {
  /** Unit of the losses (default `"bits"`). */
  readonly unit?: string;
  /** Share of the new rows that lie where the reference has none (default 0). */
  readonly unsupported?: number;
  /** The largest such share that is accepted (default 0.01). */
  readonly mostUnsupported?: number;
  /** The fewest equally weighted rows that are accepted (default 50). */
  readonly leastRows?: number;
}

const UNRELIABLE = 0.7;

/**
 * The mean loss to expect on new inputs, from labelled rows weighted by how much likelier each is there.
 *
 * Σwℓ/Σw with w = p_new(x)/p_old(x), given as natural logarithms; its error is that of the ratio. Assumes that the labels
 * depend on the inputs as before. Refused, with the reason, where too many new rows have no counterpart, where the weights
 * are worth too few rows, or where their tail index is above 0.7.
 *
 * @throws RelentError for different lengths, NaN, or weights that are all 0.
 * @see Shimodaira, J. Statist. Plann. Inference 90 (2000) 227; Vehtari et al., J. Mach. Learn. Res. 25 (2024) 72.
 *
 * @example
 * ```ts
 * const losses = Array.from({ length: 100 }, (_, i) => i % 2);
 * const logWeights = losses.map((loss) => (loss ? Math.log(3) : 0));
 * weightedLogLoss(losses, logWeights).estimate.value // 0.75
 * ```
 */
export function weightedLogLoss(
  losses: ArrayLike<number>,
  logWeights: ArrayLike<number>,
  options: WeightedLossOptions = {},
): WeightedLoss {
  const fn = "weightedLogLoss";
  const { unit = "bits", unsupported = 0, mostUnsupported = 0.01, leastRows = 50, clusters } = options;
  checkRowOptions(fn, losses.length, options);
  if (logWeights.length !== losses.length) {
    invalid(`${fn}: ${logWeights.length} weights for ${losses.length} losses; each loss needs one`);
  }
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < losses.length; i++) {
    const value = logWeights[i]!;
    if (!(value < Number.POSITIVE_INFINITY)) {
      invalid(`${fn}: logWeights[${i}] = ${value}; it must be finite, or -Infinity for a weight of 0`, {
        index: i,
        value,
      });
    }
    if (!(losses[i]! > Number.NEGATIVE_INFINITY)) {
      invalid(`${fn}: losses[${i}] = ${losses[i]}; a loss must be a number, Infinity included`, { index: i });
    }
    most = Math.max(most, value);
  }
  if (most === Number.NEGATIVE_INFINITY) invalid(`${fn}: all weights are 0; one at least must be above`);
  const size = effectiveSampleSize(logWeights);
  const shape = paretoShape(logWeights);
  const known = { effectiveSampleSize: size, tailShape: shape };
  const reason =
    unsupported > mostUnsupported
      ? `${(100 * unsupported).toFixed(1)} % of the new rows lie where the labelled ones have none`
      : size < leastRows
        ? `the weighted rows are worth ${size.toFixed(1)} rows, fewer than ${leastRows}`
        : shape !== undefined && shape > UNRELIABLE
          ? `the weights' tail index is ${shape.toFixed(2)}, above ${UNRELIABLE}: their average cannot be trusted`
          : undefined;
  if (reason !== undefined) return { estimate: undefined, refused: reason, ...known };
  const weight = Float64Array.from(
    logWeights,
    (log, i) => Math.exp(log - most) * (options.weights?.[i] ?? 1),
  );
  const product = weight.map((w, i) => (w === 0 ? 0 : w * losses[i]!));
  const [a, b] =
    clusters === undefined
      ? [product, weight]
      : [clusterSums(product, clusters), clusterSums(weight, clusters)].map(({ sum }) =>
          Float64Array.from(sum),
        );
  const ratio = clusterRatio(fn, a!, b!, options, clusters === undefined ? "draws" : "clusters");
  const estimate: Estimate = {
    ...ratio,
    unit,
    bias: 0,
    method: `importance-weighted mean; ${ratio.method}`,
    n: losses.length,
    notes: [
      `without labels: holds only if labels depend on inputs as before; worth ${size.toFixed(0)} of ${losses.length} rows`,
      ...ratio.notes,
    ],
  };
  return { estimate, refused: undefined, ...known };
}
