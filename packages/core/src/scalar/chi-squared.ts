import { outside } from "./domain.ts";
import { gammaP, gammaQ } from "./incomplete-gamma.ts";
import { positiveQuantile } from "./positive-quantile.ts";

function check(name: string, x: number, df: number): void {
  if (!(df > 0 && df < Infinity)) outside(name, "df", df, "degrees of freedom must be positive and finite");
  if (!(x >= 0)) outside(name, "x", x, "x must be ≥ 0");
}

/**
 * P(X ≤ x) of the χ² law with `df` degrees of freedom, P(df/2, x/2); accuracy as `gammaP`.
 *
 * @throws RelentError if df is not positive and finite, or x is NaN or negative.
 *
 * @example
 * ```ts
 * chiSquaredCdf(3.841458820694124, 1) // 0.95
 * ```
 */
export function chiSquaredCdf(x: number, df: number): number {
  check("chiSquaredCdf", x, df);
  return gammaP(df / 2, x / 2);
}

/**
 * P(X > x) of the χ² law with `df` degrees of freedom, Q(df/2, x/2), with full relative accuracy down to 1e-300.
 *
 * @throws RelentError if df is not positive and finite, or x is NaN or negative.
 *
 * @example
 * ```ts
 * chiSquaredTail(1000, 1) // 1.7958327848007363e-219
 * ```
 */
export function chiSquaredTail(x: number, df: number): number {
  check("chiSquaredTail", x, df);
  return gammaQ(df / 2, x / 2);
}

/**
 * The x with `chiSquaredCdf(x, df)` = p: 0 at p = 0, +Infinity at p = 1.
 *
 * Root finding on the logarithm of the smaller tail from the cube of Wilson and Hilferty (1931); relative error
 * ≤ 1e-13 in x, or that of one rounding of p where that is more.
 *
 * @throws RelentError if p is not in [0, 1] or df is not positive and finite.
 *
 * @example
 * ```ts
 * chiSquaredQuantile(0.95, 1) // 3.841458820694124
 * ```
 */
export function chiSquaredQuantile(p: number, df: number): number {
  check("chiSquaredQuantile", 0, df);
  const law = { cdf: (x: number) => gammaP(df / 2, x / 2), tail: (x: number) => gammaQ(df / 2, x / 2) };
  return positiveQuantile("chiSquaredQuantile", law, p, df * Math.max(1 - 2 / (9 * df), 0.05) ** 3);
}
