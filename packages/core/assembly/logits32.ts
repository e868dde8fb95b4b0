import { exp32, excess32 } from "./exp32";
import { madd32, max32, sum64, widen } from "./lanes";
import { leave } from "./results";

/** Sums are in f32 within a block of this many bytes and in f64 across blocks. */
const BLOCK: usize = 128 << 2;
/** 1 where exp(t) − 1 − t of a rounded difference t has the digits that are asked for: −80 ≤ t ≤ 4. */
// @ts-ignore: decorator
@inline
function isNear(t: v128): v128 {
  return f32x4.le(f32x4.abs(f32x4.add(t, f32x4.splat(38))), f32x4.splat(42));
}

/** The largest of n logits, NaN aside. n is a multiple of 4. */
export function maxF32(x: usize, n: usize): f32 {
  const end = x + (n << 2);
  let a = f32x4.splat(-Infinity);
  let b = a;
  for (; x + 64 <= end; x += 64) {
    a = f32x4.pmax(a, f32x4.pmax(v128.load(x), v128.load(x, 16)));
    b = f32x4.pmax(b, f32x4.pmax(v128.load(x, 32), v128.load(x, 48)));
  }
  for (; x < end; x += 16) a = f32x4.pmax(a, v128.load(x));
  return max32(f32x4.pmax(a, b));
}

/** Writes exp(x − shift) and returns the sum of it, NaN if a logit is. n is a multiple of 4. */
export function expF32(x: usize, w: usize, n: usize, shift: f32): f64 {
  const m = f32x4.splat(shift);
  const end = x + (n << 2);
  let total = f64x2.splat(0);
  while (x < end) {
    const stop = min<usize>(end, x + BLOCK);
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    for (; x + 64 <= stop; x += 64, w += 64) {
      const e0 = exp32(f32x4.sub(v128.load(x), m));
      const e1 = exp32(f32x4.sub(v128.load(x, 16), m));
      const e2 = exp32(f32x4.sub(v128.load(x, 32), m));
      const e3 = exp32(f32x4.sub(v128.load(x, 48), m));
      v128.store(w, e0);
      v128.store(w, e1, 16);
      v128.store(w, e2, 32);
      v128.store(w, e3, 48);
      a = f32x4.add(a, f32x4.add(e0, e1));
      b = f32x4.add(b, f32x4.add(e2, e3));
    }
    for (; x < stop; x += 16, w += 16) {
      const e = exp32(f32x4.sub(v128.load(x), m));
      v128.store(w, e);
      a = f32x4.add(a, e);
    }
    total = f64x2.add(total, widen(f32x4.add(a, b)));
  }
  return sum64(total);
}

/**
 * The sum of exp(x − top) over one block that holds the top, which is counted and not summed: beside a 1 the others would
 * lose the digits that a nearly certain row is about.
 */
function sumBesideTop(x: usize, end: usize, top: v128): f64 {
  let others = f32x4.splat(0);
  let tops = f32x4.splat(0);
  for (; x < end; x += 16) {
    const u = v128.load(x);
    const isTop = f32x4.eq(u, top);
    others = f32x4.add(others, v128.andnot(exp32(f32x4.sub(u, top)), isTop));
    tops = f32x4.add(tops, v128.and(f32x4.splat(1), isTop));
  }
  return sum64(widen(others)) + sum64(widen(tops));
}

/** Whether a block's sums are so large that it may hold the top. */
// @ts-ignore: decorator
@inline
function mayHoldTop(sums: v128): bool {
  return v128.any_true(f32x4.ge(sums, f32x4.splat(1)));
}

/** Returns the sum of exp(x − top), NaN if a logit is. n is a multiple of 4. */
export function sumExpF32(x: usize, n: usize, top: f32): f64 {
  const m = f32x4.splat(top);
  const end = x + (n << 2);
  let total = f64x2.splat(0);
  let peak: usize = x;
  let peakSum = f64x2.splat(0);
  while (x < end) {
    const from = x;
    const stop = min<usize>(end, x + BLOCK);
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    for (; x + 64 <= stop; x += 64) {
      const e0 = exp32(f32x4.sub(v128.load(x), m));
      const e1 = exp32(f32x4.sub(v128.load(x, 16), m));
      const e2 = exp32(f32x4.sub(v128.load(x, 32), m));
      const e3 = exp32(f32x4.sub(v128.load(x, 48), m));
      a = f32x4.add(a, f32x4.add(e0, e1));
      b = f32x4.add(b, f32x4.add(e2, e3));
    }
    for (; x < stop; x += 16) a = f32x4.add(a, exp32(f32x4.sub(v128.load(x), m)));
    const all = f32x4.add(a, b);
    const sum = widen(all);
    if (mayHoldTop(all)) {
      peak = from;
      peakSum = sum;
    }
    total = f64x2.add(total, sum);
  }
  const sum = sum64(total);
  return sum < 2 ? sum - sum64(peakSum) + sumBesideTop(peak, min<usize>(end, peak + BLOCK), m) : sum;
}

