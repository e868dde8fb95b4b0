import { sum64 } from "./lanes";

/** Writes v = q·scale and m = (p + v)/2 of n numbers, n even, and returns Σ v. */
export function mixF64(p: usize, q: usize, m: usize, v: usize, n: usize, scale: f64): f64 {
  const c = f64x2.splat(scale);
  const half = f64x2.splat(0.5);
  const end = p + (n << 3);
  let total = f64x2.splat(0);
  for (; p < end; p += 16, q += 16, m += 16, v += 16) {
    const other = f64x2.mul(v128.load(q), c);
    v128.store(v, other);
    total = f64x2.add(total, other);
    v128.store(m, f64x2.mul(f64x2.add(v128.load(p), other), half));
  }
  return sum64(total);
}
