import { edgeTerm64, outOfRange64, TINY64, term64 } from "./kl64-term";
import { sum64, touch } from "./lanes";
import { leave } from "./results";

const BLOCK: usize = 64 << 3;

/** Where the sums of a block go that is done again with care. */
let careful: v128 = f64x2.splat(0);
let carefulOther: v128 = f64x2.splat(0);

/** A block that holds zeros; false if a number is too small to divide. */
function zeros(p: usize, q: usize, end: usize): bool {
  const half = f64x2.splat(0.5);
  let own = f64x2.splat(0);
  let other = f64x2.splat(0);
  let bad = i64x2.splat(0);
  for (; p < end; p += 16, q += 16) {
    const u = v128.load(p);
    const v = v128.load(q);
    const m = f64x2.mul(f64x2.add(u, v), half);
    bad = v128.or(bad, outOfRange64(u, v));
    own = f64x2.add(own, edgeTerm64(u, m));
    other = f64x2.add(other, edgeTerm64(v, m));
  }
  careful = own;
  carefulOther = other;
  return !v128.any_true(bad);
}

/**
 * The sums of KL from p, and from q, to their mean m: Σ p log(p/m) − p + m, Σ q log(q/m) − q + m, Σ p and Σ q − p of n
 * numbers, n even; 0 if a number is out of the range of the formula.
 */
export function jensenShannonF64(p: usize, q: usize, n: usize): i32 {
  const half = f64x2.splat(0.5);
  const tiny = f64x2.splat(TINY64);
  const end = p + (n << 3);
  let g = f64x2.splat(0);
  let h = f64x2.splat(0);
  let total = f64x2.splat(0);
  let drift = f64x2.splat(0);
  while (p < end) {
    const stop = min<usize>(end, p + BLOCK);
    if (stop + BLOCK <= end) touch(p + BLOCK, q + BLOCK, BLOCK);
    const from = p;
    const beside = q;
    let low = f64x2.splat(1);
    let own = f64x2.splat(0);
    let other = f64x2.splat(0);
    let a = f64x2.splat(0);
    let b = f64x2.splat(0);
    for (; p + 32 <= stop; p += 32, q += 32) {
      const p0 = v128.load(p);
      const p1 = v128.load(p, 16);
      const q0 = v128.load(q);
      const q1 = v128.load(q, 16);
      const m0 = f64x2.mul(f64x2.add(p0, q0), half);
      const m1 = f64x2.mul(f64x2.add(p1, q1), half);
      low = f64x2.pmin(low, f64x2.pmin(f64x2.pmin(p0, q0), f64x2.pmin(p1, q1)));
      a = f64x2.add(a, f64x2.add(p0, p1));
      b = f64x2.add(b, f64x2.add(f64x2.sub(q0, p0), f64x2.sub(q1, p1)));
      own = f64x2.add(own, f64x2.add(term64(p0, m0), term64(p1, m1)));
      other = f64x2.add(other, f64x2.add(term64(q0, m0), term64(q1, m1)));
    }
    for (; p < stop; p += 16, q += 16) {
      const p0 = v128.load(p);
      const q0 = v128.load(q);
      const m0 = f64x2.mul(f64x2.add(p0, q0), half);
      low = f64x2.pmin(low, f64x2.pmin(p0, q0));
      a = f64x2.add(a, p0);
      b = f64x2.add(b, f64x2.sub(q0, p0));
      own = f64x2.add(own, term64(p0, m0));
      other = f64x2.add(other, term64(q0, m0));
    }
    if (v128.any_true(f64x2.le(low, tiny))) {
      if (!zeros(from, beside, stop)) return 0;
      own = careful;
      other = carefulOther;
    }
    g = f64x2.add(g, own);
    h = f64x2.add(h, other);
    total = f64x2.add(total, a);
    drift = f64x2.add(drift, b);
  }
  const gap = sum64(drift);
  leave(sum64(g), sum64(h), sum64(total), gap);
  return gap - gap === 0 ? 1 : 0;
}
