import { SUM } from "./sums.ts";

/** Moments Σ p·dᵏ that the compiled kernel sums, k = 2 … 9, of outcomes with |d| ≤ 1/2. */
const FIRST = 2;
export const MOMENTS = 8;

const factorial = (k: number): number => (k < 2 ? 1 : k * factorial(k - 1));

/** ln((1 + e^d)/2) = d/2 + d²/8 − d⁴/192 + d⁶/2880 − 17 d⁸/645120 + … */
const SOFT: readonly number[] = [0, 1 / 2, 1 / 8, 0, -1 / 192, 0, 1 / 2880, 0, -17 / 645_120, 0];

/** Coefficient k of ½[d·e^d − (1 + e^d)·ln((1 + e^d)/2)]. */
function jensenShannon(k: number): number {
  let product = SOFT[k]!;
  for (let i = 0; i <= k; i++) product += SOFT[i]! / factorial(k - i);
  return 0.5 * (1 / factorial(k - 1) - product);
}

/**
 * The divergences' terms as power series p·Σ cₖdᵏ: e^d − 1 − d; d·e^d − e^d + 1; Jensen–Shannon's; (e^(d/2) − 1)²;
 * (e^d − 1)²·e^−d. What is left out is under 2e-7 of each at |d| = 1/2.
 */
const SERIES: readonly (readonly [sum: number, coefficient: (k: number) => number])[] = [
  [SUM.kl, (k) => 1 / factorial(k)],
  [SUM.reverseKl, (k) => (k - 1) / factorial(k)],
  [SUM.jensenShannon, jensenShannon],
  [SUM.roots, (k) => (1 - 2 ** (1 - k)) / factorial(k)],
  [SUM.square, (k) => (k % 2 === 0 ? 2 : 0) / factorial(k)],
];

const COEFFICIENTS: readonly (readonly [sum: number, of: Float64Array])[] = SERIES.map(
  ([sum, coefficient]) => [sum, Float64Array.from({ length: MOMENTS }, (_, i) => coefficient(i + FIRST))],
);

/** Adds what the moments, which begin at `at` of `results`, say to the sums. */
export function addMoments(sums: Float64Array, results: Float64Array, at: number): void {
  for (const [sum, of] of COEFFICIENTS) {
    let total = 0;
    for (let i = 0; i < MOMENTS; i++) total += of[i]! * results[at + i]!;
    sums[sum]! += total;
  }
}
