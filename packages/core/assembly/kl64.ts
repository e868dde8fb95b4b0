import { madd64, sum64 } from "./lanes";
import { leave } from "./results";

/** Below this a number may be 0, subnormal, or make its quotient so. */
const TINY: f64 = 1e-280;
const BLOCK: usize = 256 << 3;

/** One vector of terms p log(p/q) − p + q, both in the normal range. */
// @ts-ignore: decorator
@inline
function term(p: v128, q: v128): v128 {
  const raw = i64x2.shr_u(i64x2.add(i64x2.sub(q, p), i64x2.splat(0x3ff8000000000000)), 52);
  const k = f64x2.sub(v128.or(raw, i64x2.splat(0x4330000000000000)), f64x2.splat(4503599627371519));
  const b = i64x2.sub(q, i64x2.shl(i64x2.sub(raw, i64x2.splat(1023)), 52));
  const d = f64x2.sub(b, p);
  const s = f64x2.div(d, f64x2.add(b, p));
  const z = f64x2.mul(s, s);
  let t = madd64(z, f64x2.splat(0.06809533021415161), f64x2.splat(0.06604199001390682));
  t = madd64(z, t, f64x2.splat(0.0769446730129734));
  t = madd64(z, t, f64x2.splat(0.09090867974834849));
  t = madd64(z, t, f64x2.splat(0.11111111534886074));
  t = madd64(z, t, f64x2.splat(0.14285714283573475));
  t = madd64(z, t, f64x2.splat(0.20000000000004114));
  t = madd64(z, t, f64x2.splat(0.3333333333333333));
  const near = f64x2.mul(s, madd64(f64x2.mul(f64x2.mul(p, z), t), f64x2.splat(-2), d));
  const far = f64x2.sub(f64x2.sub(q, b), f64x2.mul(f64x2.mul(p, k), f64x2.splat(0.6931471805599453)));
  return f64x2.add(near, far);
}

let g: v128 = f64x2.splat(0);

/** A block that holds zeros: lanes with p = 0 give q, lanes with q = 0 < p give Infinity. False if a number is too small to divide. */
function zeros(p: usize, q: usize, end: usize, scale: f64): bool {
  const c = f64x2.splat(scale);
  const tiny = f64x2.splat(TINY);
  const none = f64x2.splat(0);
  let sum = f64x2.splat(0);
  let bad = i64x2.splat(0);
  for (; p < end; p += 16, q += 16) {
    const u = v128.load(p);
    const v = f64x2.mul(v128.load(q), c);
    const pz = f64x2.eq(u, none);
    const qz = f64x2.eq(v, none);
    const zero = v128.or(pz, qz);
    bad = v128.or(bad, v128.andnot(v128.not(f64x2.gt(f64x2.min(u, v), tiny)), zero));
    bad = v128.or(bad, v128.andnot(v128.not(f64x2.gt(f64x2.max(u, v), tiny)), v128.and(pz, qz)));
    const one = f64x2.splat(1);
    const value = term(v128.bitselect(one, u, zero), v128.bitselect(one, v, zero));
    const edge = v128.bitselect(v, v128.and(f64x2.splat(Infinity), v128.not(pz)), pz);
    sum = f64x2.add(sum, v128.bitselect(edge, value, zero));
  }
  if (v128.any_true(bad)) return false;
  g = f64x2.add(g, sum);
  return true;
}

