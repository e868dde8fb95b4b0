import type { CalibrationSummary } from "./collect-calibration.ts";
import type { ForecastBin } from "./forecast-bins.ts";
import type { SplitRule } from "./split-rules.ts";
import type { BinSize } from "./split-size.ts";

/** What chance adds to a divergence of the bins' shares: its mean, and the degrees of freedom of the χ² law that it is in proportion to. */
export interface Noise {
  readonly mean: number;
  readonly df: number;
}

/** Σ f(1 − f) over the rows of a bin over n·f̄(1 − f̄), by class: forecasts that lie apart leave less to chance. */
function spreads({ cells, classes }: CalibrationSummary, bin: ForecastBin): Float64Array {
  return bin.forecast.map((mean, k) => {
    if (!(mean > 0 && mean < 1)) return 1;
    let sum = 0;
    for (const i of bin.cells) {
      const f = cells.forecast[i * classes + k]! / cells.weight[i]!;
      sum += cells.weight[i]! * f * (1 - f);
    }
    return Math.min(1, sum / (bin.weight * mean * (1 - mean)));
  });
}

/** The shares that outcomes are drawn by where forecasts may be wrong: those found with K rows of the forecast added. */
export function guess({ outcome, forecast }: ForecastBin, rows: number): Float64Array {
  const more = forecast.length;
  return outcome.map((share, k) => (rows * share + more * forecast[k]!) / (rows + more));
}

/**
 * What chance adds to the mean divergence of the bins' shares from those that they are drawn by: the forecasts, or the outcomes' where those vary more.
 *
 * The first-order corrections take every class of a bin to be expected often. Here it is what Poisson counts of the expected size add, so that it holds
 * also with few rows a bin, and is next to nothing where forecasts are nearly sure.
 */
export function binNoise(
  summary: CalibrationSummary,
  rule: SplitRule,
  bins: readonly ForecastBin[],
  size: BinSize,
): Noise {
  let [mean, variance] = [0, 0];
  for (const bin of bins) {
    const share = bin.weight / size.weight;
    const rows = share * size.effective;
    const spread = spreads(summary, bin);
    const [right, found] = [bin.forecast, guess(bin, rows)].map((shares) =>
      rule.chance(shares, spread, rows),
    );
    const own = found!.mean > right!.mean ? found! : right!;
    mean += share * own.mean;
    variance += share ** 2 * own.variance;
  }
  return { mean, df: variance > 0 ? (2 * mean ** 2) / variance : 0 };
}
