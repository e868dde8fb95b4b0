import { edgeTerm64, outOfRange64, TINY64, term64 } from "./kl64-term";
import { sum64, touch } from "./lanes";
import { leave } from "./results";

const BLOCK: usize = 64 << 3;

/** Where a block's sum goes that is done again with care. */
let careful: v128 = f64x2.splat(0);

/** A block that holds zeros; false if a number is too small to divide. */
function zeros(p: usize, q: usize, end: usize, scale: f64): bool {
  const c = f64x2.splat(scale);
  const half = f64x2.splat(0.5);
  let sum = f64x2.splat(0);
  let bad = i64x2.splat(0);
  for (; p < end; p += 16, q += 16) {
    const u = v128.load(p);
    const v = f64x2.mul(v128.load(q), c);
    const m = f64x2.mul(f64x2.add(u, v), half);
    bad = v128.or(bad, outOfRange64(u, v));
    sum = f64x2.add(sum, f64x2.add(edgeTerm64(u, m), edgeTerm64(v, m)));
  }
  careful = sum;
  return !v128.any_true(bad);
}

/**
 * The sums of KL from p, and from v = q·scale, to their mean m: Σ p log(p/m) − p + m + v log(v/m) − v + m, Σ p and Σ v of
 * n numbers, n even; 0 if a number is out of the range of the formula.
 */
export function jensenShannonF64(p: usize, q: usize, n: usize, scale: f64): i32 {
  const c = f64x2.splat(scale);
  const half = f64x2.splat(0.5);
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
    let sum = f64x2.splat(0);
    let a = f64x2.splat(0);
    let b = f64x2.splat(0);
    for (; p + 32 <= stop; p += 32, q += 32) {
      const p0 = v128.load(p);
      const p1 = v128.load(p, 16);
      const q0 = f64x2.mul(v128.load(q), c);
      const q1 = f64x2.mul(v128.load(q, 16), c);
      const m0 = f64x2.mul(f64x2.add(p0, q0), half);
      const m1 = f64x2.mul(f64x2.add(p1, q1), half);
      low = f64x2.pmin(low, f64x2.pmin(f64x2.pmin(p0, q0), f64x2.pmin(p1, q1)));
      a = f64x2.add(a, f64x2.add(p0, p1));
      b = f64x2.add(b, f64x2.add(q0, q1));
      const g0 = f64x2.add(term64(p0, m0), term64(p1, m1));
      sum = f64x2.add(sum, f64x2.add(g0, f64x2.add(term64(q0, m0), term64(q1, m1))));
    }
    for (; p < stop; p += 16, q += 16) {
      const p0 = v128.load(p);
      const q0 = f64x2.mul(v128.load(q), c);
      const m0 = f64x2.mul(f64x2.add(p0, q0), half);
      low = f64x2.pmin(low, f64x2.pmin(p0, q0));
      a = f64x2.add(a, p0);
      b = f64x2.add(b, q0);
      sum = f64x2.add(sum, f64x2.add(term64(p0, m0), term64(q0, m0)));
    }
    if (!v128.any_true(f64x2.le(low, tiny))) g = f64x2.add(g, sum);
    else if (zeros(from, beside, stop, scale)) g = f64x2.add(g, careful);
    else return 0;
    total = f64x2.add(total, a);
    other = f64x2.add(other, b);
  }
  const mass = sum64(total) + sum64(other);
  leave(sum64(g), sum64(total), sum64(other));
  return mass - mass === 0 ? 1 : 0;
}
