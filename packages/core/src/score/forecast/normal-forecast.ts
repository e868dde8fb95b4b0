import { invalid } from "../../finite/check.ts";
import { erf, normalCdf, normalQuantile } from "../../scalar/index.ts";
import { checkNumbers } from "./check-numbers.ts";
import type { ForecastRecord } from "./forecast-record.ts";

/** Normal laws, one a row. */
export interface NormalForecasts {
  readonly kind: "normal";
  readonly mean: ArrayLike<number>;
  /** Standard deviations, ≥ 0. */
  readonly sd: ArrayLike<number>;
}

const ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

/**
 * The continuous ranked probability score of a normal forecast: σ·(z·(2Φ(z) − 1) + 2φ(z) − 1/√π), z = (y − μ)/σ.
 *
 * In the unit of y; 0 is best. With σ = 0 it is |y − μ|.
 *
 * @see Gneiting, Raftery, Westveld & Goldman, Mon. Weather Rev. 133 (2005) 1098.
 *
 * @example
 * ```ts
 * normalCrps(0, 1, 0) // 0.23369497725510913
 * ```
 */
export function normalCrps(mean: number, sd: number, y: number): number {
  if (sd === 0) return Math.abs(y - mean);
  const z = (y - mean) / sd;
  const density = Math.exp(-0.5 * z * z) / ROOT_TWO_PI;
  return sd * (z * erf(z * Math.SQRT1_2) + 2 * density - 1 / Math.sqrt(Math.PI));
}

/**
 * −ln of a normal forecast's density at y: ½·z² + ln σ + ½·ln 2π, in nats.
 *
 * With σ = 0: +Infinity off the mean, −Infinity on it.
 *
 * @example
 * ```ts
 * normalLogScore(0, 1, 0) // 0.9189385332046727
 * ```
 */
export function normalLogScore(mean: number, sd: number, y: number): number {
  if (sd === 0) return y === mean ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const z = (y - mean) / sd;
  return 0.5 * z * z + Math.log(sd) + 0.5 * Math.log(2 * Math.PI);
}

export const NORMAL: ForecastRecord<NormalForecasts> = {
  check: (fn, { mean, sd }, rows) => {
    checkNumbers(fn, "mean", mean, rows);
    checkNumbers(fn, "sd", sd, rows);
    for (let i = 0; i < rows; i++) {
      if (sd[i]! < 0) invalid(`${fn}: sd[${i}] = ${sd[i]}; it must be ≥ 0`, { index: i, value: sd[i] });
    }
  },
  crps: ({ mean, sd }, row, y) => normalCrps(mean[row]!, sd[row]!, y),
  score: "CRPS in closed form",
  fall: ({ mean, sd }, row, y) => {
    const gap = y - mean[row]!;
    if (sd[row] === 0) return [gap > 0 ? 1 : 0, gap < 0 ? 0 : 1];
    const p = normalCdf(gap / sd[row]!);
    return [p, p];
  },
  central: ({ mean, sd }, row, interval) => {
    const half = normalQuantile((1 + interval) / 2) * sd[row]!;
    return [mean[row]! - half, mean[row]! + half];
  },
};
