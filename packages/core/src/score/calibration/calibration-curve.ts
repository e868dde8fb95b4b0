import { invalid } from "../../finite/check.ts";

/** How forecasts held in memory are cut into bins. */
export interface CalibrationCurveOptions {
  /** How many bins (default 5). */
  readonly bins?: number;
  /** Bins of equal width over [0, 1] (default), or between the forecasts' quantiles. */
  readonly strategy?: "uniform" | "quantile";
}

/** The bins that hold rows, and the plug-in expected calibration error over them. */
export interface CalibrationCurve {
  readonly forecast: readonly number[];
  readonly outcome: readonly number[];
  readonly rows: readonly number[];
  /** Σ n_b/n·|outcome − forecast|: too high by what chance adds; `reliability` corrects it. */
  readonly expectedCalibrationError: number;
}

const FN = "calibrationCurve";

/** Quantiles of sorted numbers, linear between order statistics. */
function quantiles(sorted: Float64Array, count: number): number[] {
  return Array.from({ length: count - 1 }, (_, i) => {
    const at = ((sorted.length - 1) * (i + 1)) / count;
    const below = Math.floor(at);
    const low = sorted[below]!;
    return low + (at - below) * ((sorted[below + 1] ?? low) - low);
  });
}

/** How many edges lie below x: x on an edge belongs to the bin that ends there. */
function binOf(edges: readonly number[], x: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle]! < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Mean forecast and share of outcomes by bin, as scikit-learn's `calibration_curve` gives them, from all forecasts in memory.
 *
 * @throws RelentError for different lengths, no rows, a forecast outside [0, 1] or an outcome other than 0 and 1.
 * @example
 * ```ts
 * const curve = calibrationCurve([0.125, 0.25, 0.75, 0.75], [0, 1, 1, 1], { bins: 2 });
 * [curve.forecast, curve.outcome, curve.expectedCalibrationError] // [[0.1875, 0.75], [0.5, 1], 0.28125]
 * ```
 */
export function calibrationCurve(
  forecasts: ArrayLike<number>,
  outcomes: ArrayLike<number>,
  options: CalibrationCurveOptions = {},
): CalibrationCurve {
  const { bins = 5, strategy = "uniform" } = options;
  const n = forecasts.length;
  if (n === 0) invalid(`${FN}: no rows; at least one is needed`);
  if (outcomes.length !== n) invalid(`${FN}: ${outcomes.length} outcomes for ${n} forecasts; each needs one`);
  if (!(Number.isInteger(bins) && bins >= 1)) {
    invalid(`${FN}: bins = ${bins}; it must be a whole number ≥ 1`, { value: bins });
  }
  for (let i = 0; i < n; i++) {
    const [f, o] = [forecasts[i]!, outcomes[i]!];
    if (!(f >= 0 && f <= 1))
      invalid(`${FN}: forecast[${i}] = ${f}; it must lie from 0 to 1`, { index: i, value: f });
    if (o !== 0 && o !== 1) invalid(`${FN}: outcome[${i}] = ${o}; it must be 0 or 1`, { index: i, value: o });
  }
  const edges =
    strategy === "uniform"
      ? Array.from({ length: bins - 1 }, (_, i) => (i + 1) / bins)
      : quantiles(Float64Array.from(forecasts).sort(), bins);
  const [sums, hits, rows] = [new Float64Array(bins), new Float64Array(bins), new Float64Array(bins)];
  for (let i = 0; i < n; i++) {
    const bin = binOf(edges, forecasts[i]!);
    sums[bin]! += forecasts[i]!;
    hits[bin]! += outcomes[i]!;
    rows[bin]! += 1;
  }
  const kept = Array.from(rows.keys()).filter((bin) => rows[bin]! > 0);
  return {
    forecast: kept.map((bin) => sums[bin]! / rows[bin]!),
    outcome: kept.map((bin) => hits[bin]! / rows[bin]!),
    rows: kept.map((bin) => rows[bin]!),
    expectedCalibrationError: kept.reduce((sum, bin) => sum + Math.abs(hits[bin]! - sums[bin]!) / n, 0),
  };
}
