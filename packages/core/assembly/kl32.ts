import { madd32, sum64, widen } from "./lanes";
import { leave } from "./results";

const TINY: f32 = 1e-30;
/** Terms are added in f32 within a block and in f64 across blocks. */
const BLOCK: usize = 128 << 2;

// @ts-ignore: decorator
@inline
function term(p: v128, q: v128): v128 {
  const raw = i32x4.sub(i32x4.shr_u(i32x4.add(i32x4.sub(q, p), i32x4.splat(0x3fc00000)), 23), i32x4.splat(127));
  const k = f32x4.convert_i32x4_s(raw);
  const b = i32x4.sub(q, i32x4.shl(raw, 23));
  const d = f32x4.sub(b, p);
  const s = f32x4.div(d, f32x4.add(b, p));
  const z = f32x4.mul(s, s);
  let t = madd32(z, f32x4.splat(0.118954049134), f32x4.splat(0.142652729212));
  t = madd32(z, t, f32x4.splat(0.200001689639));
  t = madd32(z, t, f32x4.splat(0.333333331162));
  const near = f32x4.mul(s, madd32(f32x4.mul(f32x4.mul(p, z), t), f32x4.splat(-2), d));
  const far = madd32(f32x4.mul(p, k), f32x4.splat(-0.6931471805599453), f32x4.sub(q, b));
  return f32x4.add(near, far);
}

let g: v128 = f64x2.splat(0);

/** A block that holds zeros: lanes with p = 0 give q, lanes with q = 0 < p give Infinity. False if a number is too small to divide. */
function zeros(p: usize, q: usize, end: usize, scale: f32): bool {
  const c = f32x4.splat(scale);
  const tiny = f32x4.splat(TINY);
  const none = f32x4.splat(0);
  let sum = f32x4.splat(0);
  let bad = i32x4.splat(0);
  for (; p < end; p += 16, q += 16) {
    const u = v128.load(p);
    const v = f32x4.mul(v128.load(q), c);
    const pz = f32x4.eq(u, none);
    const qz = f32x4.eq(v, none);
    const zero = v128.or(pz, qz);
    bad = v128.or(bad, v128.andnot(v128.not(f32x4.gt(f32x4.min(u, v), tiny)), zero));
    bad = v128.or(bad, v128.andnot(v128.not(f32x4.gt(f32x4.max(u, v), tiny)), v128.and(pz, qz)));
    const one = f32x4.splat(1);
    const value = term(v128.bitselect(one, u, zero), v128.bitselect(one, v, zero));
    const edge = v128.bitselect(v, v128.and(f32x4.splat(Infinity), v128.not(pz)), pz);
    sum = f32x4.add(sum, v128.bitselect(edge, value, zero));
  }
  if (v128.any_true(bad)) return false;
  g = f64x2.add(g, widen(sum));
  return true;
}

/** Σ p log(p/q) − p + q·scale, Σ p, Σ q·scale − p of n numbers, n a multiple of 4; 0 if a number is out of the range of the formula. */
export function klF32(p: usize, q: usize, n: usize, scale: f32): i32 {
  const c = f32x4.splat(scale);
  const tiny = f32x4.splat(TINY);
  const end = p + (n << 2);
  let total = f64x2.splat(0);
  let drift = f64x2.splat(0);
  g = f64x2.splat(0);
  while (p < end) {
    const stop = min<usize>(end, p + BLOCK);
    const from = p;
    const other = q;
    let low = f32x4.splat(1);
    let g0 = f32x4.splat(0);
    let g1 = f32x4.splat(0);
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    for (; p + 32 <= stop; p += 32, q += 32) {
      const p0 = v128.load(p);
      const p1 = v128.load(p, 16);
      const q0 = f32x4.mul(v128.load(q), c);
      const q1 = f32x4.mul(v128.load(q, 16), c);
      low = f32x4.min(low, f32x4.min(f32x4.min(p0, q0), f32x4.min(p1, q1)));
      a = f32x4.add(a, f32x4.add(p0, p1));
      b = f32x4.add(b, f32x4.add(f32x4.sub(q0, p0), f32x4.sub(q1, p1)));
      g0 = f32x4.add(g0, term(p0, q0));
      g1 = f32x4.add(g1, term(p1, q1));
    }
    for (; p < stop; p += 16, q += 16) {
      const p0 = v128.load(p);
      const q0 = f32x4.mul(v128.load(q), c);
      low = f32x4.min(low, f32x4.min(p0, q0));
      a = f32x4.add(a, p0);
      b = f32x4.add(b, f32x4.sub(q0, p0));
      g0 = f32x4.add(g0, term(p0, q0));
    }
    total = f64x2.add(total, widen(a));
    drift = f64x2.add(drift, widen(b));
    if (!v128.any_true(v128.not(f32x4.gt(low, tiny)))) g = f64x2.add(g, f64x2.add(widen(g0), widen(g1)));
    else if (!zeros(from, other, stop, scale)) return 0;
  }
  leave(sum64(g), sum64(total), sum64(drift));
  return 1;
}
