import { at32, madd32 } from "../../core/assembly/lanes";
import { drain, drainMany, hold, startFar } from "./far";
import { D, LAID_A, LAID_B, P } from "./room";
import { addGaps, addMoments, least, LOG2E, MOMENTS, nearSquare, raise, STRETCH, WIDE, widely } from "./stretch";
import { SUMS } from "./terms";

/**
 * Of the row at work: the steps of either side's codes in log₂; log₂ of the second greatest probability over the first; the
 * steps and the logarithms of the greatest in nats; the greatest code; and the greatest that is not known, less the greatest.
 */
const ROW: usize = memory.data<f32>([0, 0, 0, 0, 0, 0, 0, 65535, 0, 0], 16);
const STEP_A: usize = 0;
const STEP_B: usize = 1;
const SHIFT: usize = 2;
const TOP_A: usize = 3;
const TOP_B: usize = 4;
const SCALE_A: usize = 5;
const SCALE_B: usize = 6;
const FULL: usize = 7;
const LOW_A: usize = 8;
const LOW_B: usize = 9;
/** Codes of a stretch less the greatest there is: rounding is then least where most of the probability is. */
const CODES_A: usize = LAID_A;
const CODES_B: usize = LAID_B;

/** Bytes of the numbers of so few outcomes that what they sum to is summed in double precision. */
const FEW: usize = 512;
/**
 * Where the results are: the sums over outcomes that are far apart, as `terms.ts` has them; then of the near ones, in units of
 * the first row's greatest probability, Σ |p − q|, their moments, and Σ p, Σ q, Σ p·(code − 65,535), Σ q·(code − 65,535) over
 * what is known.
 */
const NEAR: usize = SUMS;
const OWN: usize = NEAR + 1 + MOMENTS;
export const RESULTS: usize = OWN + 4;

