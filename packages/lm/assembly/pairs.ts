import { at32, madd32, widen } from "../../core/assembly/lanes";
import { remainder, whole } from "../../core/assembly/exp32";
import { addTerms, flush, SUMS } from "./terms";

/** Single-precision sums of far outcomes; double-precision sums: those, the moments, and zero codes of either row. */
const NARROW: usize = memory.data(160, 16);
const WIDE: usize = memory.data(288, 16);
/** Scale and floor of the one row and of the other. */
const ROWS: usize = memory.data(16, 16);
const LANES: usize = memory.data<i32>([0, 1, 2, 3], 16);
/**
 * exp(r) for |r| ≤ ln 2/2, highest power first: minimax of degree 5, error 7.5e-8 of it; (exp(d) − 1)/d for |d| ≤ 1/2,
 * degree 5, error 9.7e-8; and 1/4.
 */
const NUMBERS: usize = memory.data<f32>(
  [
    0.008297655088834, 0.04191538199279, 0.1666757472862, 0.499988948512, 0.9999996919916, 1.000000071655,
    0.001388882009668334, 0.008407682679478225, 0.04166870030055159, 0.1666597426608878, 0.4999998314179326,
    1.000000094699316, 0.25,
  ],
  16,
);
const EXP: usize = 0;
const SLOPE: usize = 6;
const QUARTER: usize = 12;
const MAGNITUDE: usize = memory.data<i32>([0x7fffffff], 16);
/** Outcomes between two flushes: few enough for single precision. */
const STRETCH: i32 = 1024;
const MOMENTS: usize = 6;

/** How many results `writeResults` leaves. */
export const RESULTS: usize = SUMS + MOMENTS;

/** Takes scale and floor of two rows and starts the sums anew. Floors below −80 are no encoder's: a row of them has no mass. */
export function startRow(a: usize, b: usize): void {
  store<f32>(ROWS, load<f32>(a));
  store<f32>(ROWS, max<f32>(load<f32>(a, 4), -80), 4);
  store<f32>(ROWS, load<f32>(b), 8);
  store<f32>(ROWS, max<f32>(load<f32>(b, 4), -80), 12);
  memory.fill(NARROW, 0, SUMS << 4);
  memory.fill(WIDE, 0, (SUMS + MOMENTS) << 4);
}

// @ts-ignore: decorator
@inline
function logA(codes: v128): v128 {
  return madd32(f32x4.convert_i32x4_s(codes), at32(ROWS, 0), at32(ROWS, 1));
}

// @ts-ignore: decorator
@inline
function logB(codes: v128): v128 {
  return madd32(f32x4.convert_i32x4_s(codes), at32(ROWS, 2), at32(ROWS, 3));
}

/** A polynomial of degree 5, its coefficients from `k` on, highest power first: in pairs, which wait less for each other. */
// @ts-ignore: decorator
@inline
function quintic(x: v128, x2: v128, k: usize): v128 {
  const high = madd32(x, at32(NUMBERS, k), at32(NUMBERS, k + 1));
  const middle = madd32(x, at32(NUMBERS, k + 2), at32(NUMBERS, k + 3));
  const low = madd32(x, at32(NUMBERS, k + 4), at32(NUMBERS, k + 5));
  return madd32(x2, madd32(x2, high, middle), low);
}

/** exp(x) for −80 ≤ x ≤ 1. */
// @ts-ignore: decorator
@inline
function power(x: v128): v128 {
  const bits = whole(x);
  const r = remainder(x, bits);
  return i32x4.add(quintic(r, f32x4.mul(r, r), EXP), i32x4.shl(bits, 23));
}

// @ts-ignore: decorator
@inline
function widely(k: usize, sum: v128): void {
  const at = WIDE + (k << 4);
  v128.store(at, f64x2.add(v128.load(at), widen(sum)));
}

// @ts-ignore: decorator
@inline
function codesAt(from: usize, i: i32): v128 {
  return v128.load16x4_u(from + (<usize>i << 1));
}

