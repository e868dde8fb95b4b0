import { RelentError } from "@relent/core";
import { TOKEN_DIVERGENCES, type TokenDivergence } from "../token-table.ts";
import { closestPair } from "./closest-pair.ts";
import { GENERATORS } from "./generators.ts";
import { flooredHighs, highOf } from "./high-end.ts";
import { jointOf } from "./joint.ts";
import { type Key, type ListedMass, listedMass } from "./listed-mass.ts";
import { lowOf } from "./low-end.ts";

/** Two ends between which a divergence lies. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A divergence of each kind between two ends. */
export type Bounds = Readonly<Record<TokenDivergence, Interval>>;

/** Settings of the bounds. */
export interface BoundsOptions {
  /** How many outcomes there are; not known by default, which is as many as you like. */
  readonly vocabulary?: number;
  /**
   * Least probability that either model gives to an outcome that is not in its list. Without it KL has no upper end, for
   * an unlisted outcome may have none. Where a list leaves less for each than that, what it leaves.
   */
  readonly floor?: number;
}

/** The bounds from two lists whose masses are known between ends; see `truncatedBounds`. */
export function boundsOf(p: ListedMass, q: ListedMass, options: BoundsOptions = {}): Bounds {
  const { vocabulary, floor = 0 } = options;
  const joint = jointOf(p, q, vocabulary);
  const pair = closestPair(joint);
  const leastOf = ({ least = 0, cap }: ListedMass): number => Math.max(Math.min(floor, cap), least);
  const floored = flooredHighs(joint, p, q, [leastOf(p), leastOf(q)]);
  const entries = TOKEN_DIVERGENCES.map((name) => {
    const generator = GENERATORS[name];
    const low = lowOf(generator, joint, pair);
    const high = Math.max(low, Math.min(highOf(generator, joint, p, q), floored[name] ?? Infinity));
    return [name, { low, high }] as const;
  });
  return Object.fromEntries(entries) as Bounds;
}

/** One distribution's likeliest outcomes with their natural-log probabilities. */
export type TopList = ReadonlyMap<Key, number>;

const listOf = (list: TopList, name: string, grid: number): ListedMass =>
  listedMass(
    [...list].map(([key, logProbability]) => ({ key, logProbability, likeliest: true })),
    { grid, step: grid },
    name,
  );

/**
 * Ends between which the divergences of two distributions lie, of which only the k likeliest outcomes are known.
 *
 * No distributions that fit both lists, whatever the rest of them, are closer than `low` or further apart than `high`.
 * Unless numbers are rounded the low end is attained (up to 1e-13): by the pair in which all outcomes that are free
 * share one ratio p/q and the others stand at the bound that their list puts on them (an outcome that is not listed is
 * no likelier than the last one that is). The high end puts what is not listed where the other has none, so that of KL
 * and Rényi's divergence is Infinity unless the `vocabulary` is known and within Q's list, or a `floor` is given. With a
 * `grid` each log-probability may lie half of it away. In nats; total variation and squared Hellinger distance
 * (1 − Σ√(pq)) as shares.
 *
 * @throws RelentError "invalid-argument" for a floor that is not in (0, 1), or a vocabulary smaller than the lists;
 *   "unreadable" where a list adds up to more than 1.
 * @see Liese & Vajda, IEEE Trans. Inf. Theory 52 (2006) 4394, for divergences under coarsening.
 * @example
 * ```ts
 * const p = new Map([["yes", Math.log(0.7)], ["no", Math.log(0.2)]])
 * const q = new Map([["yes", Math.log(0.5)], ["no", Math.log(0.4)]])
 * truncatedBounds(p, q).kl.low.toFixed(6) // "0.096901"
 * truncatedBounds(p, q).kl.high // Infinity
 * truncatedBounds(p, q).totalVariation.low.toFixed(6) // "0.200000"
 * truncatedBounds(p, q).totalVariation.high.toFixed(6) // "0.300000"
 * ```
 */
export function truncatedBounds(
  p: TopList,
  q: TopList,
  options: BoundsOptions & { readonly grid?: number } = {},
): Bounds {
  const { floor, grid = 0 } = options;
  if (floor !== undefined && !(floor > 0 && floor < 1)) {
    throw new RelentError("invalid-argument", `truncatedBounds: floor = ${floor}; it must be in (0, 1)`, {
      value: floor,
    });
  }
  return boundsOf(listOf(p, "P", grid), listOf(q, "Q", grid), options);
}
