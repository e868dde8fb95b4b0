import type { Joint } from "./joint.ts";

/** Ratios beyond these are as good as 0 and Infinity, and their squares are still numbers. */
const [TINY, HUGE] = [1e-150, 1e150];

const STEPS = 60;
/** Relative change of ρ that no longer matters: it enters the bounds in second order. */
const CLOSE = 1e-9;
/** ln of the widest ratio looked for between the unseen masses. */
const REACH = 80;

/** The ratios at which tangents are laid, and the masses that minimise their sum. */
export interface ClosestPair {
  readonly ratio: Float64Array;
  readonly p: Float64Array;
  readonly q: Float64Array;
}

const clamp = (x: number, low: number, high: number): number => (x < low ? low : x > high ? high : x);

/** The ratios p/q that the ends allow. */
function ratioEnds(joint: Joint): [Float64Array, Float64Array] {
  const { length, pLow, pHigh, qLow, qHigh } = joint;
  const least = new Float64Array(length);
  const most = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    least[i] = qHigh[i] === 0 ? (pHigh[i] === 0 ? TINY : HUGE) : clamp(pLow[i]! / qHigh[i]!, TINY, HUGE);
    most[i] =
      pHigh[i] === 0 ? least[i]! : qLow[i] === 0 ? HUGE : clamp(pHigh[i]! / qLow[i]!, least[i]!, HUGE);
  }
  return [least, most];
}

/** Insertion sort: from one ratio to the next the order hardly changes. */
function sortBy(order: Int32Array, ratio: Float64Array): void {
  for (let i = 1; i < order.length; i++) {
    const one = order[i]!;
    let j = i;
    while (j > 0 && ratio[order[j - 1]!]! > ratio[one]!) {
      order[j] = order[j - 1]!;
      j -= 1;
    }
    order[j] = one;
  }
}

/** Fills `out` from the low ends to a total of 1, in the given order. */
function fill(
  out: Float64Array,
  low: Float64Array,
  high: Float64Array,
  order: Int32Array,
  upward: boolean,
): void {
  let left = 1;
  for (let i = 0; i < out.length; i++) {
    out[i] = low[i]!;
    left -= low[i]!;
  }
  for (let k = 0; k < order.length && left > 0; k++) {
    const i = order[upward ? k : order.length - 1 - k]!;
    const more = Math.min(left, high[i]! - low[i]!);
    out[i]! += more;
    left -= more;
  }
}

/**
 * The pair (P, Q) that fits two lists and is closest in every f-divergence at once.
 *
 * At the optimum all outcomes that are free share one ratio p/q = ρ, and the others stand at that end of theirs that is
 * nearest to it (Karush–Kuhn–Tucker; f does not enter). ρ is the ratio of the free masses, found by putting it there, and
 * by bisection where that leads out of the bracket. What is returned bounds every f-divergence from below whether or not ρ is the best (see `Generator`): `p` minimises
 * Σ f′(sᵢ) pᵢ, since f′ grows with s, and `q` its counterpart.
 */
export function closestPair(joint: Joint): ClosestPair {
  const { length, pLow, pHigh, qLow, qHigh } = joint;
  const [least, most] = ratioEnds(joint);
  const ratio = new Float64Array(length);
  const p = new Float64Array(length);
  const q = new Float64Array(length);
  const order = Int32Array.from({ length }, (_, i) => i);
  let [low, high] = [-REACH, REACH];
  let at = 0;
  for (let step = 0; step < STEPS; step++) {
    const rho = Math.exp(at);
    for (let i = 0; i < length; i++) ratio[i] = clamp(rho, least[i]!, most[i]!);
    sortBy(order, ratio);
    fill(p, pLow, pHigh, order, true);
    fill(q, qLow, qHigh, order, false);
    let [freeP, freeQ] = [0, 0];
    for (let i = 0; i < length; i++) {
      if (ratio[i] !== rho) continue;
      freeP += p[i]!;
      freeQ += q[i]!;
    }
    if (freeP > rho * freeQ) low = at;
    else if (freeP < rho * freeQ) high = at;
    else break;
    const balanced = Math.log(freeP / freeQ);
    const inside = balanced > low && balanced < high && step % 4 !== 3;
    const next = inside ? balanced : (low + high) / 2;
    if (Math.abs(next - at) < CLOSE) break;
    at = next;
  }
  return { ratio, p, q };
}
