import { meanOfValues } from "./mean-of-values.ts";

/** Autocorrelations within ± this many √(log₁₀ n / n) count as none. */
const NEGLIGIBLE = 2;

function autocovariance(values: ArrayLike<number>, mean: number, lag: number): number {
  let sum = 0;
  for (let i = lag; i < values.length; i++) sum += (values[i]! - mean) * (values[i - lag]! - mean);
  return sum / values.length;
}

/** 1 up to ½, then falling to 0 at 1: the flat-top window of Politis and Romano. */
const flatTop = (x: number): number => Math.min(1, 2 * (1 - x));

/** The first lag of a run of `run` negligible autocorrelations, as the authors' program takes it. */
function firstQuietLag(
  covariance: (lag: number) => number,
  most: number,
  run: number,
  limit: number,
): number {
  let quiet = 0;
  for (let lag = 1; lag <= most; lag++) {
    quiet = Math.abs(covariance(lag)) < limit * covariance(0) ? quiet + 1 : 0;
    if (quiet === run) return lag - run + 1;
  }
  return most;
}

/**
 * The block length at which a circular block bootstrap of the mean has the least mean squared error.
 *
 * (2G²/D)^⅓·n^⅓ with G = Σλ(k/M)|k|R(k), D = (4/3)(Σλ(k/M)R(k))², from flat-top windowed autocovariances R; at
 * least 1, at most 3√n and n/3. 1 for independent or constant values.
 *
 * @see Politis & White, Econometric Reviews 23 (2004) 53; corrected by Patton, Politis & White, 28 (2009) 372.
 *
 * @example
 * ```ts
 * blockLength(Array.from({ length: 100 }, (_, i) => i)).toFixed(1) // "16.3"
 * ```
 */
export function blockLength(values: ArrayLike<number>): number {
  const n = values.length;
  const mean = meanOfValues(values);
  const known: number[] = [];
  const covariance = (lag: number): number => {
    known[lag] ??= autocovariance(values, mean, lag);
    return known[lag];
  };
  if (n < 2 || covariance(0) === 0) return 1;
  const run = Math.max(5, Math.ceil(Math.sqrt(Math.log10(n))));
  const most = Math.ceil(Math.sqrt(n)) + run;
  const limit = NEGLIGIBLE * Math.sqrt(Math.log10(n) / n);
  const window = Math.min(2 * firstQuietLag(covariance, most, run, limit), most, n - 1);
  let slope = 0;
  let spectrum = covariance(0);
  for (let lag = 1; lag <= window; lag++) {
    const weighted = 2 * flatTop(lag / window) * covariance(lag);
    slope += lag * weighted;
    spectrum += weighted;
  }
  const length = Math.cbrt((2 * slope ** 2 * n) / ((4 / 3) * spectrum ** 2));
  return Math.max(1, Math.min(length, Math.ceil(Math.min(3 * Math.sqrt(n), n / 3))));
}
