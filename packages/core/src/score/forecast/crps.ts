import { erf, normalCdf } from "../../scalar/index.ts";

const INVERSE_ROOT_PI = 1 / Math.sqrt(Math.PI);
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
  return sd * (z * erf(z * Math.SQRT1_2) + 2 * density - INVERSE_ROOT_PI);
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

/** Φ((y − μ)/σ): where y falls in a normal forecast. */
export function normalPit(mean: number, sd: number, y: number): number {
  if (sd === 0) return y < mean ? 0 : y > mean ? 1 : 0.5;
  return normalCdf((y - mean) / sd);
}

/**
 * The continuous ranked probability score of a sample: mean|xᵢ − y| − ½·mean|xᵢ − xⱼ|, in O(m log m).
 *
 * The score of the sample's own step function. With `fair` the last mean is over i ≠ j, which makes the score's mean that of
 * the law that the sample was drawn from; it needs two values at least. In the unit of y.
 *
 * @see Gneiting & Raftery, J. Amer. Statist. Assoc. 102 (2007) 359; Ferro, Q. J. R. Meteorol. Soc. 140 (2014) 1917.
 *
 * @example
 * ```ts
 * sampleCrps([0, 1], 0) // 0.25
 * sampleCrps([0, 1], 0, { fair: true }) // 0
 * ```
 */
export function sampleCrps(
  values: ArrayLike<number>,
  y: number,
  options: { readonly fair?: boolean } = {},
): number {
  const sorted = Float64Array.from(values).sort();
  const m = sorted.length;
  let distance = 0;
  let spread = 0;
  for (let i = 0; i < m; i++) {
    distance += Math.abs(sorted[i]! - y);
    // Σ_{i<j}(x_j − x_i), from gaps so that a large common offset costs no digits.
    if (i > 0) spread += i * (m - i) * (sorted[i]! - sorted[i - 1]!);
  }
  return distance / m - spread / (m * (options.fair === true ? m - 1 : m));
}

/**
 * The pinball loss of a quantile: (1{y < q} − τ)·(q − y), in the unit of y.
 *
 * @see Koenker & Bassett, Econometrica 46 (1978) 33.
 *
 * @example
 * ```ts
 * pinballLoss(2, 3, 0.9) // 0.9
 * ```
 */
export function pinballLoss(quantile: number, y: number, level: number): number {
  const gap = y - quantile;
  return gap >= 0 ? level * gap : (level - 1) * gap;
}

/** The share of levels that each quantile stands for: half-way to its neighbours, and to 0 and 1 at the ends. */
export function levelShares(levels: readonly number[]): number[] {
  return levels.map((level, i) => {
    const low = i === 0 ? 0 : (levels[i - 1]! + level) / 2;
    const high = i === levels.length - 1 ? 1 : (levels[i + 1]! + level) / 2;
    return high - low;
  });
}
