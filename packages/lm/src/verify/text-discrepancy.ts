import { codePoints, hammingKernel } from "./hamming.ts";

/** The answers of both sides to one prompt, and how alike they are. */
export interface AnswerPairs {
  /** Answers of the reference; they stand first. */
  readonly n: number;
  readonly m: number;
  /** (n + m)² similarities, row by row. */
  readonly kernel: Float64Array;
}

/** Sums of similarities over pairs of different answers: within the reference, within the candidate, across. */
export interface PairTotals {
  readonly reference: number;
  readonly candidate: number;
  readonly across: number;
}

/** The similarities of all answers to one prompt. */
export function answerPairs(reference: readonly string[], candidate: readonly string[]): AnswerPairs {
  const kernel = hammingKernel([...reference, ...candidate].map(codePoints));
  return { n: reference.length, m: candidate.length, kernel };
}

/** Sums over pairs when the answers in `order`'s first n places count as the reference's. */
export function pairTotals({ n, m, kernel }: AnswerPairs, order: Int32Array): PairTotals {
  const size = n + m;
  const totals = { reference: 0, candidate: 0, across: 0 };
  for (let i = 1; i < size; i++) {
    const row = order[i]! * size;
    for (let j = 0; j < i; j++) {
      const similarity = kernel[row + order[j]!]!;
      if (i < n) totals.reference += similarity;
      else if (j >= n) totals.candidate += similarity;
      else totals.across += similarity;
    }
  }
  return totals;
}

/** Numbers of pairs to which the sums belong. */
export function pairNumbers(n: number, m: number): PairTotals {
  return { reference: (n * (n - 1)) / 2, candidate: (m * (m - 1)) / 2, across: n * m };
}

/** MMD² = mean k(x, x′) + mean k(y, y′) − 2 mean k(x, y) of sums over pairs: unbiased, so it may come out below 0. */
export function discrepancy(totals: PairTotals, pairs: PairTotals): number {
  return (
    totals.reference / pairs.reference +
    totals.candidate / pairs.candidate -
    (2 * totals.across) / pairs.across
  );
}

/** The least that `discrepancy` of n against m answers can be: the biased estimate is never negative. */
export const leastDiscrepancy = (n: number, m: number): number => -(1 / n + 1 / m);
