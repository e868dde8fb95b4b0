import type { Estimate } from "../../estimate/estimate.ts";
import { levelOf } from "../../estimate/interval.ts";
import { invalid } from "../../finite/check.ts";
import { studentTQuantile } from "../../scalar/index.ts";
import { checkLabels, type Labels } from "../paired/labels-of.ts";
import { checkRowOptions, type RowOptions } from "../paired/mean-of-rows.ts";
import { dealFolds } from "../recalibration/deal-folds.ts";
import { type Predictions, takeRows, toLogRows } from "../recalibration/log-rows.ts";
import { type LabelledRows, type NoiseMatrix, wrongShare } from "./noise-matrix.ts";
import { type FittedNoise, NOISE_METHODS, type NoiseMethod } from "./noise-methods.ts";

/** How labels come to be wrong. */
export interface LabelNoise {
  readonly method: keyof typeof NOISE_METHODS;
  /** P(given y | true j) as `matrix[j][y]`. */
  readonly matrix: NoiseMatrix;
  /** Expected rows of each (true, given). */
  readonly joint: NoiseMatrix;
  /** Share of rows whose label is expected to be wrong. */
  readonly wrong: Estimate;
  readonly iterations: number;
  /** What the figures stand on. */
  readonly assumptions: readonly string[];
}

/** How label noise is fitted. */
export interface LabelNoiseOptions extends RowOptions {
  /** `"likelihood"` (default) or `"confident"`; see `NOISE_METHODS`. */
  readonly method?: keyof typeof NOISE_METHODS;
  /** Right labels that each class has beside those of the rows (default 1): keeps a class of few rows from being all wrong. */
  readonly prior?: number;
}

const FN = "labelNoise";
/** Groups that are left out in turn. */
const GROUPS = 20;

/** The rows of all groups but one. */
function without(data: LabelledRows, groups: Uint32Array, left: number): LabelledRows {
  const places = Uint32Array.from(groups.keys()).filter((i) => groups[i] !== left);
  const { labels, weights } = data;
  return {
    rows: takeRows(data.rows, places),
    labels: Int32Array.from(places, (i) => labels[i]!),
    weights: weights && Float64Array.from(places, (i) => weights[i]!),
  };
}

/** The share of wrong labels with the error that leaving out groups of rows, or clusters, gives. */
function wrongEstimate(
  record: NoiseMethod,
  data: LabelledRows,
  noise: FittedNoise,
  prior: number,
  options: RowOptions,
): Estimate {
  const level = levelOf(FN, options.level);
  const value = wrongShare(noise.joint);
  const { rows } = data.rows;
  const pieces = options.clusters === undefined ? rows : new Set(Array.from(options.clusters)).size;
  const groups = Math.min(GROUPS, pieces);
  const shared = { value, level, unit: "1", bias: 0, n: rows } as const;
  if (groups < 3) {
    const unknown = { low: 0, high: 1, standardError: Number.POSITIVE_INFINITY };
    return { ...shared, ...unknown, method: record.name, notes: [`too few pieces for an error: ${pieces}`] };
  }
  const dealt = dealFolds(FN, rows, groups, options);
  const shares = Array.from({ length: groups }, (_, g) =>
    wrongShare(record.fit(without(data, dealt, g), prior, noise.matrix).joint),
  );
  const mean = shares.reduce((sum, share) => sum + share / groups, 0);
  const squares = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0);
  const standardError = Math.sqrt(((groups - 1) / groups) * squares);
  const half = studentTQuantile((1 + level) / 2, groups - 1) * standardError;
  const what = options.clusters === undefined ? "rows" : "clusters";
  return {
    ...shared,
    low: Math.max(0, value - half),
    high: Math.min(1, value + half),
    standardError,
    method: `${record.name}; jackknife over ${groups} groups of ${what}`,
    notes: [record.assumption],
  };
}

/**
 * How often a label of each true class is given as each class, and how many labels are wrong.
 *
 * Model: the true class follows the forecast, and the given label depends on the true class alone, P(given y | true j) =
 * T_jy; the truth's posterior is p_j·T_jy over its sum. `"likelihood"` fits T by expectation and maximisation;
 * `"confident"` counts rows whose forecast reaches the mean probability of its class. Forecasts must not have been fitted to
 * these labels: take out-of-fold ones. What else the figures stand on is said in `assumptions`.
 *
 * @throws RelentError for rows that are no distributions, labels outside the classes, or a negative `prior`.
 * @see Dawid & Skene, Appl. Statist. 28 (1979) 20; Northcutt, Jiang & Chuang, J. Artif. Intell. Res. 70 (2021) 1373.
 *
 * @example
 * ```ts
 * const p = probs(Array.from({ length: 100 }, (_, i) => (i % 2 ? [0.001, 0.999] : [0.999, 0.001])).flat(), { cols: 2 });
 * const labels = Array.from({ length: 100 }, (_, i) => (i < 10 ? 1 - (i % 2) : i % 2));
 * labelNoise(p, labels).wrong.value.toFixed(2) // "0.10"
 * ```
 */
export function labelNoise(
  predictions: Predictions,
  labels: Labels,
  options: LabelNoiseOptions = {},
): LabelNoise {
  const { method = "likelihood", prior = 1, weights } = options;
  if (!Object.hasOwn(NOISE_METHODS, method)) {
    invalid(`${FN}: method = ${method}; it must be one of ${Object.keys(NOISE_METHODS).join(", ")}`);
  }
  if (!(prior >= 0 && prior < Number.POSITIVE_INFINITY)) {
    invalid(`${FN}: prior = ${prior}; it must be finite and ≥ 0`, { value: prior });
  }
  const rows = toLogRows(FN, predictions);
  checkLabels(FN, labels, rows.rows, rows.classes);
  checkRowOptions(FN, rows.rows, options);
  const record = NOISE_METHODS[method];
  const data: LabelledRows = { rows, labels, weights };
  const noise = record.fit(data, prior);
  return {
    method,
    ...noise,
    wrong: wrongEstimate(record, data, noise, prior, options),
    assumptions: [
      "the forecasts were not fitted to these labels",
      record.assumption,
      "given the true class, a label is wrong whatever the row",
    ],
  };
}
