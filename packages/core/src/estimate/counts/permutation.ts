import { multivariateHypergeometric, type Random, random } from "../../random/index.ts";
import type { Test } from "../estimate.ts";
import { type CountPair, pairSizes } from "./count-pair.ts";
import { gKernel, gStatistic } from "./g-test.ts";

/** How long a permutation test goes on. */
export interface PermutationOptions {
  /** Draws at most (default 9,999). */
  readonly maxDraws?: number;
  /** Stops after this many draws at least as extreme as the data (default 20): a large p needs no precision. */
  readonly stopAfter?: number;
  /** Seed of the draws (default: the counts themselves, so that equal data give equal p). */
  readonly seed?: number | string;
}

/** A permutation test's outcome; `nullMean` is the average statistic of the draws, by which a biased figure is centred. */
export interface PermutationTest extends Test {
  readonly draws: number;
  readonly nullMean: number;
}

/** A draw counts as extreme when it reaches the observed value up to rounding. */
const SLACK = 1e-9;

/**
 * Draws a statistic under its null law until enough draws were extreme (Besag–Clifford) or `maxDraws` is reached.
 *
 * p = h/B where h = `stopAfter` was reached after B draws, otherwise (h+1)/(B+1); valid at every level.
 *
 * Source: Besag & Clifford, Biometrika 78 (1991) 301.
 */
export function sequentialPermutation(
  observed: number,
  draw: () => number,
  options: { readonly maxDraws: number; readonly stopAfter: number },
): { readonly p: number; readonly draws: number; readonly nullMean: number } {
  const limit = observed - SLACK * Math.max(1, Math.abs(observed));
  let extreme = 0;
  let draws = 0;
  let sum = 0;
  while (draws < options.maxDraws && extreme < options.stopAfter) {
    const value = draw();
    draws++;
    sum += value;
    if (value >= limit) extreme++;
  }
  const p = extreme === options.stopAfter ? extreme / draws : (extreme + 1) / (draws + 1);
  return { p, draws, nullMean: draws > 0 ? sum / draws : 0 };
}

/** The seed that makes a test of the same counts the same everywhere, in whatever order the cells stand. */
function seedOf(pair: CountPair): string {
  return Array.from(pair.x, (x, i) => `${x}:${pair.y[i]}`)
    .sort()
    .join();
}

/** Deals row by row where the smaller side has fewer rows than this many times the cells; by cell otherwise. */
const ROWS_A_CELL = 40;

/** More rows than this are not laid out one by one. */
const MOST_ROWS = 1e6;

/** Deals pooled counts anew: fills `drawn` with the counts of one side of `size` rows. */
type Deal = (drawn: Float64Array) => void;

const byCell =
  (rng: Random, pooled: readonly number[], size: number): Deal =>
  (drawn) => {
    multivariateHypergeometric(rng, pooled, size, drawn);
  };

/** A partial Fisher–Yates shuffle of the rows' cells: cheaper than one hypergeometric draw a cell where rows are few. */
function byRow(rng: Random, pooled: readonly number[], size: number): Deal {
  const rows = new Uint32Array(pooled.reduce((a, b) => a + b, 0));
  let at = 0;
  pooled.forEach((count, cell) => {
    rows.fill(cell, at, at + count);
    at += count;
  });
  return (drawn) => {
    drawn.fill(0);
    for (let i = 0; i < size; i++) {
      const j = i + Math.floor(rng.uniform() * (rows.length - i));
      const cell = rows[j]!;
      rows[j] = rows[i]!;
      rows[i] = cell;
      drawn[cell]!++;
    }
  };
}

const TABLED = 4096;

/** x·ln x of whole numbers, from a table while they are small. */
const xlnx = (() => {
  let table: Float64Array | null = null;
  return (x: number): number => {
    if (x >= TABLED) return x * Math.log(x);
    table ??= Float64Array.from({ length: TABLED }, (_, i) => (i > 0 ? i * Math.log(i) : 0));
    return table[x]!;
  };
})();

/**
 * The G test of equal laws by dealing the pooled counts anew to two sides of the same sizes: exact at any sample size.
 *
 * Works on counts alone, whatever the number of rows. Counts must be whole numbers.
 *
 * @example
 * ```ts
 * permutationGTest({ x: [9, 1], y: [2, 8] }).p < 0.02 // true
 * ```
 */
export function permutationGTest(pair: CountPair, options: PermutationOptions = {}): PermutationTest {
  const { n, m, cells } = pairSizes(pair, "permutationGTest");
  const { maxDraws = 9999, stopAfter = 20, seed = seedOf(pair) } = options;
  const value = gStatistic(pair);
  const pooled: number[] = [];
  for (let i = 0; i < cells; i++) {
    const c = pair.x[i]! + pair.y[i]!;
    if (c > 0) pooled.push(c);
  }
  pooled.sort((a, b) => b - a);
  // G = 2·(kernel of the cells) + a constant that a deal does not change.
  const constant = value - 2 * gKernel(pair.x, pair.y);
  const rng = random(seed);
  const size = Math.min(n, m);
  const deal = (size <= ROWS_A_CELL * pooled.length && n + m <= MOST_ROWS ? byRow : byCell)(
    rng,
    pooled,
    size,
  );
  const drawn = new Float64Array(pooled.length);
  const draw = (): number => {
    deal(drawn);
    let kernel = 0;
    for (let i = 0; i < drawn.length; i++) kernel += xlnx(drawn[i]!) + xlnx(pooled[i]! - drawn[i]!);
    return constant + 2 * kernel;
  };
  const outcome =
    pooled.length < 2
      ? { p: 1, draws: 0, nullMean: 0 }
      : sequentialPermutation(value, draw, { maxDraws, stopAfter });
  return {
    statistic: "G",
    method: `count permutation, ${outcome.draws.toLocaleString("en-US")} draws`,
    value,
    ...outcome,
  };
}
