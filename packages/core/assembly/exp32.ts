import { madd32 } from "./lanes";

/** exp of one vector, within 1 ulp; 0 below −87.3, where the result would be subnormal. Arguments above 88 are not asked. */
// @ts-ignore: decorator
@inline
export function exp32(x: v128): v128 {
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504)));
  let r = madd32(n, f32x4.splat(-0.693359375), x);
  r = madd32(n, f32x4.splat(2.12194440e-4), r);
  const e = f32x4.add(f32x4.splat(1), madd32(f32x4.mul(r, r), curve(r), r));
  const scaled = i32x4.add(e, i32x4.shl(i32x4.trunc_sat_f32x4_s(n), 23));
  return v128.and(scaled, f32x4.ge(x, f32x4.splat(-87.3)));
}

/** (exp(r) − 1 − r)/r² for |r| ≤ 0.3483: minimax of degree 5, error 1.4e-9. */
// @ts-ignore: decorator
@inline
export function curve(r: v128): v128 {
  let t = madd32(r, f32x4.splat(0.000198914779771), f32x4.splat(0.00139340886741));
  t = madd32(r, t, f32x4.splat(0.00833331048443));
  t = madd32(r, t, f32x4.splat(0.0416664609538));
  t = madd32(r, t, f32x4.splat(0.166666666821));
  return madd32(r, t, f32x4.splat(0.500000001387));
}