/** Writes x − shift. n is a multiple of 4. */
export function shiftF32(x: usize, out: usize, n: usize, shift: f32): void {
  const m = f32x4.splat(shift);
  const end = x + (n << 2);
  for (; x + 32 <= end; x += 32, out += 32) {
    v128.store(out, f32x4.sub(v128.load(x), m));
    v128.store(out, f32x4.sub(v128.load(x, 16), m), 16);
  }
  for (; x < end; x += 16, out += 16) v128.store(out, f32x4.sub(v128.load(x), m));
}

/** Writes x·factor. n is a multiple of 4. */
export function scaleF32(x: usize, out: usize, n: usize, factor: f32): void {
  const m = f32x4.splat(factor);
  const end = x + (n << 2);
  for (; x + 32 <= end; x += 32, out += 32) {
    v128.store(out, f32x4.mul(v128.load(x), m));
    v128.store(out, f32x4.mul(v128.load(x, 16), m), 16);
  }
  for (; x < end; x += 16, out += 16) v128.store(out, f32x4.mul(v128.load(x), m));
}

/** 1 if an outcome has y = −Infinity where x has not. n is a multiple of 4. */
export function lostF32(x: usize, y: usize, n: usize): i32 {
  const none = f32x4.splat(-Infinity);
  const end = x + (n << 2);
  let lost = i32x4.splat(0);
  for (; x < end; x += 16, y += 16) {
    lost = v128.or(lost, v128.andnot(f32x4.eq(v128.load(y), none), f32x4.eq(v128.load(x), none)));
  }
  return v128.any_true(lost) ? 1 : 0;
}

/** Leaves the largest of x, the largest and the least of y; NaN if y has one. n is a multiple of 4. */
export function extentF32(x: usize, y: usize, n: usize): void {
  const end = x + (n << 2);
  let a = f32x4.splat(-Infinity);
  let b = a;
  let c = f32x4.splat(Infinity);
  let odd = i32x4.splat(0);
  for (; x + 32 <= end; x += 32, y += 32) {
    const v = v128.load(y);
    const w = v128.load(y, 16);
    a = f32x4.pmax(a, f32x4.pmax(v128.load(x), v128.load(x, 16)));
    b = f32x4.pmax(b, f32x4.pmax(v, w));
    c = f32x4.pmin(c, f32x4.pmin(v, w));
    odd = v128.or(odd, v128.or(f32x4.ne(v, v), f32x4.ne(w, w)));
  }
  for (; x < end; x += 16, y += 16) {
    const v = v128.load(y);
    a = f32x4.pmax(a, v128.load(x));
    b = f32x4.pmax(b, v);
    c = f32x4.pmin(c, v);
    odd = v128.or(odd, f32x4.ne(v, v));
  }
  leave(max32(a), v128.any_true(odd) ? NaN : max32(b), -max32(f32x4.neg(c)));
}

/** w·t, 0 where there is no mass. */
// @ts-ignore: decorator
@inline
function share(w: v128, t: v128): v128 {
  return v128.andnot(f32x4.mul(w, t), f32x4.eq(w, f32x4.splat(0)));
}

