import type { Candidate } from "../recording.ts";

/** How long lists would have to be. */
export interface LengthNeeded {
  /** The list's length now: the most common one. */
  readonly length: number;
  /** The part of the plug-in KL that is certain now. */
  readonly share: number;
  /** The part that is asked for. */
  readonly wanted: number;
  /** If the mass that is not listed goes on falling with the logarithm of k; null where it does not fall. */
  readonly low: number | null;
  /** If it falls as a power of k, more slowly. */
  readonly high: number | null;
}

/** Sums over the places whose lists are of one length. */
interface Tail {
  count: number;
  /** Mass outside of the list, and of its first half. */
  outside: number;
  outsideHalf: number;
  low: number;
  plugIn: number;
}

/** Collects how P's lists fall, and how much of KL they make certain. */
export interface Tails {
  add(listed: readonly Candidate[], low: number, plugIn: number): void;
  /**
   * Estimates how many of the likeliest tokens would have to be recorded for `wanted` of the plug-in KL to be certain.
   *
   * What is missing from certainty is the scatter inside the mass that is not listed, so that it falls as that mass
   * does. The mass at k and at k/2 is read off P's lists (of those of the most common length) and carried on in two
   * ways, along ln k and as a power of k. An estimate: the lists say nothing of what lies behind them. On a small
   * model at k = 20 the first way gave 418 where 400 were needed; null where it cannot be told.
   */
  needed(wanted: number): LengthNeeded | null;
}

const halfOf = (length: number): number => Math.ceil(length / 2);

function estimate(length: number, tail: Tail, wanted: number): LengthNeeded | null {
  const { low, plugIn, outside, outsideHalf } = tail;
  if (length < 2 || !(plugIn > 0) || plugIn === Infinity) return null;
  const share = Math.min(1, low / plugIn);
  if (share >= wanted) return { length, share, wanted, low: length, high: length };
  const aim = (outside * (1 - wanted)) / (1 - share);
  const step = Math.log(length / halfOf(length));
  const even = (outsideHalf - outside) / step;
  const power = Math.log(outsideHalf / outside) / step;
  const reach = (logarithm: number): number | null =>
    Number.isFinite(logarithm) && logarithm < 15 ? Math.ceil(length * Math.exp(logarithm)) : null;
  return {
    length,
    share,
    wanted,
    low: even > 0 ? reach((outside - aim) / even) : null,
    high: power > 0 ? reach(Math.log(outside / aim) / power) : null,
  };
}

/** Starts without places. */
export function tailSums(): Tails {
  const byLength = new Map<number, Tail>();
  return {
    add(listed, low, plugIn) {
      const { length } = listed;
      const tail = byLength.get(length) ?? { count: 0, outside: 0, outsideHalf: 0, low: 0, plugIn: 0 };
      let inside = 0;
      for (let i = 0; i < length; i++) {
        if (i === halfOf(length)) tail.outsideHalf += Math.max(0, 1 - inside);
        inside += Math.exp(listed[i]!.logProbability);
      }
      tail.count += 1;
      tail.outside += Math.max(0, 1 - inside);
      tail.low += low;
      tail.plugIn += plugIn;
      byLength.set(length, tail);
    },
    needed(wanted) {
      const [most] = [...byLength].sort(([, a], [, b]) => b.count - a.count);
      return most === undefined ? null : estimate(...most, wanted);
    },
  };
}

/** It in words, for the notes of a table. */
export function neededSentence({ length, share, wanted, low, high }: LengthNeeded): string {
  const now = `at k = ${length} ${Math.round(100 * share)} % of the plug-in D(base ‖ model) is certain`;
  const aim = `${Math.round(100 * wanted)} %`;
  if (share >= wanted) return `${now}: the lists are long enough for ${aim}`;
  if (low === null) return `${now}; how long the lists would have to be for ${aim} cannot be told from them`;
  const most = high === null ? " or far more" : high === low ? "" : ` to ${high}`;
  return `${now}; for ${aim} the lists would have to be about ${low}${most} tokens long (estimated from how their tails fall)`;
}
