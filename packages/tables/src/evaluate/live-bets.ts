import { liveComparison } from "@relent/core/score";
import type { EvalVerdict } from "./result.ts";

/** What bets on two models' losses say; it holds whenever one looks. */
export interface LiveVerdict {
  readonly verdict: EvalVerdict;
  /** Ends of the mean bounded difference, at all looks at once. */
  readonly low: number;
  readonly high: number;
  /** That this model is not better, and that it is not worse. */
  readonly pBetter: number;
  readonly pWorse: number;
  /** What a loss, or a difference of losses, counts at most. */
  readonly most: number;
  /** Whether bets follow the time of the rows, not their order in the table. */
  readonly timed: boolean;
}

/**
 * How an unbounded loss is bounded, without which no bet is fair.
 *
 * `losses`: each counts at most `most`; `differences`: their difference does, for losses that may be negative; `scaled`: each
 * loss counts at most so many times the larger mean of the first rows, on which nothing is bet.
 */
export type Bets = { readonly of: "losses" | "differences" | "scaled"; readonly most: number };

/** Bits count at most 10: a label held less likely than 1 in 1,000. */
export const BITS_BETS: Bets = { of: "losses", most: 10 };
/** Log densities have no lower bound either. */
export const DENSITY_BETS: Bets = { of: "differences", most: 10 };
/** In the unit of what was predicted. */
export const UNIT_BETS: Bets = { of: "scaled", most: 10 };

/** Units that show the scale. */
const FIRST = 30;

/** Pairs of losses, with the time, the group and the weight of each where they are known. */
export interface TimedPairs {
  readonly own: Float64Array;
  readonly other: Float64Array;
  readonly time: Float64Array | undefined;
  readonly groups: readonly (string | number)[] | null;
  readonly weights: Float64Array | null;
}

/** The places of the pairs by time, ties and rows without a time in their order. */
function inOrder({ own, time }: TimedPairs): Uint32Array {
  const places = Uint32Array.from(own.keys());
  if (time === undefined) return places;
  const at = (i: number): number => (Number.isNaN(time[i]) ? Number.POSITIVE_INFINITY : time[i]!);
  return places.sort((i, j) => (at(i) < at(j) ? -1 : at(i) > at(j) ? 1 : i - j));
}

type Unit = readonly [own: number, other: number];

/** One bounded pair a row, or a group's weighted mean where it ends: what is bet on, in order; rows of weight 0 are no rows. */
function unitsOf(pairs: TimedPairs, bounded: (own: number, other: number) => Unit): Unit[] {
  const { own, other, groups, weights } = pairs;
  const order = inOrder(pairs).filter((i) => weights?.[i] !== 0);
  if (groups === null) return Array.from(order, (i) => bounded(own[i]!, other[i]!));
  const sums = new Map<string | number, [a: number, b: number, n: number]>();
  for (const i of order) {
    const name = groups[i]!;
    const [a, b, n] = sums.get(name) ?? [0, 0, 0];
    const [x, y] = bounded(own[i]!, other[i]!);
    sums.delete(name);
    const w = weights?.[i] ?? 1;
    sums.set(name, [a + w * x, b + w * y, n + w]);
  }
  return Array.from(sums.values(), ([a, b, n]) => [a / n, b / n] as const);
}

/** The bound on losses that the first of them show. */
function scaleOf(first: readonly Unit[], most: number): number {
  const mean = (side: 0 | 1): number => first.reduce((sum, unit) => sum + unit[side], 0) / first.length;
  const larger = Math.max(mean(0), mean(1));
  return larger > 0 && Number.isFinite(larger) ? most * larger : 1;
}

/** Bets that this model is better, and that it is worse: one a row, or one a group on its mean. */
export function betOn(pairs: TimedPairs, { of, most: given }: Bets, level: number): LiveVerdict {
  const scale = of === "scaled" ? scaleOf(unitsOf(pairs, (a, b) => [a, b]).slice(0, FIRST), given) : given;
  const bounded = (a: number, b: number): Unit => {
    if (of !== "differences") return [Math.min(scale, a), Math.min(scale, b)];
    const gap = a === b ? 0 : Math.max(-scale, Math.min(scale, a - b));
    return [Math.max(0, gap), Math.max(0, -gap)];
  };
  const bets = liveComparison({ level, most: scale, interval: "empirical-bernstein" });
  for (const [a, b] of unitsOf(pairs, bounded).slice(of === "scaled" ? FIRST : 0)) bets.add(a, b);
  const { verdict, low, high, pWorse } = bets.look();
  return {
    verdict: verdict === "A is better" ? "better" : verdict === "B is better" ? "worse" : "undecided",
    low,
    high,
    pBetter: pWorse.b,
    pWorse: pWorse.a,
    most: scale,
    timed: pairs.time !== undefined,
  };
}
