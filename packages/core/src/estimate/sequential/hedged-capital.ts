import { NOTHING_SEEN, plugInBet, seeNext } from "./predictable-bet.ts";

/** Bets are kept below this share of what would ruin. */
const MOST = 0.5;
const STEPS = 50;

/** log wealth of betting that the mean is above m: it falls as m grows. */
function logCapital(ys: ArrayLike<number>, bets: ArrayLike<number>, m: number): number {
  let sum = 0;
  for (let i = 0; i < ys.length; i++) sum += Math.log1p(Math.min(bets[i]!, MOST / m) * (ys[i]! - m));
  return sum;
}

/** The largest m found whose capital reaches `target`: every mean below it is rejected; `known` where none is larger. */
function rejectedBelow(
  ys: ArrayLike<number>,
  bets: ArrayLike<number>,
  target: number,
  known: number,
): number {
  if (!(logCapital(ys, bets, known) >= target)) return known;
  let [low, high] = [known, 1];
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2;
    if (logCapital(ys, bets, middle) >= target) low = middle;
    else high = middle;
  }
  return low;
}

/** The bets of a confidence sequence on the observations, each made before its observation was seen. */
function betsOn(ys: readonly number[], alpha: number): Float64Array {
  let moments = NOTHING_SEEN;
  return Float64Array.from(ys, (y) => {
    const bet = plugInBet(moments, alpha);
    moments = seeNext(moments, y);
    return bet;
  });
}

/**
 * The means that hedged capital has not rejected after the observations y in [0, 1], within bounds already known.
 *
 * Half of the wealth bets that the mean is above m, half that it is below; m is rejected when either half reaches 1/α,
 * that is 2/α of its own. Both capitals are monotone in m, so that the bounds are found by bisection, without a grid.
 *
 * Source: Waudby-Smith & Ramdas, J. R. Statist. Soc. B 86 (2024) 1, theorem 3.
 */
export function hedgedInterval(
  ys: readonly number[],
  alpha: number,
  [low, high]: readonly [number, number],
): readonly [number, number] {
  const bets = betsOn(ys, alpha);
  const target = Math.log(2 / alpha);
  const mirrored = ys.map((y) => 1 - y);
  return [rejectedBelow(ys, bets, target, low), 1 - rejectedBelow(mirrored, bets, target, 1 - high)];
}
