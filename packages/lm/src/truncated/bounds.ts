import { RelentError } from "@relent/core";
import type { TokenDivergence } from "../token-table.ts";
import { TOKEN_DIVERGENCES } from "../token-table.ts";
import { type ClosestPair, closestPair } from "./closest-pair.ts";
import { GENERATORS, type Generator } from "./generators.ts";
import { type Joint, jointOf } from "./joint.ts";
import { type Key, type ListedMass, listedMass } from "./listed-mass.ts";

/** What rounding in double precision may have put on a bound; it is taken off. */
const ARITHMETIC = 1e-13;

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
   * an unlisted outcome may have none.
   */
  readonly floor?: number;
}

/** Whether P must have mass where Q surely has none. */
function mustLeave(pLow: Float64Array, pHigh: Float64Array, qHigh: Float64Array): boolean {
  let outside = 0;
  let room = 0;
  for (let i = 0; i < pLow.length; i++) {
    if (qHigh[i] === 0) outside += pLow[i]!;
    else room += pHigh[i]!;
  }
  return outside > 0 || room < 1 - 1e-9;
}

function lowOf(generator: Generator, joint: Joint, { ratio, p, q }: ClosestPair): number {
  const { forP, forQ, finish, aloneP, aloneQ, most } = generator;
  if (aloneP === Infinity && mustLeave(joint.pLow, joint.pHigh, joint.qHigh)) return Infinity;
  if (aloneQ === Infinity && mustLeave(joint.qLow, joint.qHigh, joint.pHigh)) return Infinity;
  let sum = 0;
  let size = 1;
  for (let i = 0; i < ratio.length; i++) {
    const s = ratio[i]!;
    const one = (p[i] === 0 ? 0 : p[i]! * forP(s)) + (q[i] === 0 ? 0 : q[i]! * forQ(s));
    sum += one;
    size += Math.abs(one);
  }
  return Math.min(most, finish(Math.max(0, sum - ARITHMETIC * size)));
}

/** `amount` of `cost`, where none of an infinite cost is nothing. */
const of = (amount: number, cost: number): number => (amount === 0 ? 0 : amount * cost);

/** The most that the mass of one side which is not listed adds: it lies where the other has least of it. */
function restCost(
  rest: number,
  cap: number,
  unseen: boolean,
  alone: number,
  others: Float64Array,
  cell: (mine: number, other: number) => number,
): number {
  if (rest === 0 || (!unseen && cap === 0)) return 0;
  if (unseen) return of(rest, alone);
  let steepest = 0;
  for (const other of others) steepest = Math.max(steepest, (cell(cap, other) - cell(0, other)) / cap);
  return rest * steepest;
}

function highOf(generator: Generator, joint: Joint, p: ListedMass, q: ListedMass): number {
  const { pLow, pHigh, qLow, qHigh, both, onlyP, onlyQ, unseen } = joint;
  const { cell, aloneP, aloneQ, finish, most } = generator;
  let sum = 0;
  for (let i = 0; i < both; i++) {
    sum += Math.max(
      cell(pLow[i]!, qLow[i]!),
      cell(pLow[i]!, qHigh[i]!),
      cell(pHigh[i]!, qLow[i]!),
      cell(pHigh[i]!, qHigh[i]!),
    );
  }
  const endP = both + onlyP;
  const endQ = endP + onlyQ;
  for (let i = both; i < endP; i++) sum += of(pHigh[i]!, aloneP);
  for (let i = endP; i < endQ; i++) sum += of(qHigh[i]!, aloneQ);
  sum += restCost(p.restHigh, p.cap, unseen, aloneP, qLow.subarray(endP, endQ), cell);
  sum += restCost(q.restHigh, q.cap, unseen, aloneQ, pLow.subarray(both, endP), (mine, other) =>
    cell(other, mine),
  );
  return Math.min(most, finish(sum * (1 + ARITHMETIC) + ARITHMETIC));
}

