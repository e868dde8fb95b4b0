import { curve, exp32 } from "./exp32";
import { madd32, max32, sum64, widen } from "./lanes";
import { leave } from "./results";

/** Sums are in f32 within a block of this many bytes and in f64 across blocks. */
const BLOCK: usize = 128 << 2;

/** The largest of n logits; NaN if one is NaN. n is a multiple of 4. */
export function maxF32(x: usize, n: usize): f32 {
  const end = x + (n << 2);
  let a = f32x4.splat(-Infinity);
  let b = a;
  for (; x + 32 <= end; x += 32) {
    a = f32x4.max(a, v128.load(x));
    b = f32x4.max(b, v128.load(x, 16));
  }
  for (; x < end; x += 16) a = f32x4.max(a, v128.load(x));
  return max32(f32x4.max(a, b));
}

/** Writes exp(x − shift) and returns the sum of it. n is a multiple of 4. */
export function expF32(x: usize, w: usize, n: usize, shift: f32): f64 {
  const m = f32x4.splat(shift);
  const end = x + (n << 2);
  let total = f64x2.splat(0);
  while (x < end) {
    const stop = min<usize>(end, x + BLOCK);
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    for (; x + 32 <= stop; x += 32, w += 32) {
      const e0 = exp32(f32x4.sub(v128.load(x), m));
      const e1 = exp32(f32x4.sub(v128.load(x, 16), m));
      v128.store(w, e0);
      v128.store(w, e1, 16);
      a = f32x4.add(a, e0);
      b = f32x4.add(b, e1);
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

/** Returns the sum of exp(x − shift). n is a multiple of 4. */
export function sumExpF32(x: usize, n: usize, shift: f32): f64 {
  const m = f32x4.splat(shift);
  const end = x + (n << 2);
  let total = f64x2.splat(0);
  while (x < end) {
    const stop = min<usize>(end, x + BLOCK);
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    for (; x + 32 <= stop; x += 32) {
      a = f32x4.add(a, exp32(f32x4.sub(v128.load(x), m)));
      b = f32x4.add(b, exp32(f32x4.sub(v128.load(x, 16), m)));
    }
    for (; x < stop; x += 16) a = f32x4.add(a, exp32(f32x4.sub(v128.load(x), m)));
    total = f64x2.add(total, widen(f32x4.add(a, b)));
  }
  return sum64(total);
}

/** Writes x − shift. n is a multiple of 4. */
export function shiftF32(x: usize, out: usize, n: usize, shift: f32): void {
  const m = f32x4.splat(shift);
  const end = x + (n << 2);
  for (; x < end; x += 16, out += 16) v128.store(out, f32x4.sub(v128.load(x), m));
}

/** Writes x·factor. n is a multiple of 4. */
export function scaleF32(x: usize, out: usize, n: usize, factor: f32): void {
  const m = f32x4.splat(factor);
  const end = x + (n << 2);
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

/** Leaves the largest of x, the largest and the least of y; NaN if one is NaN. n is a multiple of 4. */
export function extentF32(x: usize, y: usize, n: usize): void {
  const end = x + (n << 2);
  let a = f32x4.splat(-Infinity);
  let b = a;
  let c = f32x4.splat(Infinity);
  for (; x < end; x += 16, y += 16) {
    const v = v128.load(y);
    a = f32x4.max(a, v128.load(x));
    b = f32x4.max(b, v);
    c = f32x4.min(c, v);
  }
  leave(max32(a), max32(b), -max32(f32x4.neg(c)));
}

/** Leaves Σ exp(x − shift) and Σ exp(x − shift)(top − y), outcomes without mass adding 0. n is a multiple of 4. */
export function depthF32(x: usize, y: usize, n: usize, shift: f32, top: f32): void {
  const m = f32x4.splat(shift);
  const t = f32x4.splat(top);
  const none = f32x4.splat(0);
  const end = x + (n << 2);
  let total = f64x2.splat(0);
  let depth = f64x2.splat(0);
  while (x < end) {
    const stop = min<usize>(end, x + BLOCK);
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    for (; x < stop; x += 16, y += 16) {
      const e = exp32(f32x4.sub(v128.load(x), m));
      a = f32x4.add(a, e);
      b = f32x4.add(b, v128.andnot(f32x4.mul(e, f32x4.sub(t, v128.load(y))), f32x4.eq(e, none)));
    }
    total = f64x2.add(total, widen(a));
    depth = f64x2.add(depth, widen(b));
  }
  leave(sum64(total), sum64(depth), 0);
}

/** Writes w = exp(x − shift); leaves Σ w and Σ w(y − x − offset). n is a multiple of 4. */
export function meanGapF32(x: usize, y: usize, w: usize, n: usize, shift: f32, offset: f32): void {
  const m = f32x4.splat(shift);
  const o = f32x4.splat(offset);
  const none = f32x4.splat(0);
  const end = x + (n << 2);
  let total = f64x2.splat(0);
  let gap = f64x2.splat(0);
  while (x < end) {
    const stop = min<usize>(end, x + BLOCK);
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    for (; x + 32 <= stop; x += 32, y += 32, w += 32) {
      const u = v128.load(x);
      const v = v128.load(x, 16);
      const e = exp32(f32x4.sub(u, m));
      const f = exp32(f32x4.sub(v, m));
      v128.store(w, e);
      v128.store(w, f, 16);
      a = f32x4.add(a, f32x4.add(e, f));
      const s = f32x4.sub(f32x4.sub(v128.load(y), u), o);
      const t = f32x4.sub(f32x4.sub(v128.load(y, 16), v), o);
      b = f32x4.add(
        b,
        f32x4.add(
          v128.andnot(f32x4.mul(e, s), f32x4.eq(e, none)),
          v128.andnot(f32x4.mul(f, t), f32x4.eq(f, none)),
        ),
      );
    }
    for (; x < stop; x += 16, y += 16, w += 16) {
      const u = v128.load(x);
      const e = exp32(f32x4.sub(u, m));
      v128.store(w, e);
      a = f32x4.add(a, e);
      const t = f32x4.sub(f32x4.sub(v128.load(y), u), o);
      b = f32x4.add(b, v128.andnot(f32x4.mul(e, t), f32x4.eq(e, none)));
    }
    total = f64x2.add(total, widen(a));
    gap = f64x2.add(gap, widen(b));
  }
  leave(sum64(total), sum64(gap), 0);
}

/**
 * With t = y − x − centre: leaves Σ w(exp(t) − 1 − t) and Σ wt. Where t is small the curve of exp gives the term; elsewhere
 * w·exp(t) is exp(y − top)·lift, as the exponential of a large rounded difference has lost digits.
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
  const m = f32x4.splat(top);
  const f = f32x4.splat(lift);
  const small = f32x4.splat(0.34);
  const none = f32x4.splat(0);
  const end = x + (n << 2);
  let total = f64x2.splat(0);
  let gap = f64x2.splat(0);
  while (x < end) {
    const stop = min<usize>(end, x + BLOCK);
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    for (; x < stop; x += 16, y += 16, w += 16) {
      const v = v128.load(y);
      const e = v128.load(w);
      const raw = f32x4.sub(f32x4.sub(v, v128.load(x)), c);
      const empty = f32x4.eq(e, none);
      const t = v128.andnot(raw, empty);
      const et = f32x4.mul(e, t);
      const far = v128.or(v128.not(f32x4.le(f32x4.abs(t), small)), empty);
      let value = f32x4.mul(f32x4.mul(et, t), curve(t));
      if (v128.any_true(far)) {
        const q = f32x4.mul(exp32(f32x4.sub(v, m)), f);
        value = v128.bitselect(f32x4.sub(f32x4.sub(q, e), et), value, far);
      }
      a = f32x4.add(a, value);
      b = f32x4.add(b, et);
      if (grad !== 0) {
        v128.store(grad, f32x4.add(value, et));
        grad += 16;
      }
    }
    total = f64x2.add(total, widen(a));
    gap = f64x2.add(gap, widen(b));
  }
  leave(sum64(total), sum64(gap), 0);
}

/** Writes grad·a + w·b into grad. n is a multiple of 4. */
export function blendF32(w: usize, grad: usize, n: usize, a: f32, b: f32): void {
  const f = f32x4.splat(a);
  const h = f32x4.splat(b);
  const end = w + (n << 2);
  for (; w < end; w += 16, grad += 16) {
    v128.store(grad, madd32(v128.load(grad), f, f32x4.mul(v128.load(w), h)));
  }
}