/** Leaves Σ exp(x − top) and Σ exp(x − top)(other − y), outcomes without mass adding 0. n is a multiple of 4. */
export function depthF32(x: usize, y: usize, n: usize, top: f32, other: f32): void {
  const m = f32x4.splat(top);
  const o = f32x4.splat(other);
  const end = x + (n << 2);
  let total = f64x2.splat(0);
  let depth = f64x2.splat(0);
  let peak: usize = x;
  let peakSum = f64x2.splat(0);
  while (x < end) {
    const from = x;
    const stop = min<usize>(end, x + BLOCK);
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    for (; x + 32 <= stop; x += 32, y += 32) {
      const e0 = exp32(f32x4.sub(v128.load(x), m));
      const e1 = exp32(f32x4.sub(v128.load(x, 16), m));
      a = f32x4.add(a, f32x4.add(e0, e1));
      b = f32x4.add(b, f32x4.add(share(e0, f32x4.sub(o, v128.load(y))), share(e1, f32x4.sub(o, v128.load(y, 16)))));
    }
    for (; x < stop; x += 16, y += 16) {
      const e = exp32(f32x4.sub(v128.load(x), m));
      a = f32x4.add(a, e);
      b = f32x4.add(b, share(e, f32x4.sub(o, v128.load(y))));
    }
    const sum = widen(a);
    if (mayHoldTop(a)) {
      peak = from;
      peakSum = sum;
    }
    total = f64x2.add(total, sum);
    depth = f64x2.add(depth, widen(b));
  }
  let sum = sum64(total);
  if (sum < 2) sum += sumBesideTop(peak, min<usize>(end, peak + BLOCK), m) - sum64(peakSum);
  leave(sum, sum64(depth), 0);
}

/** Writes w = exp(x − shift); leaves Σ w, NaN if a logit of x is, and Σ w(y − x − offset). n is a multiple of 4. */
export function meanGapF32(x: usize, y: usize, w: usize, n: usize, shift: f32, offset: f32): void {
  const m = f32x4.splat(shift);
  const o = f32x4.splat(offset);
  const end = x + (n << 2);
  let total = f64x2.splat(0);
  let mean = f64x2.splat(0);
  while (x < end) {
    const stop = min<usize>(end, x + BLOCK);
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    for (; x + 64 <= stop; x += 64, y += 64, w += 64) {
      const x0 = v128.load(x);
      const x1 = v128.load(x, 16);
      const x2 = v128.load(x, 32);
      const x3 = v128.load(x, 48);
      const e0 = exp32(f32x4.sub(x0, m));
      const e1 = exp32(f32x4.sub(x1, m));
      const e2 = exp32(f32x4.sub(x2, m));
      const e3 = exp32(f32x4.sub(x3, m));
      v128.store(w, e0);
      v128.store(w, e1, 16);
      v128.store(w, e2, 32);
      v128.store(w, e3, 48);
      a = f32x4.add(a, f32x4.add(f32x4.add(e0, e1), f32x4.add(e2, e3)));
      const b0 = f32x4.add(
        share(e0, f32x4.sub(f32x4.sub(v128.load(y), x0), o)),
        share(e1, f32x4.sub(f32x4.sub(v128.load(y, 16), x1), o)),
      );
      const b2 = f32x4.add(
        share(e2, f32x4.sub(f32x4.sub(v128.load(y, 32), x2), o)),
        share(e3, f32x4.sub(f32x4.sub(v128.load(y, 48), x3), o)),
      );
      b = f32x4.add(b, f32x4.add(b0, b2));
    }
    for (; x < stop; x += 16, y += 16, w += 16) {
      const x0 = v128.load(x);
      const e = exp32(f32x4.sub(x0, m));
      v128.store(w, e);
      a = f32x4.add(a, e);
      b = f32x4.add(b, share(e, f32x4.sub(f32x4.sub(v128.load(y), x0), o)));
    }
    total = f64x2.add(total, widen(a));
    mean = f64x2.add(mean, widen(b));
  }
  leave(sum64(total), sum64(mean), 0);
}

/** y − x − c, with what the first subtraction rounded off: of Knuth's exact difference. */
// @ts-ignore: decorator
@inline
function centred(y: v128, x: v128, c: v128): v128 {
  const d = f32x4.sub(y, x);
  const v = f32x4.sub(d, y);
  const rest = f32x4.sub(f32x4.sub(y, f32x4.sub(d, v)), f32x4.add(x, v));
  return f32x4.add(f32x4.sub(d, c), rest);
}

/**
 * With t = y − x − centre: leaves Σ w(exp(t) − 1 − t) and Σ wt. Where t is large, or x has no mass, w·exp(t) is
 * exp(y − top)·lift, as the exponential of a large rounded difference has lost digits.
 * If `grad` is not 0, writes w(exp(t) − 1) there. n is a multiple of 4.
 */
