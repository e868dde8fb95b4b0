import { at32, madd32, sum64, touch, widen } from "./lanes";
import { leave } from "./results";

const TINY: f32 = 1e-30;
/** Terms are added in f32 within a block and in f64 across blocks. */
const BLOCK: usize = 128 << 2;

/** (atanh(s)/s − 1)/s² in z = s² for |s| ≤ 0.2007, highest power first: error 2.5e-7, which adds s times as much to that of a term; −2; −ln 2; 2²³ + 127. */
const NUMBERS: usize = memory.data<f32>(
  [0.14982841908931732, 0.19989357888698578, 0.3333335816860199, -2, -0.6931471805599453, 8388735],
  16,
);
/** 1.5 in bits, so that b/p lies between 2/3 and 3/2; 2²³; 127. */
const BITS: usize = memory.data<i32>([0x3fc00000, 0x4b000000, 127], 16);

// @ts-ignore: decorator
@inline
function term(p: v128, q: v128): v128 {
  const raw = i32x4.shr_u(i32x4.add(i32x4.sub(q, p), at32(BITS, 0)), 23);
  const k = f32x4.sub(v128.or(raw, at32(BITS, 1)), at32(NUMBERS, 5));
  const b = i32x4.sub(q, i32x4.shl(i32x4.sub(raw, at32(BITS, 2)), 23));
  const d = f32x4.sub(b, p);
  const s = f32x4.div(d, f32x4.add(b, p));
  const z = f32x4.mul(s, s);
  const t = madd32(z, madd32(z, at32(NUMBERS, 0), at32(NUMBERS, 1)), at32(NUMBERS, 2));
  const near = madd32(f32x4.mul(f32x4.mul(p, z), t), at32(NUMBERS, 3), d);
  return f32x4.add(f32x4.mul(s, near), madd32(f32x4.mul(p, k), at32(NUMBERS, 4), f32x4.sub(q, b)));
}

/** Where a block's sum goes that is done again with care. */
let careful: v128 = f32x4.splat(0);

/** A block that holds zeros: lanes with p = 0 give q, lanes with q = 0 < p give Infinity. False if a number is too small to divide. */
function zeros(p: usize, q: usize, end: usize, scale: f32): bool {
  const c = f32x4.splat(scale);
  const tiny = f32x4.splat(TINY);
  const none = f32x4.splat(0);
  const one = f32x4.splat(1);
  let sum = f32x4.splat(0);
  let fine = i32x4.splat(-1);
  for (; p < end; p += 16, q += 16) {
    const u = v128.load(p);
    const v = f32x4.mul(v128.load(q), c);
    const noP = f32x4.eq(u, none);
    const noQ = f32x4.eq(v, none);
    const zero = v128.or(noP, noQ);
    fine = v128.and(fine, v128.and(v128.or(f32x4.gt(u, tiny), noP), v128.or(f32x4.gt(v, tiny), noQ)));
    const value = term(v128.bitselect(one, u, zero), v128.bitselect(one, v, zero));
    const edge = v128.bitselect(v, f32x4.splat(Infinity), noP);
    sum = f32x4.add(sum, v128.bitselect(edge, value, zero));
  }
  careful = sum;
  return i32x4.all_true(fine);
}

/** Σ p log(p/q) − p + q·scale, Σ p, Σ q·scale − p of n numbers, n a multiple of 4; 0 if a number is out of the range of the formula. */
export function klF32(p: usize, q: usize, n: usize, scale: f32): i32 {
  const c = f32x4.splat(scale);
  const tiny = f32x4.splat(TINY);
  const end = p + (n << 2);
  let g = f64x2.splat(0);
  let total = f64x2.splat(0);
  let drift = f64x2.splat(0);
  while (p < end) {
    const stop = min<usize>(end, p + BLOCK);
    if (stop + BLOCK <= end) touch(p + BLOCK, q + BLOCK, BLOCK);
    const from = p;
    const other = q;
    let low = f32x4.splat(1);
    let sum = f32x4.splat(0);
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    for (; p + 64 <= stop; p += 64, q += 64) {
      const p0 = v128.load(p);
      const p1 = v128.load(p, 16);
      const p2 = v128.load(p, 32);
      const p3 = v128.load(p, 48);
      const q0 = f32x4.mul(v128.load(q), c);
      const q1 = f32x4.mul(v128.load(q, 16), c);
      const q2 = f32x4.mul(v128.load(q, 32), c);
      const q3 = f32x4.mul(v128.load(q, 48), c);
      low = f32x4.pmin(low, f32x4.pmin(f32x4.pmin(p0, q0), f32x4.pmin(p1, q1)));
      low = f32x4.pmin(low, f32x4.pmin(f32x4.pmin(p2, q2), f32x4.pmin(p3, q3)));
      a = f32x4.add(a, f32x4.add(f32x4.add(p0, p1), f32x4.add(p2, p3)));
      const d0 = f32x4.add(f32x4.sub(q0, p0), f32x4.sub(q1, p1));
      b = f32x4.add(b, f32x4.add(d0, f32x4.add(f32x4.sub(q2, p2), f32x4.sub(q3, p3))));
      const g0 = f32x4.add(term(p0, q0), term(p1, q1));
      sum = f32x4.add(sum, f32x4.add(g0, f32x4.add(term(p2, q2), term(p3, q3))));
    }
    for (; p < stop; p += 16, q += 16) {
      const p0 = v128.load(p);
      const q0 = f32x4.mul(v128.load(q), c);
      low = f32x4.pmin(low, f32x4.pmin(p0, q0));
      a = f32x4.add(a, p0);
      b = f32x4.add(b, f32x4.sub(q0, p0));
      sum = f32x4.add(sum, term(p0, q0));
    }
    if (!v128.any_true(f32x4.le(low, tiny))) g = f64x2.add(g, widen(sum));
    else if (zeros(from, other, stop, scale)) g = f64x2.add(g, widen(careful));
    else return 0;
    total = f64x2.add(total, widen(a));
    drift = f64x2.add(drift, widen(b));
  }
  const gap = sum64(drift);
  leave(sum64(g), sum64(total), gap);
  return gap - gap === 0 ? 1 : 0;
}
