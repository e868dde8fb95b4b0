import { bracketedRoot } from "./bracketed-root.ts";
import { deviance } from "./deviance.ts";
import { outside } from "./domain.ts";
import { stirlingRemainder } from "./log-gamma.ts";

/**
 * Γ(a+b+1)/(Γ(a+1)Γ(b+1)) xᵃ yᵇ with x + y = 1: the binomial probability of a successes and b failures, for real
 * a, b > 0 (Loader 2000).
 *
 * @example
 * ```ts
 * binomialDensity(1, 1, 0.5, 0.5) // 0.5
 * ```
 */
export function binomialDensity(a: number, b: number, x: number, y: number): number {
  const n = a + b;
  const excess = a * y - b * x;
  const exponent =
    stirlingRemainder(n) -
    stirlingRemainder(a) -
    stirlingRemainder(b) -
    deviance(a, n * x, excess) -
    deviance(b, n * y, -excess);
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * a * b));
}

/**
 * I_x(a, b) by the even part of its continued fraction (DiDonato and Morris 1992), quick below the mean a/(a+b).
 *
 * Lentz's method finds how many terms are needed; the value is then taken backwards, where rounding does not add up.
 */
function fraction(a: number, b: number, x: number, y: number): number {
  const excess = a * y - b * x + 1;
  const above = (m: number): number => {
    const scale = a + 2 * m - 1;
    return ((a + m - 1) / scale) * ((a + b + m - 1) / scale) * m * (b - m) * x * x;
  };
  const below = (m: number): number =>
    m + (m && (m * (b - m) * x) / (a + 2 * m - 1)) + ((a + m) * (excess + m * (1 + y))) / (a + 2 * m + 1);
  let c = below(0);
  let d = 0;
  let terms = 1;
  for (; terms < 1e7; terms++) {
    const numerator = above(terms);
    const denominator = below(terms);
    d = 1 / (denominator + numerator * d);
    c = denominator + numerator / c;
    if (!(Math.abs(c * d - 1) > 2.3e-16)) break;
  }
  let value = below(terms);
  for (let m = terms; m > 0; m--) value = below(m - 1) + above(m) / value;
  return (binomialDensity(a, b, x, y) * ((a / (a + b)) * b)) / value;
}

/** I_x(a, b) and 1 − I_x(a, b) for 0 ≤ x = 1 − y ≤ 1, both given so that neither end loses digits. */
export function betaTails(a: number, b: number, x: number, y: number): { cdf: number; tail: number } {
  if (x === 0 || y === 0) return x === 0 ? { cdf: 0, tail: 1 } : { cdf: 1, tail: 0 };
  if (x * (a + b + 2) < a + 1) {
    const cdf = fraction(a, b, x, y);
    return { cdf, tail: 1 - cdf };
  }
  const tail = fraction(b, a, y, x);
  return { cdf: 1 - tail, tail };
}

function check(name: string, a: number, b: number, x: number, what: string): void {
  if (!(a > 0 && a < Infinity)) outside(name, "a", a, "a must be positive and finite");
  if (!(b > 0 && b < Infinity)) outside(name, "b", b, "b must be positive and finite");
  if (!(x >= 0 && x <= 1)) outside(name, what, x, `${what} must be in [0, 1]`);
}

/**
 * The regularised incomplete beta function I_x(a, b), the cdf of the beta law.
 *
 * Continued fraction (DiDonato and Morris, ACM TOMS 18, 1992) on the side of the mean where it converges fast, under a binomial probability
 * in Loader's form (2000). Relative error, measured against mpmath for a, b from 0.1 to 1e6 and values from 1e-300 to
 * 1: ≤ 2e-13; the time grows as √max(a, b) near the mean. Where the value is close to 1 only because a is far below
 * 1, its complement has the absolute error 1e-16.
 *
 * @throws RelentError if a or b is not positive and finite, or x is not in [0, 1].
 *
 * @example
 * ```ts
 * betaI(2, 3, 0.4) // 0.5248
 * ```
 */
export function betaI(a: number, b: number, x: number): number {
  check("betaI", a, b, x, "x");
  return betaTails(a, b, x, 1 - x).cdf;
}

/**
 * The complement 1 − I_x(a, b), computed without that subtraction above the mean; see `betaI`.
 *
 * @example
 * ```ts
 * betaIComplement(2, 3, 0.4) // 0.4752
 * ```
 */
export function betaIComplement(a: number, b: number, x: number): number {
  check("betaIComplement", a, b, x, "x");
  return betaTails(a, b, x, 1 - x).tail;
}

/**
 * The x with `betaI(a, b, x)` = p, by root finding in log(x/(1−x)) on the logarithm of the smaller tail.
 *
 * 0 at p = 0, 1 at p = 1. Relative error ≤ 1e-12 in x, or that of one rounding of p where that is more.
 *
 * @throws RelentError if a or b is not positive and finite, or p is not in [0, 1].
 *
 * @example
 * ```ts
 * betaQuantile(0.5, 2, 2) // 0.5
 * ```
 */
export function betaQuantile(p: number, a: number, b: number): number {
  check("betaQuantile", a, b, p, "p");
  if (p === 0 || p === 1) return p;
  const gap = (u: number): number => {
    const { cdf, tail } = betaTails(a, b, 1 / (1 + Math.exp(-u)), 1 / (1 + Math.exp(u)));
    return p < 0.5 ? Math.log(cdf / p) : Math.log((1 - p) / tail);
  };
  const centre = Math.log(a / b);
  const up = gap(centre) < 0;
  let low = centre;
  let high = centre;
  for (let step = 0.25; up ? gap(high) < 0 : gap(low) > 0; step *= 2) {
    if (up) {
      low = high;
      high += step;
      if (high > 744) return 1;
    } else {
      high = low;
      low -= step;
      if (low < -744) return 0;
    }
  }
  return 1 / (1 + Math.exp(-bracketedRoot(gap, low, high)));
}