// @ts-ignore: decorator
@inline
function total(v: v128): i32 {
  const two = i32x4.add(v, i8x16.shuffle(v, v, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
  return i32x4.extract_lane(two, 0) + i32x4.extract_lane(two, 1);
}

/** How many codes were known on either side. */
export let knownA: i32 = 0;
export let knownB: i32 = 0;

/**
 * Sums the terms of n pairs of codes. A code is known where it is greater than `hiddenA`, `hiddenB`: 0 where code 0 only says
 * "at most", −1 where it is a value like others. What is not known is as near to the other side as that allows: with
 * p = min(e^floor, q) it counts where p is not known, with q = min(e^floor, p) where q is not.
 *
 * Where the four d = ln(q/p) are all at most 1/2, only the moments Σ p·dᵏ, k = 2 … 7, are summed: the divergences are power
 * series in d, which the caller puts together from them. Known lanes are all ones, which is NaN, and so no minimum.
 */
export function sumPairs(fromA: usize, fromB: usize, n: i32, hiddenA: v128, hiddenB: v128): void {
  const none = i64x2.splat(0);
  let countA = none;
  let countB = none;
  let i: i32 = 0;
  while (i + 4 <= n) {
    const end = min<i32>(i + STRETCH, n - 3);
    let far = false;
    let sumP = none;
    let sumQ = none;
    let logP = none;
    let logQ = none;
    let gaps = none;
    let m2 = none;
    let m3 = none;
    let m4 = none;
    let m5 = none;
    let m6 = none;
    let m7 = none;
    for (; i < end; i += 4) {
      const va = codesAt(fromA, i);
      const vb = codesAt(fromB, i);
      const isA = i32x4.gt_s(va, hiddenA);
      const isB = i32x4.gt_s(vb, hiddenB);
      countA = i32x4.sub(countA, isA);
      countB = i32x4.sub(countB, isB);
      const a = logA(va);
      const b = logB(vb);
      const x = f32x4.pmin(a, v128.or(b, isA));
      const d = f32x4.pmin(f32x4.sub(b, x), isB);
      const d2 = f32x4.mul(d, d);
      if (v128.any_true(f32x4.gt(d2, at32(NUMBERS, QUARTER)))) {
        addTerms(a, b, v128.not(isA), v128.not(isB), none, false, NARROW);
        far = true;
        continue;
      }
      const p = power(x);
      const w1 = f32x4.mul(p, d);
      const w2 = f32x4.mul(p, d2);
      const gap = f32x4.mul(w1, quintic(d, d2, SLOPE));
      const p0 = v128.and(p, isA);
      const q0 = v128.and(f32x4.add(p, gap), isB);
      m2 = f32x4.add(m2, w2);
      const w3 = f32x4.mul(w2, d);
      m3 = f32x4.add(m3, w3);
      const w4 = f32x4.mul(w2, d2);
      m4 = f32x4.add(m4, w4);
      const w5 = f32x4.mul(w3, d2);
      m5 = f32x4.add(m5, w5);
      m6 = madd32(w4, d2, m6);
      m7 = madd32(w5, d2, m7);
      gaps = f32x4.add(gaps, v128.and(gap, at32(MAGNITUDE, 0)));
      sumP = f32x4.add(sumP, p0);
      logP = madd32(p0, a, logP);
      sumQ = f32x4.add(sumQ, q0);
      logQ = madd32(q0, b, logQ);
    }
    if (far) flush(NARROW, WIDE);
    widely(3, gaps);
    widely(6, sumP);
    widely(7, sumQ);
    widely(8, logP);
    widely(9, logQ);
    widely(SUMS, m2);
    widely(SUMS + 1, m3);
    widely(SUMS + 2, m4);
    widely(SUMS + 3, m5);
    widely(SUMS + 4, m6);
    widely(SUMS + 5, m7);
  }
  if (i < n) {
    const live = i32x4.lt_s(v128.load(LANES), i32x4.splat(n - i));
    const va = codesAt(fromA, i);
    const vb = codesAt(fromB, i);
    const isA = i32x4.gt_s(va, hiddenA);
    const isB = i32x4.gt_s(vb, hiddenB);
    countA = i32x4.sub(countA, v128.and(isA, live));
    countB = i32x4.sub(countB, v128.and(isB, live));
    addTerms(logA(va), logB(vb), v128.not(isA), v128.not(isB), live, true, NARROW);
    flush(NARROW, WIDE);
  }
  knownA = total(countA);
  knownB = total(countB);
}

/** Leaves the sums and the moments at `out`. */
export function writeResults(out: usize): void {
  for (let k: usize = 0; k < RESULTS; k++) {
    const v = v128.load(WIDE + (k << 4));
    store<f64>(out + (k << 3), f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1));
  }
}
