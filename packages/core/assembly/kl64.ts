import { edgeTerm64, outOfRange64, TINY64, term64 } from "./kl64-term";
import { sum64, touch } from "./lanes";
import { leave } from "./results";

const BLOCK: usize = 64 << 3;

/** Where a block's sum goes that is done again with care. */
let careful: v128 = f64x2.splat(0);

/** A block that holds zeros; false if a number is too small to divide. */
function zeros(p: usize, q: usize, end: usize, scale: f64): bool {
  const c = f64x2.splat(scale);
  let sum = f64x2.splat(0);
  let bad = i64x2.splat(0);
  for (; p < end; p += 16, q += 16) {
    const u = v128.load(p);
    const v = f64x2.mul(v128.load(q), c);
    bad = v128.or(bad, outOfRange64(u, v));
    sum = f64x2.add(sum, edgeTerm64(u, v));
  }
  careful = sum;
  return !v128.any_true(bad);
}

/** Σ p log(p/q) − p + q·scale, Σ p, Σ q·scale − p of n numbers, n even; 0 if a number is out of the range of the formula. */
export function klF64(p: usize, q: usize, n: usize, scale: f64): i32 {
  const c = f64x2.splat(scale);
  const tiny = f64x2.splat(TINY64);
  const end = p + (n << 3);
  let g = f64x2.splat(0);
  let total = f64x2.splat(0);
  let drift = f64x2.splat(0);
  while (p < end) {
    const stop = min<usize>(end, p + BLOCK);
    if (stop + BLOCK <= end) touch(p + BLOCK, q + BLOCK, BLOCK);
    const from = p;
    const other = q;
    let low = f64x2.splat(1);
    let sum = f64x2.splat(0);
    let a = f64x2.splat(0);
    let b = f64x2.splat(0);
    for (; p + 64 <= stop; p += 64, q += 64) {
      const p0 = v128.load(p);
      const p1 = v128.load(p, 16);
      const p2 = v128.load(p, 32);
      const p3 = v128.load(p, 48);
      const q0 = f64x2.mul(v128.load(q), c);
      const q1 = f64x2.mul(v128.load(q, 16), c);
      const q2 = f64x2.mul(v128.load(q, 32), c);
      const q3 = f64x2.mul(v128.load(q, 48), c);
      low = f64x2.pmin(low, f64x2.pmin(f64x2.pmin(p0, q0), f64x2.pmin(p1, q1)));
      low = f64x2.pmin(low, f64x2.pmin(f64x2.pmin(p2, q2), f64x2.pmin(p3, q3)));
      a = f64x2.add(a, f64x2.add(f64x2.add(p0, p1), f64x2.add(p2, p3)));
      const d0 = f64x2.add(f64x2.sub(q0, p0), f64x2.sub(q1, p1));
      b = f64x2.add(b, f64x2.add(d0, f64x2.add(f64x2.sub(q2, p2), f64x2.sub(q3, p3))));
      const g0 = f64x2.add(term64(p0, q0), term64(p1, q1));
      sum = f64x2.add(sum, f64x2.add(g0, f64x2.add(term64(p2, q2), term64(p3, q3))));
    }
    for (; p < stop; p += 16, q += 16) {
      const p0 = v128.load(p);
      const q0 = f64x2.mul(v128.load(q), c);
      low = f64x2.pmin(low, f64x2.pmin(p0, q0));
      a = f64x2.add(a, p0);
      b = f64x2.add(b, f64x2.sub(q0, p0));
      sum = f64x2.add(sum, term64(p0, q0));
    }
    if (!v128.any_true(f64x2.le(low, tiny))) g = f64x2.add(g, sum);
    else if (zeros(from, other, stop, scale)) g = f64x2.add(g, careful);
    else return 0;
    total = f64x2.add(total, a);
    drift = f64x2.add(drift, b);
  }
  const gap = sum64(drift);
  leave(sum64(g), sum64(total), gap);
  return gap - gap === 0 ? 1 : 0;
}
