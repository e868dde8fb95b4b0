import { SUM } from "./sums.ts";

/** Moments Σ p·(d/ln 2)ᵏ that the compiled kernels sum, k = 2 … 7, of outcomes with |d| ≤ 1/2. */
const FIRST = 2;
const NEAR = 1 / 2;
export const MOMENTS = 6;
/** Terms of the power series that are taken before they are brought down to so many. */
const TERMS = 12;

const factorial = (k: number): number => (k < 2 ? 1 : k * factorial(k - 1));

/** ln((1 + e^d)/2) = d/2 + d²/8 − d⁴/192 + d⁶/2880 − 17 d⁸/645120 + 31 d¹⁰/14515200 − 691 d¹²/3832012800 … */
const SOFT: readonly number[] = [
  ...[0, 1 / 2, 1 / 8, 0, -1 / 192, 0, 1 / 2880],
  ...[0, -17 / 645_120, 0, 31 / 14_515_200, 0, -691 / 3_832_012_800, 0],
];

/** Coefficient k of ½[d·e^d − (1 + e^d)·ln((1 + e^d)/2)]. */
function jensenShannon(k: number): number {
  let product = SOFT[k]!;
  for (let i = 0; i <= k; i++) product += SOFT[i]! / factorial(k - i);
  return 0.5 * (1 / factorial(k - 1) - product);
}

/** The divergences' terms as power series p·Σ cₖdᵏ: e^d − 1 − d; d·e^d − e^d + 1; Jensen–Shannon's; (e^(d/2) − 1)²; (e^d − 1)²·e^−d. */
const SERIES: readonly (readonly [sum: number, coefficient: (k: number) => number])[] = [
  [SUM.kl, (k) => 1 / factorial(k)],
  [SUM.reverseKl, (k) => (k - 1) / factorial(k)],
  [SUM.jensenShannon, jensenShannon],
  [SUM.roots, (k) => (1 - 2 ** (1 - k)) / factorial(k)],
  [SUM.square, (k) => (k % 2 === 0 ? 2 : 0) / factorial(k)],
];

/** Coefficients of the Chebyshev polynomial of degree n, lowest power first. */
function chebyshev(n: number): number[] {
  let [before, last] = [[1], [0, 1]];
  for (let k = 1; k < n; k++) {
    const next = [0, ...last.map((c) => 2 * c)];
    for (const [i, c] of before.entries()) next[i]! -= c;
    [before, last] = [last, next];
  }
  return last;
}

/**
 * Brings a power series down to `MOMENTS` terms by taking off multiples of Chebyshev polynomials, highest first, which are
 * the least that has such a highest term on |d| ≤ 1/2. The series here lose under 3e-7 of themselves by it.
 */
function economised(series: Float64Array): Float64Array {
  for (let degree = series.length - 1; degree >= MOMENTS; degree--) {
    const polynomial = chebyshev(degree);
    const by = (series[degree]! * NEAR ** degree) / polynomial[degree]!;
    for (let k = 0; k <= degree; k++) series[k]! -= (by * polynomial[k]!) / NEAR ** k;
  }
  return series.subarray(0, MOMENTS);
}

const COEFFICIENTS: readonly (readonly [sum: number, of: Float64Array])[] = SERIES.map(
  ([sum, coefficient]) => {
    const series = economised(Float64Array.from({ length: TERMS }, (_, i) => coefficient(i + FIRST)));
    return [sum, series.map((c, i) => c * Math.LN2 ** (i + FIRST))];
  },
);

/** Adds to the sums what the moments say, which begin at `at` of `results` and are in units of `weight`. */
export function addMoments(sums: Float64Array, results: Float64Array, at: number, weight: number): void {
  for (const [sum, of] of COEFFICIENTS) {
    let total = 0;
    for (let i = 0; i < MOMENTS; i++) total += of[i]! * results[at + i]!;
    sums[sum]! += weight * total;
  }
}
