import { at32, madd32, widen } from "../../core/assembly/lanes";
import { addTerms, flush, SUMS } from "./terms";

/** Single-precision sums of far outcomes; double-precision sums: those, the moments, and zero codes of either row. */
const NARROW: usize = memory.data(160, 16);
const WIDE: usize = memory.data(288, 16);
/** Scale and floor of the one row and of the other. */
const ROWS: usize = memory.data(16, 16);
const LANES: usize = memory.data<i32>([0, 1, 2, 3], 16);
/**
 * 1/2; 1/ln 2; 1.5·2²³, which rounds what is added to it to a whole number in the low bits; 10³⁰. Then 2^f for |f| ≤ 1/2,
 * highest power first: minimax of degree 5, error 7.5e-8 of it; and (exp(d) − 1)/d for |d| ≤ 1/2, degree 5, error 9.7e-8.
 */
const NUMBERS: usize = memory.data<f32>(
  [
    0.5, 1.44269504, 12582912, 1e30, 0.001327647199271659, 0.009675541334452174, 0.05550713273497402, 0.2402211972384002,
    0.6931469670647608, 1.000000071654685, 0.001388882009668334, 0.008407682679478225, 0.04166870030055159,
    0.1666597426608878, 0.4999998314179326, 1.000000094699316,
  ],
  16,
);
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

/** exp(x) for −80 ≤ x ≤ 1. */
// @ts-ignore: decorator
@inline
function power(x: v128): v128 {
  const t = f32x4.mul(x, at32(NUMBERS, 1));
  const bits = f32x4.add(t, at32(NUMBERS, 2));
  const f = f32x4.sub(t, f32x4.sub(bits, at32(NUMBERS, 2)));
  let e = madd32(f, at32(NUMBERS, 4), at32(NUMBERS, 5));
  e = madd32(f, e, at32(NUMBERS, 6));
  e = madd32(f, e, at32(NUMBERS, 7));
  e = madd32(f, e, at32(NUMBERS, 8));
  e = madd32(f, e, at32(NUMBERS, 9));
  return i32x4.add(e, i32x4.shl(bits, 23));
}

/** (exp(d) − 1)/d for |d| ≤ 1/2. */
// @ts-ignore: decorator
@inline
function slope(d: v128): v128 {
  let g = madd32(d, at32(NUMBERS, 10), at32(NUMBERS, 11));
  g = madd32(d, g, at32(NUMBERS, 12));
  g = madd32(d, g, at32(NUMBERS, 13));
  g = madd32(d, g, at32(NUMBERS, 14));
  return madd32(d, g, at32(NUMBERS, 15));
}

// @ts-ignore: decorator
@inline
function widely(k: usize, sum: v128): void {
  const at = WIDE + (k << 4);
  v128.store(at, f64x2.add(v128.load(at), widen(sum)));
}

/**
 * Sums the terms of n pairs of codes; `clippedA`, `clippedB`: all bits where code 0 only says "at most", none where it is a
 * value like others. Returns how many codes say so, of the one row in the low half and of the other in the high.
 *
 * Where the four d = ln(q/p) are all at most 1/2, only the moments Σ p·dᵏ, k = 2 … 7, are summed: the divergences are power
 * series in d, which the caller puts together from them.
 */
export function sumPairs(fromA: usize, fromB: usize, n: i32, clippedA: v128, clippedB: v128): u64 {
  const none = i64x2.splat(0);
  let unknownA = none;
  let unknownB = none;
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
      const va = v128.load16x4_u(fromA + (<usize>i << 1));
      const vb = v128.load16x4_u(fromB + (<usize>i << 1));
      const hiddenA = v128.and(i32x4.eq(va, none), clippedA);
      const hiddenB = v128.and(i32x4.eq(vb, none), clippedB);
      unknownA = i32x4.sub(unknownA, hiddenA);
      unknownB = i32x4.sub(unknownB, hiddenB);
      const a = logA(va);
      const b = logB(vb);
      const x = v128.bitselect(f32x4.pmin(a, b), a, hiddenA);
      const d = f32x4.pmin(f32x4.sub(b, x), v128.andnot(at32(NUMBERS, 3), hiddenB));
      if (v128.any_true(f32x4.gt(f32x4.abs(d), at32(NUMBERS, 0)))) {
        addTerms(a, b, hiddenA, hiddenB, none, false, NARROW);
        far = true;
        continue;
      }
      const p = power(x);
      let w = f32x4.mul(p, d);
      const gap = f32x4.mul(w, slope(d));
      const knownP = v128.andnot(p, hiddenA);
      const knownQ = v128.andnot(f32x4.add(p, gap), hiddenB);
      gaps = f32x4.add(gaps, f32x4.abs(gap));
      sumP = f32x4.add(sumP, knownP);
      sumQ = f32x4.add(sumQ, knownQ);
      logP = madd32(knownP, a, logP);
      logQ = madd32(knownQ, b, logQ);
      w = f32x4.mul(w, d);
      m2 = f32x4.add(m2, w);
      w = f32x4.mul(w, d);
      m3 = f32x4.add(m3, w);
      w = f32x4.mul(w, d);
      m4 = f32x4.add(m4, w);
      w = f32x4.mul(w, d);
      m5 = f32x4.add(m5, w);
      w = f32x4.mul(w, d);
      m6 = f32x4.add(m6, w);
      m7 = madd32(w, d, m7);
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
    const va = v128.load16x4_u(fromA + (<usize>i << 1));
    const vb = v128.load16x4_u(fromB + (<usize>i << 1));
    const hiddenA = v128.and(i32x4.eq(va, none), clippedA);
    const hiddenB = v128.and(i32x4.eq(vb, none), clippedB);
    unknownA = i32x4.sub(unknownA, v128.and(hiddenA, live));
    unknownB = i32x4.sub(unknownB, v128.and(hiddenB, live));
    addTerms(logA(va), logB(vb), hiddenA, hiddenB, live, true, NARROW);
    flush(NARROW, WIDE);
  }
  return <u64>lanes(unknownA) | (<u64>lanes(unknownB) << 32);
}

function lanes(v: v128): u32 {
  return (i32x4.extract_lane(v, 0) + i32x4.extract_lane(v, 1) + i32x4.extract_lane(v, 2) + i32x4.extract_lane(v, 3)) as u32;
}

/** Leaves the sums and the moments at `out`. */
export function writeResults(out: usize): void {
  for (let k: usize = 0; k < RESULTS; k++) {
    const v = v128.load(WIDE + (k << 4));
    store<f64>(out + (k << 3), f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1));
  }
}
