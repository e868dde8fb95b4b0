import { sequentialPermutation } from "../estimate/counts/permutation.ts";
import { random, type Seed } from "../random/index.ts";

/** How rare a sum is among those with other signs. */
export interface SignPatterns {
  readonly p: number;
  /** Whether every pattern of signs was tried. */
  readonly exact: boolean;
  readonly draws: number;
}

/** Up to this many pieces all patterns are tried. */
const EXACT = 14;
const SLACK = 2e-9;

/** Adds the pieces with the signs that `bits` gives, a new word for every 32 of them, and returns the squared length of their sum. */
function squaredSum(
  pieces: Float64Array,
  count: number,
  sum: Float64Array,
  word: (from: number) => number,
): number {
  const width = sum.length;
  sum.fill(0);
  for (let from = 0; from < count; from += 32) {
    let bits = word(from);
    const end = Math.min(count, from + 32);
    for (let piece = from; piece < end; piece++) {
      const at = piece * width;
      if (bits & 1) for (let j = 0; j < width; j++) sum[j]! += pieces[at + j]!;
      else for (let j = 0; j < width; j++) sum[j]! -= pieces[at + j]!;
      bits >>>= 1;
    }
  }
  let square = 0;
  for (let j = 0; j < width; j++) square += sum[j]! ** 2;
  return square;
}

/**
 * The share of sign patterns ± of pieces (vectors of `width` numbers, one after the other) whose sum is as long as that of the pieces
 * themselves: exact up to 14 pieces, beyond drawn by the seed with a sequential stop.
 *
 * Valid where each piece is as likely as its negative, whatever its size and whatever hangs together within it.
 *
 * @see Fisher, The Design of Experiments (1935) §21; Besag & Clifford, Biometrika 78 (1991) 301.
 */
export function signPatterns(
  pieces: Float64Array,
  width: number,
  options: { readonly seed: Seed; readonly draws: number; readonly stopAfter?: number },
): SignPatterns {
  const count = pieces.length / width;
  const sum = new Float64Array(width);
  const observed = squaredSum(pieces, count, sum, () => -1);
  if (count <= EXACT) {
    const limit = observed * (1 - SLACK);
    const patterns = 2 ** Math.max(0, count - 1);
    let reached = 0;
    // The last piece keeps its sign: a pattern and its opposite are one.
    for (let pattern = 0; pattern < patterns; pattern++) {
      if (squaredSum(pieces, count, sum, () => ~pattern) >= limit) reached++;
    }
    return { p: reached / patterns, exact: true, draws: patterns };
  }
  const { seed, draws, stopAfter = 20 } = options;
  const rng = random(seed);
  const draw = (): number => squaredSum(pieces, count, sum, () => rng.bits());
  const found = sequentialPermutation(observed * (1 - SLACK), draw, { maxDraws: draws, stopAfter });
  return { p: found.p, exact: false, draws: found.draws };
}