/** Takes scale and floor of two rows and starts the sums anew. Floors below −80 are no encoder's: a row of them has no mass. */
export function startRow(a: usize, b: usize): void {
  const scaleA = load<f32>(a);
  const scaleB = load<f32>(b);
  const topA = max<f64>(load<f32>(a, 4), -80) + 65535 * <f64>scaleA;
  const topB = max<f64>(load<f32>(b, 4), -80) + 65535 * <f64>scaleB;
  store<f32>(ROW + (STEP_A << 2), <f32>(<f64>scaleA * LOG2E));
  store<f32>(ROW + (STEP_B << 2), <f32>(<f64>scaleB * LOG2E));
  store<f32>(ROW + (SHIFT << 2), <f32>((topB - topA) * LOG2E));
  store<f32>(ROW + (TOP_A << 2), <f32>topA);
  store<f32>(ROW + (TOP_B << 2), <f32>topB);
  store<f32>(ROW + (SCALE_A << 2), scaleA);
  store<f32>(ROW + (SCALE_B << 2), scaleB);
  memory.fill(WIDE, 0, RESULTS << 4);
  startFar();
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
let countA: v128 = i64x2.splat(0);
let countB: v128 = i64x2.splat(0);

/** Four codes less the greatest. */
// @ts-ignore: decorator
@inline
function lowered(codes: v128, full: v128): v128 {
  return f32x4.sub(f32x4.convert_i32x4_s(codes), full);
}

/** Holds some of four pairs of codes for being summed in full. */
// @ts-ignore: decorator
@inline
function holdCodes(va: v128, vb: v128, which: i32, isA: v128, isB: v128): void {
  const a = madd32(lowered(va, at32(ROW, FULL)), at32(ROW, SCALE_A), at32(ROW, TOP_A));
  const b = madd32(lowered(vb, at32(ROW, FULL)), at32(ROW, SCALE_B), at32(ROW, TOP_B));
  hold(which, a, b, v128.not(isA), v128.not(isB));
}

/**
 * Lays log₂ p and d of a stretch; lanes of `P` that are far apart get the least there is. With p = min(e^floor, q) it counts
 * where p is not known, with q = min(e^floor, p) where q is not: known lanes are all ones, which is NaN, and so no minimum.
 */
function layPairs(fromA: usize, fromB: usize, bytes: usize, hiddenA: v128, hiddenB: v128): void {
  const stepA = at32(ROW, STEP_A);
  const stepB = at32(ROW, STEP_B);
  const shift = at32(ROW, SHIFT);
  const near = nearSquare();
  const full = at32(ROW, FULL);
  let manyA = countA;
  let manyB = countB;
  for (let k: usize = 0; k < bytes; k += 16) {
    const va = v128.load16x4_u(fromA + (k >> 1));
    const vb = v128.load16x4_u(fromB + (k >> 1));
    const isA = i32x4.gt_s(va, hiddenA);
    const isB = i32x4.gt_s(vb, hiddenB);
    manyA = i32x4.sub(manyA, isA);
    manyB = i32x4.sub(manyB, isB);
    const ca = lowered(va, full);
    const cb = lowered(vb, full);
    v128.store(CODES_A + k, ca);
    v128.store(CODES_B + k, cb);
    const a = f32x4.mul(ca, stepA);
    const b = madd32(cb, stepB, shift);
    let x = f32x4.pmin(a, v128.or(b, isA));
    let d = f32x4.pmin(f32x4.sub(b, x), isB);
    const far = f32x4.gt(f32x4.mul(d, d), near);
    if (v128.any_true(far)) {
      holdCodes(va, vb, i32x4.bitmask(far), isA, isB);
      x = v128.bitselect(least(), x, far);
      d = v128.andnot(d, far);
    }
    v128.store(P + k, x);
    v128.store(D + k, d);
  }
  countA = manyA;
  countB = manyB;
}

/**
 * Adds what either side says by itself of its known codes. Few outcomes at once: next to a likely one each of the others is
 * rounded as coarsely as it.
 */
function addOwn(from: usize, to: usize): void {
  let sumP = i64x2.splat(0);
  let sumQ = sumP;
  let logP = sumP;
  let logQ = sumP;
  const lowA = at32(ROW, LOW_A);
  const lowB = at32(ROW, LOW_B);
  for (let k = from; k < to; k += 16) {
    const a = v128.load(CODES_A + k);
    const p = v128.and(v128.load(P + k), f32x4.gt(a, lowA));
    sumP = f32x4.add(sumP, p);
    logP = madd32(p, a, logP);
    const b = v128.load(CODES_B + k);
    const q = v128.and(v128.load(D + k), f32x4.gt(b, lowB));
    sumQ = f32x4.add(sumQ, q);
    logQ = madd32(q, b, logQ);
  }
  widely(OWN, sumP);
  widely(OWN + 1, sumQ);
  widely(OWN + 2, logP);
  widely(OWN + 3, logQ);
}

/**
 * Sums the terms of n pairs of codes. A code is known where it is greater than `hiddenA`, `hiddenB`: 0 where code 0 only says
 * "at most", −1 where it is a value like others. What is not known is as near to the other side as that allows.
 *
 * Of outcomes with |d| ≤ 1/2, d = ln(q/p), only the moments Σ p·dᵏ, k = 2 … 7, are summed: the divergences are power series in
 * d, which the caller puts together from them. A stretch goes through several short loops rather than one long: their
 * constants and sums stay in registers, and the processor looks several outcomes ahead.
 */
export function sumPairs(fromA: usize, fromB: usize, n: i32, hiddenA: v128, hiddenB: v128): void {
  countA = i64x2.splat(0);
  countB = i64x2.splat(0);
  store<f32>(ROW + (LOW_A << 2), <f32>(i32x4.extract_lane(hiddenA, 0) - 65535));
  store<f32>(ROW + (LOW_B << 2), <f32>(i32x4.extract_lane(hiddenB, 0) - 65535));
  const even = n & ~3;
  for (let i: i32 = 0; i < even; i += STRETCH) {
    const bytes = <usize>min<i32>(STRETCH, even - i) << 2;
    const a = fromA + (<usize>i << 1);
    const b = fromB + (<usize>i << 1);
    layPairs(a, b, bytes, hiddenA, hiddenB);
    drainMany();
    raise(P, bytes);
    addMoments(bytes, NEAR + 1);
    addGaps(bytes, NEAR);
    for (let k: usize = 0; k < bytes; k += FEW) addOwn(k, min<usize>(k + FEW, bytes));
  }
  knownA = total(countA);
  knownB = total(countB);
  if (even < n) {
    const va = v128.load16x4_u(fromA + (<usize>even << 1));
    const vb = v128.load16x4_u(fromB + (<usize>even << 1));
    const isA = i32x4.gt_s(va, hiddenA);
    const isB = i32x4.gt_s(vb, hiddenB);
    const live = (1 << (n - even)) - 1;
    knownA += popcnt(i32x4.bitmask(isA) & live);
    knownB += popcnt(i32x4.bitmask(isB) & live);
    holdCodes(va, vb, live, isA, isB);
  }
  drain();
}
