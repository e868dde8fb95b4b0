import { RelentError } from "@relent/core";
import { halfSpacing, type Rounding } from "../responses/rounding.ts";

/** By which an outcome of one list is found in the other: a token's id, or its text. */
export type Key = number | string;

/** What a truncated list says of a distribution: between which ends each listed probability lies, and what is left. */
export interface ListedMass {
  readonly at: ReadonlyMap<Key, number>;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** The probabilities at face value. */
  readonly face: Float64Array;
  /** Least and most that is not listed. */
  readonly restLow: number;
  readonly restHigh: number;
  /** No outcome that is not listed is likelier. */
  readonly cap: number;
  /** Every outcome that is not listed has at least this; absent where nothing is known of it. */
  readonly least?: number;
  /** By how much the listed probabilities exceed 1 in all beyond their rounding; the low ends were lowered to fit. */
  readonly excess: number;
}

/** A log-probability under its key. */
export interface Listed {
  readonly key: Key;
  readonly logProbability: number;
  /** False for the token that came where it is not one of the k likeliest. */
  readonly likeliest: boolean;
}

/** What a logarithm in double precision, exp and a sum may each add to the relative error of a probability. */
const ULPS = 4e-16;

/** What summing so many probabilities may be off by. */
export const slackOf = (count: number): number => ULPS * (count + 1);

/** Computed in short floats the probabilities of a list may add up to so much more than 1, not to more. */
const MOST_EXCESS = 0.01;

/**
 * Turns a list of log-probabilities into what is certain: each lies within half a spacing of its number.
 *
 * Outcomes of `unsure`, which could be any of several, count as not listed and raise the cap.
 *
 * @throws RelentError "unreadable" where the list adds up to more than 1.01.
 */
export function listedMass(
  listed: readonly Listed[],
  rounding: Rounding,
  where: string,
  unsure: readonly Listed[] = [],
): ListedMass {
  const low = new Float64Array(listed.length);
  const high = new Float64Array(listed.length);
  const face = new Float64Array(listed.length);
  let sumLow = 0;
  let sumHigh = 0;
  let least = Infinity;
  listed.forEach(({ logProbability: x, likeliest }, i) => {
    const half = halfSpacing(rounding, x);
    const off = x === Number.NEGATIVE_INFINITY ? 0 : ULPS * (1 - x);
    face[i] = Math.exp(x);
    low[i] = Math.exp(x - half) * (1 - off);
    high[i] = Math.min(1, Math.exp(x + half) * (1 + off));
    sumLow += low[i]!;
    sumHigh += high[i]!;
    if (likeliest) least = Math.min(least, high[i]!);
  });
  const excess = sumLow - 1;
  if (excess > MOST_EXCESS) {
    throw new RelentError(
      "unreadable",
      `compareTop: ${where}: the listed probabilities add up to ${sumLow.toPrecision(6)}; they must not exceed 1`,
      { value: sumLow },
    );
  }
  if (excess > 0) for (let i = 0; i < low.length; i++) low[i]! /= sumLow;
  const slack = slackOf(listed.length);
  const restHigh = Math.max(0, -excess) + slack;
  const restLow = Math.max(0, 1 - sumHigh - slack);
  const spared = unsure.map(({ logProbability: x }) => Math.exp(x + halfSpacing(rounding, x)));
  return {
    at: new Map(listed.map(({ key }, i) => [key, i])),
    low,
    high,
    face,
    restLow,
    restHigh,
    cap: Math.min(restHigh, Math.max(least, ...spared)),
    excess: excess > slack ? excess : 0,
  };
}
