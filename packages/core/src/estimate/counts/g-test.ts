import { chiSquaredTail } from "../../scalar/chi-squared.ts";
import type { Test } from "../estimate.ts";
import { type CountPair, pairSizes } from "./count-pair.ts";

const xlnx = (x: number): number => (x > 0 ? x * Math.log(x) : 0);

/**
 * The G statistic of two count vectors: 2·Σ O·ln(O/E) over both sides, = 2(n+m)·JS of the two with weights n, m.
 *
 * Zero when the two sides are proportional; under equality of the laws about χ² with (cells that occur) − 1 degrees
 * of freedom. Cells empty on both sides are ignored.
 *
 * @example
 * ```ts
 * gStatistic({ x: [30, 30, 0, 40], y: [50, 30, 20, 0] }).toFixed(6) // "88.231092"
 * ```
 */
export function gStatistic(pair: CountPair): number {
  const { n, m, cells } = pairSizes(pair, "gStatistic");
  let sum = 0;
  for (let i = 0; i < cells; i++) {
    const x = pair.x[i]!;
    const y = pair.y[i]!;
    const pooled = (x + y) / (n + m);
    if (x > 0) sum += x * Math.log(x / (n * pooled));
    if (y > 0) sum += y * Math.log(y / (m * pooled));
  }
  return Math.max(0, 2 * sum);
}

/** The part of G that changes when rows are dealt anew to two sides of the same sizes: Σ X ln X + Σ Y ln Y. */
export function gKernel(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += xlnx(x[i]!) + xlnx(y[i]!);
  return sum;
}

/**
 * Pearson's X² of two count vectors: Σ (O − E)²/E over both sides, without continuity correction.
 *
 * @example
 * ```ts
 * pearsonStatistic({ x: [30, 30, 0, 40], y: [50, 30, 20, 0] }) // 65
 * ```
 */
export function pearsonStatistic(pair: CountPair): number {
  const { n, m, cells } = pairSizes(pair, "pearsonStatistic");
  let sum = 0;
  for (let i = 0; i < cells; i++) {
    const pooled = pair.x[i]! + pair.y[i]!;
    if (pooled === 0) continue;
    const gap = m * pair.x[i]! - n * pair.y[i]!;
    sum += gap ** 2 / (n * m * pooled);
  }
  return sum;
}

/** Cells that occur on either side, less one. */
export function degreesOfFreedom(pair: CountPair): number {
  let cells = 0;
  for (let i = 0; i < pair.x.length; i++) if (pair.x[i]! + pair.y[i]! > 0) cells++;
  return cells - 1;
}

/**
 * The G test of equal laws, p by χ²; fit for pooled expected counts of 50 and more in every cell.
 *
 * With one cell only there is nothing to tell apart: p = 1.
 *
 * @example
 * ```ts
 * gTest({ x: [30, 30, 0, 40], y: [50, 30, 20, 0] }).p.toExponential(3) // "5.254e-19"
 * ```
 */
export function gTest(pair: CountPair): Test {
  return againstChiSquared("G", gStatistic(pair), degreesOfFreedom(pair));
}

/**
 * Pearson's χ² test of equal laws, without continuity correction; p by χ², fit for expected counts of 5 and more.
 *
 * With one cell only there is nothing to tell apart: p = 1.
 *
 * @example
 * ```ts
 * pearsonTest({ x: [30, 30, 0, 40], y: [50, 30, 20, 0] }).p.toExponential(3) // "5.016e-14"
 * ```
 */
export function pearsonTest(pair: CountPair): Test {
  return againstChiSquared("X²", pearsonStatistic(pair), degreesOfFreedom(pair));
}

/** A statistic read against χ²: an approximation, better the more rows a cell has. */
export function againstChiSquared(statistic: string, value: number, df: number): Test {
  return {
    statistic,
    method: `χ², ${df} ${df === 1 ? "degree" : "degrees"} of freedom`,
    value,
    p: df < 1 ? 1 : chiSquaredTail(value, df),
  };
}
