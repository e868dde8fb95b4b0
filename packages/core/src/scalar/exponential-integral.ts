import { outside } from "./domain.ts";

const EULER = 0.5772156649015329;

/** −γ − log x − Σ (−x)ᵏ/(k·k!). */
function series(x: number): number {
  let term = 1;
  let sum = 0;
  for (let k = 1; Math.abs(term) > 1e-18; k++) {
    term *= -x / k;
    sum -= term / k;
  }
  return sum - Math.log(x) - EULER;
}

/** The continued fraction 1/(x+1/(1+1/(x+2/(1+2/(x+…))))) contracted (DLMF 6.9.1), taken backwards. */
function fraction(x: number): number {
  const terms = Math.ceil(20 + 160 / x);
  let value = x + 2 * terms + 1;
  for (let k = terms; k > 0; k--) value = x + 2 * k - 1 - (k * k) / value;
  return 1 / value;
}

/**
 * The exponential integral, scaled: eˣ E₁(x) = ∫₀^∞ e^{-xt}/(1 + t) dt for x > 0.
 *
 * +Infinity at 0, ≈ 1/x for large x. Relative error, measured against mpmath for x from 1e-300 to 1e300: ≤ 1e-15.
 *
 * @throws RelentError if x is negative or NaN.
 *
 * @example
 * ```ts
 * scaledE1(1) // 0.5963473623231941
 * ```
 */
export function scaledE1(x: number): number {
  if (!(x >= 0)) outside("scaledE1", "x", x, "x must be ≥ 0");
  if (x === 0 || x === Infinity) return x === 0 ? Infinity : 0;
  return x < 1 ? Math.exp(x) * series(x) : fraction(x);
}
