import { series64, TINY64 } from "./kl64-term";
import { at64, madd64, sum64, touch } from "./lanes";
import { leave } from "./results";

const BLOCK: usize = 64 << 3;

/** 1, −2, ln 2, 2⁵² + 1023. */
const NUMBERS: usize = memory.data<f64>([1, -2, 0.6931471805599453, 4503599627371519], 16);
/** 1 less √½, in bits; 2⁵²; 1023. */
const BITS: usize = memory.data<i64>([0x00095f619980c433, 0x4330000000000000, 1023], 16);

/** log of one vector in the normal range, within 0.8 ulp. */
// @ts-ignore: decorator
@inline
function log64(x: v128): v128 {
  const raw = i64x2.shr_u(i64x2.add(x, at64(BITS, 0)), 52);
  const k = f64x2.sub(v128.or(raw, at64(BITS, 1)), at64(NUMBERS, 3));
  const m = i64x2.sub(x, i64x2.shl(i64x2.sub(raw, at64(BITS, 2)), 52));
  const d = f64x2.sub(m, at64(NUMBERS, 0));
  const s = f64x2.div(d, f64x2.add(m, at64(NUMBERS, 0)));
  const z = f64x2.mul(s, s);
  const rest = madd64(f64x2.mul(z, series64(z)), at64(NUMBERS, 1), d);
  return madd64(k, at64(NUMBERS, 2), f64x2.sub(d, f64x2.mul(s, rest)));
}

/** Where a block's sum goes that is done again with care. */
let careful: v128 = f64x2.splat(0);

/** A block that holds zeros: lanes with p = 0 add 0; false if a number is out of the range of the formula. */
function zeros(p: usize, q: usize, end: usize): bool {
  const tiny = f64x2.splat(TINY64);
  const none = f64x2.splat(0);
  const one = f64x2.splat(1);
  let sum = f64x2.splat(0);
  let fine = i64x2.splat(-1);
  for (; p < end; p += 16, q += 16) {
    const u = v128.load(p);
    const v = v128.load(q);
    const zero = f64x2.eq(u, none);
    const w = v128.bitselect(one, v, zero);
    fine = v128.and(fine, v128.and(v128.or(f64x2.gt(u, tiny), zero), f64x2.ge(v, none)));
    fine = v128.and(fine, f64x2.gt(w, tiny));
    sum = f64x2.sub(sum, f64x2.mul(u, log64(w)));
  }
  careful = sum;
  return i64x2.all_true(fine);
}

/** −Σ p log q, Σ p, Σ q of n numbers, n even, lanes with p = 0 adding 0; 0 if a number is out of the range of the formula. */
export function crossEntropyF64(p: usize, q: usize, n: usize): i32 {
  const tiny = f64x2.splat(TINY64);
  const end = p + (n << 3);
  let g = f64x2.splat(0);
  let total = f64x2.splat(0);
  let other = f64x2.splat(0);
  while (p < end) {
    const stop = min<usize>(end, p + BLOCK);
    if (stop + BLOCK <= end) touch(p + BLOCK, q + BLOCK, BLOCK);
    const from = p;
    const beside = q;
    let low = f64x2.splat(1);
    let h = f64x2.splat(0);
    let a = f64x2.splat(0);
    let b = f64x2.splat(0);
    for (; p + 64 <= stop; p += 64, q += 64) {
      const p0 = v128.load(p);
      const p1 = v128.load(p, 16);
      const p2 = v128.load(p, 32);
      const p3 = v128.load(p, 48);
      const q0 = v128.load(q);
      const q1 = v128.load(q, 16);
      const q2 = v128.load(q, 32);
      const q3 = v128.load(q, 48);
      low = f64x2.pmin(low, f64x2.pmin(f64x2.pmin(p0, q0), f64x2.pmin(p1, q1)));
      low = f64x2.pmin(low, f64x2.pmin(f64x2.pmin(p2, q2), f64x2.pmin(p3, q3)));
      a = f64x2.add(a, f64x2.add(f64x2.add(p0, p1), f64x2.add(p2, p3)));
      b = f64x2.add(b, f64x2.add(f64x2.add(q0, q1), f64x2.add(q2, q3)));
      const h0 = f64x2.add(f64x2.mul(p0, log64(q0)), f64x2.mul(p1, log64(q1)));
      h = f64x2.sub(h, f64x2.add(h0, f64x2.add(f64x2.mul(p2, log64(q2)), f64x2.mul(p3, log64(q3)))));
    }
    for (; p < stop; p += 16, q += 16) {
      const p0 = v128.load(p);
      const q0 = v128.load(q);
      low = f64x2.pmin(low, f64x2.pmin(p0, q0));
      a = f64x2.add(a, p0);
      b = f64x2.add(b, q0);
      h = f64x2.sub(h, f64x2.mul(p0, log64(q0)));
    }
    if (!v128.any_true(f64x2.le(low, tiny))) g = f64x2.add(g, h);
    else if (zeros(from, beside, stop)) g = f64x2.add(g, careful);
    else return 0;
    total = f64x2.add(total, a);
    other = f64x2.add(other, b);
  }
  const mass = sum64(total) + sum64(other);
  leave(sum64(g), sum64(total), sum64(other));
  return mass - mass === 0 ? 1 : 0;
}
