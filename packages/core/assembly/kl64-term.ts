import { at64, madd64 } from "./lanes";

/** (atanh(s)/s − 1)/s² in z = s², highest power first; −2; −ln 2; 2⁵² + 1023. */
const NUMBERS: usize = memory.data<f64>(
  [
    0.07563583308912956, 0.07641372632624517, 0.09092324802157854, 0.11111091019697598, 0.142857144211047,
    0.19999999999658505, 0.33333333333333476, -2, -0.6931471805599453, 4503599627371519,
  ],
  16,
);
/** 1.5 in bits: b/p then lies between 2/3 and 3/2, the narrowest there is; 2⁵²; 1023. */
const BITS: usize = memory.data<i64>([0x3ff8000000000000, 0x4330000000000000, 1023], 16);

/** One vector of terms p log(p/q) − p + q, both in the normal range. */
// @ts-ignore: decorator
@inline
export function term64(p: v128, q: v128): v128 {
  const raw = i64x2.shr_u(i64x2.add(i64x2.sub(q, p), at64(BITS, 0)), 52);
  const k = f64x2.sub(v128.or(raw, at64(BITS, 1)), at64(NUMBERS, 9));
  const b = i64x2.sub(q, i64x2.shl(i64x2.sub(raw, at64(BITS, 2)), 52));
  const d = f64x2.sub(b, p);
  const s = f64x2.div(d, f64x2.add(b, p));
  const z = f64x2.mul(s, s);
  const near = madd64(f64x2.mul(f64x2.mul(p, z), series64(z)), at64(NUMBERS, 7), d);
  return f64x2.add(f64x2.mul(s, near), madd64(f64x2.mul(p, k), at64(NUMBERS, 8), f64x2.sub(q, b)));
}

/** (atanh(s)/s − 1)/s² in z = s² for |s| ≤ 0.2007: minimax of degree 6, error 1.5e-15, which adds s times as much to that of a term. */
// @ts-ignore: decorator
@inline
export function series64(z: v128): v128 {
  let t = madd64(z, at64(NUMBERS, 0), at64(NUMBERS, 1));
  t = madd64(z, t, at64(NUMBERS, 2));
  t = madd64(z, t, at64(NUMBERS, 3));
  t = madd64(z, t, at64(NUMBERS, 4));
  t = madd64(z, t, at64(NUMBERS, 5));
  return madd64(z, t, at64(NUMBERS, 6));
}

/** Below this a number may be 0, subnormal, or make its quotient so. */
export const TINY64: f64 = 1e-280;

/** Whether a vector of p and q holds numbers that are neither 0 nor of the range of the formula. */
// @ts-ignore: decorator
@inline
export function outOfRange64(p: v128, q: v128): v128 {
  const tiny = f64x2.splat(TINY64);
  const none = f64x2.splat(0);
  const fineP = v128.or(f64x2.gt(p, tiny), f64x2.eq(p, none));
  const fineQ = v128.or(f64x2.gt(q, tiny), f64x2.eq(q, none));
  return v128.not(v128.and(fineP, fineQ));
}

/** The terms of a vector that may hold zeros: q where p = 0, Infinity where q = 0 < p. */
// @ts-ignore: decorator
@inline
export function edgeTerm64(p: v128, q: v128): v128 {
  const none = f64x2.splat(0);
  const one = f64x2.splat(1);
  const noP = f64x2.eq(p, none);
  const zero = v128.or(noP, f64x2.eq(q, none));
  const value = term64(v128.bitselect(one, p, zero), v128.bitselect(one, q, zero));
  const edge = v128.bitselect(q, f64x2.splat(Infinity), noP);
  return v128.bitselect(edge, value, zero);
}
