import { exp32, excess32 } from "../../core/assembly/exp32";
import { at32, madd32, widen } from "../../core/assembly/lanes";

/** 1/(2k(2k − 1)) for k = 9 … 1; then 1/9, 1/7, 1/5, 1/3; ln 2; 1; 2; 1/2. */
const NUMBERS: usize = memory.data<f32>(
  [
    0.0032679738562, 0.0041666666667, 0.0054945054945, 0.0075757575758, 0.0111111111111, 0.0178571428571,
    0.0333333333333, 0.0833333333333, 0.5, 0.1111111111111, 0.1428571428571, 0.2, 0.3333333333333, 0.69314718056, 1, 2,
    0.5,
  ],
  16,
);

/** How many sums there are; ../src/compare-full/sums.ts names them in this order. */
export const SUMS: usize = 10;

// @ts-ignore: decorator
@inline
function add(sums: usize, k: usize, term: v128): void {
  const at = sums + (k << 4);
  v128.store(at, f32x4.add(v128.load(at), term));
}

/** (p + q)/2 times the divergence of the shares from one half each, u = (q − p)/(p + q), |u| < 1/2, by its series. */
// @ts-ignore: decorator
@inline
function jensenShannonNear(both: v128, u: v128): v128 {
  const z = f32x4.mul(u, u);
  let t = madd32(z, at32(NUMBERS, 0), at32(NUMBERS, 1));
  t = madd32(z, t, at32(NUMBERS, 2));
  t = madd32(z, t, at32(NUMBERS, 3));
  t = madd32(z, t, at32(NUMBERS, 4));
  t = madd32(z, t, at32(NUMBERS, 5));
  t = madd32(z, t, at32(NUMBERS, 6));
  t = madd32(z, t, at32(NUMBERS, 7));
  t = madd32(z, t, at32(NUMBERS, 8));
  return f32x4.mul(f32x4.mul(at32(NUMBERS, 16), both), f32x4.mul(z, t));
}

/** The same by the ratio r of the smaller to the larger, ln(1 + r) = 2 atanh(r/(2 + r)), for r ≤ 1/3. */
// @ts-ignore: decorator
@inline
function jensenShannonFar(p: v128, q: v128, d: v128): v128 {
  const large = f32x4.max(p, q);
  const r = f32x4.div(f32x4.min(p, q), large);
  const s = f32x4.div(r, f32x4.add(at32(NUMBERS, 15), r));
  const z = f32x4.mul(s, s);
  let t = madd32(z, at32(NUMBERS, 9), at32(NUMBERS, 10));
  t = madd32(z, t, at32(NUMBERS, 11));
  t = madd32(z, t, at32(NUMBERS, 12));
  t = madd32(z, t, at32(NUMBERS, 14));
  const log = f32x4.mul(f32x4.mul(at32(NUMBERS, 15), s), t);
  const shares = f32x4.mul(f32x4.add(at32(NUMBERS, 14), r), f32x4.sub(at32(NUMBERS, 13), log));
  return f32x4.mul(f32x4.mul(at32(NUMBERS, 16), large), f32x4.sub(shares, f32x4.mul(r, f32x4.abs(d))));
}

/**
 * Adds the terms of four outcomes to the sums. `a`, `b`: ln p, ln q; `unknownA`, `unknownB`: lanes where they are only
 * the most that these may be; `live`: lanes that count.
 *
 * With d = ln(q/p) the term of D(P ‖ Q) is p(exp(d) − 1 − d), which is never negative, and whose error is of second
 * order in that of a and b.
 */
// @ts-ignore: decorator
@inline
export function addTerms(a: v128, b: v128, unknownA: v128, unknownB: v128, live: v128, sums: usize): void {
  const x = v128.bitselect(f32x4.min(a, b), a, unknownA);
  const y = v128.bitselect(f32x4.min(a, b), b, unknownB);
  const d = f32x4.sub(y, x);
  const p = v128.and(exp32(x), live);
  const q = v128.and(exp32(y), live);
  const kl = excess32(p, d);
  const gap = madd32(p, d, kl);
  const both = f32x4.add(p, q);
  const some = v128.and(f32x4.gt(both, i64x2.splat(0)), live);
  add(sums, 0, kl);
  add(sums, 1, f32x4.sub(f32x4.mul(d, gap), kl));
  add(sums, 3, f32x4.abs(gap));
  const square = f32x4.mul(gap, gap);
  const root = f32x4.sqrt(f32x4.mul(p, q));
  add(sums, 4, v128.and(some, f32x4.div(square, f32x4.add(both, f32x4.add(root, root)))));
  add(sums, 5, v128.and(some, f32x4.div(square, q)));
  const u = f32x4.div(gap, both);
  const near = f32x4.lt(f32x4.abs(u), at32(NUMBERS, 16));
  const js = v128.bitselect(jensenShannonNear(both, u), jensenShannonFar(p, q, d), near);
  add(sums, 2, v128.and(some, js));
  const knownP = v128.andnot(p, unknownA);
  const knownQ = v128.andnot(q, unknownB);
  add(sums, 6, knownP);
  add(sums, 7, knownQ);
  add(sums, 8, f32x4.mul(knownP, a));
  add(sums, 9, f32x4.mul(knownQ, b));
}

/** Adds the sums of single precision to those of double, two lanes each, and starts them anew. */
export function flush(sums: usize, wide: usize): void {
  for (let k: usize = 0; k < SUMS; k++) {
    const at = wide + (k << 4);
    v128.store(at, f64x2.add(v128.load(at), widen(v128.load(sums + (k << 4)))));
  }
  memory.fill(sums, 0, SUMS << 4);
}