export function curveGapF32(
  x: usize,
  y: usize,
  w: usize,
  grad: usize,
  n: usize,
  centre: f32,
  top: f32,
  lift: f32,
): void {
  const c = f32x4.splat(centre);
  const end = x + (n << 2);
  let total = f64x2.splat(0);
  let mean = f64x2.splat(0);
  while (x < end) {
    const stop = min<usize>(end, x + BLOCK);
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    for (; x + 64 <= stop; x += 64, y += 64, w += 64) {
      const e0 = v128.load(w);
      const e1 = v128.load(w, 16);
      const e2 = v128.load(w, 32);
      const e3 = v128.load(w, 48);
      const t0 = centred(v128.load(y), v128.load(x), c);
      const t1 = centred(v128.load(y, 16), v128.load(x, 16), c);
      const t2 = centred(v128.load(y, 32), v128.load(x, 32), c);
      const t3 = centred(v128.load(y, 48), v128.load(x, 48), c);
      let v0 = excess32(e0, t0);
      let v1 = excess32(e1, t1);
      let v2 = excess32(e2, t2);
      let v3 = excess32(e3, t3);
      let s0 = f32x4.mul(e0, t0);
      let s1 = f32x4.mul(e1, t1);
      let s2 = f32x4.mul(e2, t2);
      let s3 = f32x4.mul(e3, t3);
      if (!i32x4.all_true(v128.and(v128.and(isNear(t0), isNear(t1)), v128.and(isNear(t2), isNear(t3))))) {
        far(y, w, top, lift, t0, v0, s0);
        v0 = farValue;
        s0 = farShare;
        far(y + 16, w + 16, top, lift, t1, v1, s1);
        v1 = farValue;
        s1 = farShare;
        far(y + 32, w + 32, top, lift, t2, v2, s2);
        v2 = farValue;
        s2 = farShare;
        far(y + 48, w + 48, top, lift, t3, v3, s3);
        v3 = farValue;
        s3 = farShare;
      }
      a = f32x4.add(a, f32x4.add(f32x4.add(v0, v1), f32x4.add(v2, v3)));
      b = f32x4.add(b, f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)));
      if (grad !== 0) {
        v128.store(grad, f32x4.add(v0, s0));
        v128.store(grad, f32x4.add(v1, s1), 16);
        v128.store(grad, f32x4.add(v2, s2), 32);
        v128.store(grad, f32x4.add(v3, s3), 48);
        grad += 64;
      }
    }
    for (; x < stop; x += 16, y += 16, w += 16) {
      const e = v128.load(w);
      const t = centred(v128.load(y), v128.load(x), c);
      far(y, w, top, lift, t, excess32(e, t), f32x4.mul(e, t));
      a = f32x4.add(a, farValue);
      b = f32x4.add(b, farShare);
      if (grad !== 0) {
        v128.store(grad, f32x4.add(farValue, farShare));
        grad += 16;
      }
    }
    total = f64x2.add(total, widen(a));
    mean = f64x2.add(mean, widen(b));
  }
  leave(sum64(total), sum64(mean), 0);
}

let farValue: v128 = f32x4.splat(0);
let farShare: v128 = f32x4.splat(0);

/** One vector's w(exp(t) − 1 − t) and wt, from those of small t. */
function far(y: usize, w: usize, top: f32, lift: f32, t: v128, value: v128, share: v128): void {
  const e = v128.load(w);
  const none = f32x4.eq(e, f32x4.splat(0));
  const large = v128.or(v128.not(isNear(t)), none);
  const q = f32x4.mul(exp32(f32x4.sub(v128.load(y), f32x4.splat(top))), f32x4.splat(lift));
  farShare = v128.andnot(share, none);
  farValue = v128.bitselect(f32x4.sub(f32x4.sub(q, e), farShare), value, large);
}

/** Writes grad·a + w·b into grad. n is a multiple of 4. */
export function blendF32(w: usize, grad: usize, n: usize, a: f32, b: f32): void {
  const f = f32x4.splat(a);
  const h = f32x4.splat(b);
  const end = w + (n << 2);
  for (; w + 32 <= end; w += 32, grad += 32) {
    v128.store(grad, madd32(v128.load(grad), f, f32x4.mul(v128.load(w), h)));
    v128.store(grad, madd32(v128.load(grad, 16), f, f32x4.mul(v128.load(w, 16), h)), 16);
  }
  for (; w < end; w += 16, grad += 16) {
    v128.store(grad, madd32(v128.load(grad), f, f32x4.mul(v128.load(w), h)));
  }
}
