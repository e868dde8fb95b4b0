import { at32, madd32, widen } from "../../core/assembly/lanes";
import { curve, exp32, remainder, whole } from "../../core/assembly/exp32";

/**
 * 1/(2k(2k − 1)) for k = 6 … 1; then 1/11, 1/9, 1/7, 1/5, 1/3; ln 2; 1; 2; 1/2; 1/4; and 1.5·2²³, which the codes of
 * exponents carry.
 */
const NUMBERS: usize = memory.data<f32>(
  [
    0.0075757575758, 0.0111111111111, 0.0178571428571, 0.0333333333333, 0.0833333333333, 0.5, 0.0909090909091,
    0.1111111111111, 0.1428571428571, 0.2, 0.3333333333333, 0.69314718056, 1, 2, 0.5, 0.25,
  ],
  16,
);
const LN2: usize = 11;
const ONE: usize = 12;
const TWO: usize = 13;
const HALF: usize = 14;
const QUARTER: usize = 15;

/** How many sums there are; ../src/compare-full/sums.ts names them in this order. */
export const SUMS: usize = 10;

/** ½[(1 + u) ln(1 + u) + (1 − u) ln(1 − u)] for |u| < 1/4, by its series. */
// @ts-ignore: decorator
@inline
function bendNear(u: v128): v128 {
  const z = f32x4.mul(u, u);
  let t = madd32(z, at32(NUMBERS, 0), at32(NUMBERS, 1));
  t = madd32(z, t, at32(NUMBERS, 2));
  t = madd32(z, t, at32(NUMBERS, 3));
  t = madd32(z, t, at32(NUMBERS, 4));
  t = madd32(z, t, at32(NUMBERS, 5));
  return f32x4.mul(z, t);
}

/** The same times p + q, by the ratio r of the smaller to the larger, ln(1 + r) = 2 atanh(r/(2 + r)), for r ≤ 3/5. */
// @ts-ignore: decorator
@inline
function bentFar(p: v128, q: v128, d: v128): v128 {
  const large = f32x4.pmax(p, q);
  const r = f32x4.div(f32x4.pmin(p, q), large);
  const s = f32x4.div(r, f32x4.add(at32(NUMBERS, TWO), r));
  const z = f32x4.mul(s, s);
  let t = madd32(z, at32(NUMBERS, 6), at32(NUMBERS, 7));
  t = madd32(z, t, at32(NUMBERS, 8));
  t = madd32(z, t, at32(NUMBERS, 9));
  t = madd32(z, t, at32(NUMBERS, 10));
  t = madd32(z, t, at32(NUMBERS, ONE));
  const log = f32x4.mul(f32x4.mul(at32(NUMBERS, TWO), s), t);
  const shares = f32x4.mul(f32x4.add(at32(NUMBERS, ONE), r), f32x4.sub(at32(NUMBERS, LN2), log));
  return f32x4.mul(large, f32x4.sub(shares, f32x4.mul(r, f32x4.abs(d))));
}

// @ts-ignore: decorator
@inline
function add(sums: usize, k: usize, term: v128, live: v128, masked: bool): void {
  const at = sums + (k << 4);
  v128.store(at, f32x4.add(v128.load(at), masked ? v128.and(term, live) : term));
}

/**
 * Adds the terms of four outcomes to the sums. `a`, `b`: ln p, ln q, above −60; `unknownA`, `unknownB`: lanes where they are
 * only the most that these may be; `live`: lanes that count, where some do not (`masked`).
 *
 * With d = ln(q/p) = n·ln 2 + r and s = 2ⁿ the term of D(P ‖ Q) is p(exp(d) − 1 − d), which is never negative, and whose error
 * is of second order in that of a and b.
 */
// @ts-ignore: decorator
@inline
export function addTerms(a: v128, b: v128, unknownA: v128, unknownB: v128, live: v128, masked: bool, sums: usize): void {
  const least = f32x4.pmin(a, b);
  const x = v128.bitselect(least, a, unknownA);
  const d = f32x4.sub(v128.bitselect(least, b, unknownB), x);
  const p = exp32(x);
  const bits = whole(d);
  const r = remainder(d, bits);
  const one = at32(NUMBERS, ONE);
  const s = i32x4.add(one, i32x4.shl(bits, 23));
  const bend = f32x4.mul(f32x4.mul(f32x4.mul(r, r), curve(r)), s);
  const lift = f32x4.mul(s, r);
  const step = f32x4.sub(s, one);
  const kl = f32x4.mul(p, f32x4.add(bend, f32x4.add(f32x4.sub(lift, d), step)));
  const rise = f32x4.add(f32x4.add(bend, lift), step);
  const gap = f32x4.mul(p, rise);
  const q = f32x4.mul(p, f32x4.add(f32x4.add(bend, lift), s));
  const both = f32x4.add(p, q);
  const square = f32x4.mul(gap, gap);
  const root = f32x4.sqrt(f32x4.mul(p, q));
  const u = f32x4.div(gap, both);
  const far = f32x4.ge(f32x4.abs(u), at32(NUMBERS, QUARTER));
  let js = f32x4.mul(both, bendNear(u));
  if (v128.any_true(far)) js = v128.bitselect(bentFar(p, q, d), js, far);
  const knownP = v128.andnot(p, unknownA);
  const knownQ = v128.andnot(q, unknownB);
  add(sums, 0, kl, live, masked);
  add(sums, 1, f32x4.sub(f32x4.mul(d, gap), kl), live, masked);
  add(sums, 2, f32x4.mul(at32(NUMBERS, HALF), js), live, masked);
  add(sums, 3, f32x4.abs(gap), live, masked);
  add(sums, 4, f32x4.div(square, f32x4.add(both, f32x4.add(root, root))), live, masked);
  add(sums, 5, f32x4.div(square, q), live, masked);
  add(sums, 6, knownP, live, masked);
  add(sums, 7, knownQ, live, masked);
  add(sums, 8, f32x4.mul(knownP, a), live, masked);
  add(sums, 9, f32x4.mul(knownQ, b), live, masked);
}

/** Adds the sums of single precision to those of double, two lanes each, and starts them anew. */
export function flush(sums: usize, wide: usize): void {
  for (let k: usize = 0; k < SUMS; k++) {
    const at = wide + (k << 4);
    v128.store(at, f64x2.add(v128.load(at), widen(v128.load(sums + (k << 4)))));
  }
  memory.fill(sums, 0, SUMS << 4);
}
