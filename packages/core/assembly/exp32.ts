import { at32, madd32 } from "./lanes";

/**
 * 1/ln 2; 1.5·2²³, which rounds what is added to it to a whole number in the low bits; −ln 2 in two parts; 1; the least
 * argument. Then (exp(r) − 1 − r)/r² for |r| ≤ 0.3483, highest power first: minimax of degree 5, error 1.4e-9; and of
 * degree 4, weighted for exp(r), error 4.3e-9 of it.
 */
const NUMBERS: usize = memory.data<f32>(
  [
    1.44269504, 12582912, -0.693359375, 2.1219444e-4, 1, -87.3, 0.000198914779771, 0.00139340886741, 0.00833331048443,
    0.0416664609538, 0.166666666821, 0.500000001387, 0.0013814113335683942, 0.008369054645299911, 0.04166841506958008,
    0.166665181517601, 0.4999999403953552,
  ],
  16,
);

/** (exp(r) − 1 − r)/r². */
// @ts-ignore: decorator
@inline
export function curve(r: v128): v128 {
  let t = madd32(r, at32(NUMBERS, 6), at32(NUMBERS, 7));
  t = madd32(r, t, at32(NUMBERS, 8));
  t = madd32(r, t, at32(NUMBERS, 9));
  t = madd32(r, t, at32(NUMBERS, 10));
  return madd32(r, t, at32(NUMBERS, 11));
}

/** The same, near enough for exp(r). */
// @ts-ignore: decorator
@inline
function shortCurve(r: v128): v128 {
  let t = madd32(r, at32(NUMBERS, 12), at32(NUMBERS, 13));
  t = madd32(r, t, at32(NUMBERS, 14));
  t = madd32(r, t, at32(NUMBERS, 15));
  return madd32(r, t, at32(NUMBERS, 16));
}

/** x/ln 2 rounded to a whole number n, which stands in the low bits. */
// @ts-ignore: decorator
@inline
export function whole(x: v128): v128 {
  return madd32(x, at32(NUMBERS, 0), at32(NUMBERS, 1));
}

/** x − n·ln 2. */
// @ts-ignore: decorator
@inline
export function remainder(x: v128, bits: v128): v128 {
  const n = f32x4.sub(bits, at32(NUMBERS, 1));
  return madd32(n, at32(NUMBERS, 3), madd32(n, at32(NUMBERS, 2), x));
}

/** exp of one vector, within 1 ulp; 0 below −87.3, where the result would be subnormal; NaN stays. Arguments above 88 are not asked. */
// @ts-ignore: decorator
@inline
export function exp32(x: v128): v128 {
  const bits = whole(x);
  const r = remainder(x, bits);
  const e = f32x4.add(at32(NUMBERS, 4), madd32(f32x4.mul(r, r), shortCurve(r), r));
  const scaled = i32x4.add(e, i32x4.shl(bits, 23));
  return v128.andnot(scaled, f32x4.lt(x, at32(NUMBERS, 5)));
}

/**
 * w(exp(t) − 1 − t) of one vector with −80 ≤ t ≤ 80, without cancellation where t is small: with t = n·ln 2 + r and s = 2ⁿ it is
 * w·s·r²·curve(r) + w((s·r − t) + (s − 1)), of which the second is 0 where n is.
 */
// @ts-ignore: decorator
@inline
export function excess32(w: v128, t: v128): v128 {
  const bits = whole(t);
  const r = remainder(t, bits);
  const one = at32(NUMBERS, 4);
  const s = i32x4.add(one, i32x4.shl(bits, 23));
  const bent = f32x4.mul(f32x4.mul(f32x4.mul(f32x4.mul(w, r), r), curve(r)), s);
  return madd32(w, f32x4.add(f32x4.sub(f32x4.mul(s, r), t), f32x4.sub(s, one)), bent);
}
