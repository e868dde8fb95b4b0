import { multivariateHypergeometric, type Random, random } from "../random/index.ts";
import { type CountPair, pairSizes } from "./count-pair.ts";
import type { Test } from "./estimate.ts";
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

/** The seed that makes a test of the same counts the same everywhere. */
function seedOf(pair: CountPair): string {
  return `${Array.from(pair.x).join()}|${Array.from(pair.y).join()}`;
}

/**
 * The G test of equal laws by dealing the pooled counts anew to two sides of the same sizes: exact at any sample size.
 *
 * Works on counts alone (multivariate hypergeometric draws), whatever the number of rows. Cells whose pooled count
 * is 1 are dealt together, since they are alike. Counts must be whole numbers.
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
  let singles = 0;
  for (let i = 0; i < cells; i++) {
    const c = pair.x[i]! + pair.y[i]!;
    if (c === 1) singles++;
    else if (c > 1) pooled.push(c);
  }
  if (singles > 0) pooled.push(singles);
  const own = singles > 0 ? pooled.length - 1 : pooled.length;
  // G = 2·(kernel of the cells) + a constant that a deal does not change; a single row adds 1·ln 1 = 0 to the kernel.
  const constant = value - 2 * gKernel(pair.x, pair.y);
  const rng: Random = random(seed);
  const drawn = new Float64Array(pooled.length);
  const draw = (): number => {
    multivariateHypergeometric(rng, pooled, n, drawn);
    let kernel = 0;
    for (let i = 0; i < own; i++) {
      const x = drawn[i]!;
      const y = pooled[i]! - x;
      if (x > 1) kernel += x * Math.log(x);
      if (y > 1) kernel += y * Math.log(y);
    }
    return constant + 2 * kernel;
  };
  const outcome =
    pooled.length < 2 || m === 0
      ? { p: 1, draws: 0, nullMean: 0 }
      : sequentialPermutation(value, draw, { maxDraws, stopAfter });
  return {
    statistic: "G",
    method: `count permutation, ${outcome.draws.toLocaleString("en-US")} draws`,
    value,
    ...outcome,
  };
}
