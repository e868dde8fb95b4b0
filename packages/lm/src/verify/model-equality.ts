import { sequentialPermutation } from "@relent/core/estimate";
import { type Random, random, type Seed, shuffle } from "@relent/core/random";
import type { EqualityTest } from "./result.ts";
import {
  type AnswerPairs,
  answerPairs,
  discrepancy,
  type PairTotals,
  pairNumbers,
  pairTotals,
} from "./text-discrepancy.ts";

/** What both sides answered to one prompt. */
export interface PromptTexts {
  readonly reference: readonly string[];
  readonly candidate: readonly string[];
}

/** How a permutation test is run. */
export interface EqualityOptions {
  /** Permutations at most (default 9,999). */
  readonly draws?: number;
  readonly seed?: Seed;
}

/** Draws that the critical value needs, times alpha. */
const DRAWS_BEYOND = 5;

/**
 * The statistic that the test needs to reach: where the mean over repetitions lies there, about half of them find it.
 * null where too few permutations were drawn to say.
 */
export function criticalValue(drawn: readonly number[], alpha: number): number | null {
  if (drawn.length * alpha < DRAWS_BEYOND) return null;
  const sorted = drawn.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((1 - alpha) * sorted.length))]!;
}

const add = (a: PairTotals, b: PairTotals): PairTotals => ({
  reference: a.reference + b.reference,
  candidate: a.candidate + b.candidate,
  across: a.across + b.across,
});

const NONE: PairTotals = { reference: 0, candidate: 0, across: 0 };

const sumOver = (all: readonly AnswerPairs[], of: (pairs: AnswerPairs) => PairTotals): PairTotals =>
  all.reduce((sum, pairs) => add(sum, of(pairs)), NONE);

const identity = (size: number): Int32Array => Int32Array.from({ length: size }, (_, i) => i);

/** Deals the answers to each prompt anew to the two sides. */
function dealt(rng: Random, all: readonly AnswerPairs[]): () => PairTotals {
  const orders = new Map(all.map((pairs) => [pairs, identity(pairs.n + pairs.m)]));
  return () => sumOver(all, (pairs) => pairTotals(pairs, shuffle(rng, orders.get(pairs)!)));
}

/**
 * The model-equality test: whether two sides draw their answers to each prompt from exactly the same law.
 *
 * The statistic is MMD² with the Hamming kernel over Unicode code points, k(x, y) = 1[same prompt]·Σᵢ 1[xᵢ = yᵢ]/L, means
 * over all pairs with a common prompt; it is 0 for equal laws and unbiased, so it may come out negative. Answers are
 * dealt anew within their prompt; p = (1 + #)/(1 + B), stopped early where it is large. `detectable` is the
 * MMD² that about half of all repetitions would find at level `alpha`. Prompts with fewer than two answers
 * on a side are left out. Time (n + m)²·L a prompt, and (n + m)² a prompt for each permutation.
 *
 * @returns null where no prompt has two answers on both sides.
 * @see Gao, Liang & Guestrin, Model equality testing: which model is this API serving? (arXiv 2410.20247).
 *
 * @example
 * ```ts
 * const same = { reference: ["yes", "no", "yes"], candidate: ["yes", "yes", "no"] };
 * modelEqualityTest([same])!.p > 0.2 // true
 * ```
 */
export function modelEqualityTest(
  prompts: readonly PromptTexts[],
  alpha = 0.05,
  options: EqualityOptions = {},
): EqualityTest | null {
  const kept = prompts.filter(({ reference, candidate }) => reference.length > 1 && candidate.length > 1);
  if (kept.length === 0) return null;
  const all = kept.map(({ reference, candidate }) => answerPairs(reference, candidate));
  const numbers = sumOver(all, ({ n, m }) => pairNumbers(n, m));
  const observed = discrepancy(
    sumOver(all, (pairs) => pairTotals(pairs, identity(pairs.n + pairs.m))),
    numbers,
  );
  const drawn: number[] = [];
  const deal = dealt(random(options.seed ?? "model equality"), all);
  const { p, draws } = sequentialPermutation(
    observed,
    () => {
      const value = discrepancy(deal(), numbers);
      drawn.push(value);
      return value;
    },
    { maxDraws: options.draws ?? 9999, stopAfter: 100 },
  );
  return {
    statistic: "MMD² of answers, Hamming kernel",
    method: `permutation within prompts, ${draws.toLocaleString("en-US")} draws`,
    value: observed,
    p,
    draws,
    prompts: kept.length,
    answers: [sumOf(all, "n"), sumOf(all, "m")],
    detectable: criticalValue(drawn, alpha),
  };
}

const sumOf = (all: readonly AnswerPairs[], side: "n" | "m"): number =>
  all.reduce((sum, pairs) => sum + pairs[side], 0);
