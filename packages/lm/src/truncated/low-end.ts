import type { ClosestPair } from "./closest-pair.ts";
import type { Generator } from "./generators.ts";
import type { Joint } from "./joint.ts";

/** What rounding in double precision may have put on a bound; it is taken off at the low end and added at the high one. */
export const ARITHMETIC: number = 1e-13;

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

/** The least divergence of distributions that fit two lists, certain whichever pair the tangents were laid at. */
export function lowOf(generator: Generator, joint: Joint, { ratio, p, q }: ClosestPair): number {
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
