import { RelentError } from "../../error.ts";
import { type Random, random } from "../../random/index.ts";
import type { Test } from "../estimate.ts";
import { checkPair, type Samples } from "./samples.ts";

/** A test that two samples are of one law, with the size of the difference. */
export interface TwoSampleTest extends Test {
  /** The size of the difference in the test's own measure; its name is in `effectName`. */
  readonly effect: number;
  readonly effectName: string;
  readonly n: readonly [number, number];
  readonly notes: readonly string[];
}

/** What a permutation test may be told. */
export interface TwoSampleTestOptions {
  /** How often the labels are dealt anew (default 999): the least p is 1/(permutations + 1). */
  readonly permutations?: number;
  /** Seed of the dealing (default 0). */
  readonly seed?: number | string;
}

/** Checks two samples and the number of permutations, and starts the stream. */
export function prepare(
  fn: string,
  p: Samples,
  q: Samples,
  options: TwoSampleTestOptions,
  least = 2,
): { readonly permutations: number; readonly rng: Random } {
  const { permutations = 999, seed = 0 } = options;
  checkPair(fn, p, q, least);
  if (!(Number.isInteger(permutations) && permutations >= 1)) {
    throw new RelentError(
      "invalid-argument",
      `${fn}: permutations = ${permutations}; it must be a whole number ≥ 1`,
      { value: permutations },
    );
  }
  return { permutations, rng: random([fn, seed].join()) };
}

/** A draw counts as extreme when it reaches the observed value up to rounding, in whatever unit that is. */
const SLACK = 1e-9;

/** (1 + draws that reach the observed statistic)/(1 + draws). */
export function permutationP(observed: number, permutations: number, draw: () => number): number {
  const limit = observed - SLACK * Math.abs(observed);
  let extreme = 0;
  for (let i = 0; i < permutations; i++) if (draw() >= limit) extreme++;
  return (extreme + 1) / (permutations + 1);
}

/** Signs +1 for n and −1 for m places, dealt anew at each call. */
export function dealer(rng: Random, n: number, m: number): () => Int8Array {
  const signs = new Int8Array(n + m).fill(1, 0, n).fill(-1, n);
  return () => {
    for (let i = signs.length - 1; i > 0; i--) {
      const j = Math.floor(rng.uniform() * (i + 1));
      const held = signs[i]!;
      signs[i] = signs[j]!;
      signs[j] = held;
    }
    return signs;
  };
}
