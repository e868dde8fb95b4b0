import { madd64, sum64 } from "./lanes";
import { leave } from "./results";

const TINY: f64 = 1e-280;
const BLOCK: usize = 256 << 3;

/** log of one vector in the normal range, within 0.8 ulp. */
// @ts-ignore: decorator
@inline
function log(x: v128): v128 {
  const raw = i64x2.shr_u(i64x2.sub(x, i64x2.splat(0x3fe6a09e667f3bcd)), 52);
  const n = i64x2.shr_s(i64x2.sub(x, i64x2.splat(0x3fe6a09e667f3bcd)), 52);
  const k = f64x2.sub(v128.or(v128.and(raw, i64x2.splat(0xfff)), i64x2.splat(0x4330000000000000)), f64x2.splat(4503599627370496));
  const sign = v128.and(f64x2.gt(k, f64x2.splat(2047)), f64x2.splat(4096));
  const e = f64x2.sub(k, sign);
  const m = i64x2.sub(x, i64x2.shl(n, 52));
  const d = f64x2.sub(m, f64x2.splat(1));
  const s = f64x2.div(d, f64x2.add(m, f64x2.splat(1)));
  const z = f64x2.mul(s, s);
  let t = madd64(z, f64x2.splat(0.06809533021415161), f64x2.splat(0.06604199001390682));
  t = madd64(z, t, f64x2.splat(0.0769446730129734));
  t = madd64(z, t, f64x2.splat(0.09090867974834849));
  t = madd64(z, t, f64x2.splat(0.11111111534886074));
  t = madd64(z, t, f64x2.splat(0.14285714283573475));
  t = madd64(z, t, f64x2.splat(0.20000000000004114));
  t = madd64(z, t, f64x2.splat(0.3333333333333333));
  const near = f64x2.sub(d, f64x2.mul(s, f64x2.sub(d, f64x2.mul(f64x2.mul(f64x2.splat(2), z), t))));
  return madd64(e, f64x2.splat(0.6931471805599453), near);
}

/** −Σ p log q, Σ p, Σ q of n numbers, n even, lanes with p = 0 adding 0; 0 if a number is out of the range of the formula. */
export function crossEntropyF64(p: usize, q: usize, n: usize): i32 {
  const tiny = f64x2.splat(TINY);
  const none = f64x2.splat(0);
  const one = f64x2.splat(1);
  const end = p + (n << 3);
  let g = f64x2.splat(0);
  let total = f64x2.splat(0);
  let other = f64x2.splat(0);
  while (p < end) {
    const stop = min<usize>(end, p + BLOCK);
    let low = f64x2.splat(1);
    let bad = i64x2.splat(0);
    let h = f64x2.splat(0);
    let a = f64x2.splat(0);
    let b = f64x2.splat(0);
    for (; p < stop; p += 16, q += 16) {
      const u = v128.load(p);
      const v = v128.load(q);
      const zero = f64x2.eq(u, none);
      const w = v128.bitselect(one, v, zero);
      low = f64x2.min(low, f64x2.min(w, v128.bitselect(one, u, zero)));
      bad = v128.or(bad, v128.not(f64x2.ge(v, none)));
      a = f64x2.add(a, u);
      b = f64x2.add(b, v);
      h = f64x2.sub(h, f64x2.mul(u, log(w)));
    }
    if (v128.any_true(v128.or(bad, v128.not(f64x2.gt(low, tiny))))) return 0;
    g = f64x2.add(g, h);
    total = f64x2.add(total, a);
    other = f64x2.add(other, b);
  }
  leave(sum64(g), sum64(total), sum64(other));
  return 1;
}