/** Σ p log(p/q) − p + q·scale, Σ p, Σ q·scale − p of n numbers, n even; 0 if a number is out of the range of the formula. */
export function klF64(p: usize, q: usize, n: usize, scale: f64): i32 {
  const c = f64x2.splat(scale);
  const tiny = f64x2.splat(TINY);
  const end = p + (n << 3);
  let total = f64x2.splat(0);
  let drift = f64x2.splat(0);
  g = f64x2.splat(0);
  while (p < end) {
    const stop = min<usize>(end, p + BLOCK);
    const from = p;
    const other = q;
    let low = f64x2.splat(1);
    let g0 = f64x2.splat(0);
    let g1 = f64x2.splat(0);
    let a0 = f64x2.splat(0);
    let a1 = f64x2.splat(0);
    let b0 = f64x2.splat(0);
    let b1 = f64x2.splat(0);
    for (; p + 32 <= stop; p += 32, q += 32) {
      const p0 = v128.load(p);
      const p1 = v128.load(p, 16);
      const q0 = f64x2.mul(v128.load(q), c);
      const q1 = f64x2.mul(v128.load(q, 16), c);
      low = f64x2.min(low, f64x2.min(f64x2.min(p0, q0), f64x2.min(p1, q1)));
      a0 = f64x2.add(a0, p0);
      a1 = f64x2.add(a1, p1);
      b0 = f64x2.add(b0, f64x2.sub(q0, p0));
      b1 = f64x2.add(b1, f64x2.sub(q1, p1));
      const r0 = i64x2.shr_u(i64x2.add(i64x2.sub(q0, p0), i64x2.splat(0x3ff8000000000000)), 52);
      const r1 = i64x2.shr_u(i64x2.add(i64x2.sub(q1, p1), i64x2.splat(0x3ff8000000000000)), 52);
      const k0 = f64x2.sub(v128.or(r0, i64x2.splat(0x4330000000000000)), f64x2.splat(4503599627371519));
      const k1 = f64x2.sub(v128.or(r1, i64x2.splat(0x4330000000000000)), f64x2.splat(4503599627371519));
      const v0 = i64x2.sub(q0, i64x2.shl(i64x2.sub(r0, i64x2.splat(1023)), 52));
      const v1 = i64x2.sub(q1, i64x2.shl(i64x2.sub(r1, i64x2.splat(1023)), 52));
      const d0 = f64x2.sub(v0, p0);
      const d1 = f64x2.sub(v1, p1);
      const s0 = f64x2.div(d0, f64x2.add(v0, p0));
      const s1 = f64x2.div(d1, f64x2.add(v1, p1));
      const z0 = f64x2.mul(s0, s0);
      const z1 = f64x2.mul(s1, s1);
      let w = f64x2.splat(0.06604199001390682);
      let x = f64x2.splat(0.06809533021415161);
      let t0 = madd64(z0, x, w);
      let t1 = madd64(z1, x, w);
      w = f64x2.splat(0.0769446730129734);
      t0 = madd64(z0, t0, w);
      t1 = madd64(z1, t1, w);
      w = f64x2.splat(0.09090867974834849);
      t0 = madd64(z0, t0, w);
      t1 = madd64(z1, t1, w);
      w = f64x2.splat(0.11111111534886074);
      t0 = madd64(z0, t0, w);
      t1 = madd64(z1, t1, w);
      w = f64x2.splat(0.14285714283573475);
      t0 = madd64(z0, t0, w);
      t1 = madd64(z1, t1, w);
      w = f64x2.splat(0.20000000000004114);
      t0 = madd64(z0, t0, w);
      t1 = madd64(z1, t1, w);
      w = f64x2.splat(0.3333333333333333);
      t0 = madd64(z0, t0, w);
      t1 = madd64(z1, t1, w);
      x = f64x2.splat(-2);
      t0 = f64x2.mul(s0, madd64(f64x2.mul(f64x2.mul(p0, z0), t0), x, d0));
      t1 = f64x2.mul(s1, madd64(f64x2.mul(f64x2.mul(p1, z1), t1), x, d1));
      w = f64x2.splat(-0.6931471805599453);
      g0 = f64x2.add(g0, f64x2.add(t0, madd64(f64x2.mul(p0, k0), w, f64x2.sub(q0, v0))));
      g1 = f64x2.add(g1, f64x2.add(t1, madd64(f64x2.mul(p1, k1), w, f64x2.sub(q1, v1))));
    }
    for (; p < stop; p += 16, q += 16) {
      const p0 = v128.load(p);
      const q0 = f64x2.mul(v128.load(q), c);
      low = f64x2.min(low, f64x2.min(p0, q0));
      a0 = f64x2.add(a0, p0);
      b0 = f64x2.add(b0, f64x2.sub(q0, p0));
      g0 = f64x2.add(g0, term(p0, q0));
    }
    total = f64x2.add(total, f64x2.add(a0, a1));
    drift = f64x2.add(drift, f64x2.add(b0, b1));
    if (!v128.any_true(v128.not(f64x2.gt(low, tiny)))) g = f64x2.add(g, f64x2.add(g0, g1));
    else if (!zeros(from, other, stop, scale)) return 0;
  }
  leave(sum64(g), sum64(total), sum64(drift));
  return 1;
}