/** Σ p g(p/q) with g increasing, its highest where each outcome that Q does not list has at least the floor. */
interface Floored {
  gain(ratio: number): number;
  finish(sum: number): number;
}

const FLOORED = {
  kl: { gain: Math.log, finish: (sum) => sum },
  renyi2: { gain: (ratio) => ratio, finish: Math.log },
} as const satisfies Record<string, Floored>;

function flooredHigh(
  { gain, finish }: Floored,
  [pLow, pHigh, qLow]: readonly [Float64Array, Float64Array, Float64Array],
  joint: Joint,
  alone: readonly [number, number],
  others: readonly [number, number],
  p: ListedMass,
  floor: number,
): number {
  const worst = (i: number, q: number): number =>
    Math.max(...[pLow[i]!, pHigh[i]!].map((mass) => (mass === 0 ? 0 : mass * gain(mass / q))));
  let sum = 0;
  for (let i = 0; i < joint.both; i++) sum += worst(i, qLow[i]!);
  for (let i = alone[0]; i < alone[1]; i++) sum += worst(i, floor);
  let least = joint.unseen ? floor : Infinity;
  for (let i = others[0]; i < others[1]; i++) least = Math.min(least, qLow[i]!);
  if (p.restHigh > 0 && least < Infinity) {
    const steepest = gain(p.cap / least);
    sum += (steepest > 0 ? p.restHigh : p.restLow) * steepest;
  }
  return finish(sum) * (1 + ARITHMETIC) + ARITHMETIC;
}

/** Upper ends by the floor, of the divergences that are infinite without it. */
function flooredHighs(
  joint: Joint,
  p: ListedMass,
  q: ListedMass,
  floor: number,
): Partial<Record<TokenDivergence, number>> {
  const { pLow, pHigh, qLow, qHigh, both, onlyP, onlyQ } = joint;
  const ofP = [both, both + onlyP] as const;
  const ofQ = [both + onlyP, both + onlyP + onlyQ] as const;
  const forward = (one: Floored) => flooredHigh(one, [pLow, pHigh, qLow], joint, ofP, ofQ, p, floor);
  return {
    kl: forward(FLOORED.kl),
    renyi2: forward(FLOORED.renyi2),
    reverseKl: flooredHigh(FLOORED.kl, [qLow, qHigh, pLow], joint, ofQ, ofP, q, floor),
  };
}

/** The bounds from two lists whose masses are known between ends; see `truncatedBounds`. */
export function boundsOf(p: ListedMass, q: ListedMass, options: BoundsOptions = {}): Bounds {
  const { vocabulary, floor } = options;
  const joint = jointOf(p, q, vocabulary);
  const pair = closestPair(joint);
  const floored = floor === undefined ? {} : flooredHighs(joint, p, q, floor);
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
 * The low end is attained (up to 1e-13): by the pair in which all outcomes that are free share one ratio p/q and the
 * others stand at the bound that their list puts on them (an outcome that is not listed is no likelier than the last
 * one that is). The high end puts what is not listed where the other has none, so that of KL and Rényi's divergence
 * is Infinity unless the `vocabulary` is known and within Q's list, or a `floor` is given. With a `grid` each log-probability
 * may lie half of it away. In nats, total variation and squared Hellinger distance (1 − Σ√(pq)) as shares.
 *
 * @throws RelentError "invalid-argument" for a floor that is not in (0, 1), or a vocabulary smaller than the lists;
 *   "unreadable" where a list adds up to more than 1.
 * @see Liese & Vajda, IEEE Trans. Inf. Theory 52 (2006) 4394, for divergences under coarsening.
 * @example
 * ```ts
 * const p = new Map([["yes", Math.log(0.7)], ["no", Math.log(0.2)]])
 * const q = new Map([["yes", Math.log(0.5)], ["no", Math.log(0.4)]])
 * truncatedBounds(p, q).kl.low // 0.09690099247362147
 * truncatedBounds(p, q).kl.high // Infinity
 * truncatedBounds(p, q).totalVariation.high // 0.3000000000001
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
