import { at32 } from "../../core/assembly/lanes";
import { drain, drainMany, hold, startFar } from "./far";
import { BF16, F16, F32, brains, greatest, greatestAt, halves } from "./numbers";
import { D, LAID_A, P } from "./room";
import { addGaps, addMoments, least, LOG2E, MOMENTS, nearSquare, raise, STRETCH, WIDE, widely, writeWide } from "./stretch";
import { SUMS } from "./terms";

/**
 * 1/ln 2; the lowest that logarithms are laid; the lowest that single precision sums; the greatest code. Of the row at work the
 * second's greatest probability over the first's in log₂, and the logarithms of both.
 */
const NUMBERS: usize = memory.data<f32>([1.4426950408889634, -1e30, -80, 65535, 0, 0, 0], 16);
const PER_LN2: usize = 0;
const LOWEST: usize = 1;
const FAINT: usize = 2;
const FULL: usize = 3;
const ROW: usize = 4;
/** The logarithm of what fills the last vector of a row: no probability. */
const NOTHING: f32 = -1e30;

/** Lays four logits less the greatest, also in log₂. */
// @ts-ignore: decorator
@inline
function layOne(logit: v128, top: v128, to: usize, likely: usize, k: usize): void {
  const low = f32x4.pmax(f32x4.sub(logit, top), at32(NUMBERS, LOWEST));
  const x = f32x4.pmax(f32x4.mul(low, at32(NUMBERS, PER_LN2)), least());
  v128.store(to + k, low);
  v128.store(likely + k, x);
}

/** Lays a stretch of logits less the greatest, also in log₂. */
function layStretch(type: i32, from: usize, bytes: usize, top: v128, to: usize, likely: usize): void {
  if (type == F32) for (let k: usize = 0; k < bytes; k += 16) layOne(v128.load(from + k), top, to, likely, k);
  if (type == F16) for (let k: usize = 0; k < bytes; k += 16) layOne(halves(from + (k >> 1)), top, to, likely, k);
  if (type == BF16) for (let k: usize = 0; k < bytes; k += 16) layOne(brains(from + (k >> 1)), top, to, likely, k);
}

/** Adds Σ e and Σ e·ln e of a stretch, the former in double precision throughout. */
function addOwn(logarithms: usize, likely: usize, bytes: usize): void {
  let low = f64x2.splat(0);
  let high = low;
  let logs = low;
  const faint = at32(NUMBERS, FAINT);
  for (let k: usize = 0; k < bytes; k += 16) {
    const e = v128.load(likely + k);
    low = f64x2.add(low, f64x2.promote_low_f32x4(e));
    high = f64x2.add(high, f64x2.promote_low_f32x4(v128.load64_zero(likely + k, 8)));
    logs = f32x4.add(logs, f32x4.mul(e, f32x4.pmax(v128.load(logarithms + k), faint)));
  }
  v128.store(WIDE, f64x2.add(v128.load(WIDE), f64x2.add(low, high)));
  widely(1, logs);
}

/** Lays what fills the last vector of a stretch of so many outcomes. */
function layNothing(to: usize, likely: usize, many: i32): void {
  for (let k = many; k < ((many + 3) & ~3); k++) {
    store<f32>(to + (<usize>k << 2), NOTHING);
    store<f32>(likely + (<usize>k << 2), -126);
  }
}

/**
 * Lays n logits of that type less their greatest as single precision at `to`, and their likelihoods e against it at `likely`, if
 * that is not 0. Leaves at `out` the greatest and the index of the first such, Σ e and Σ e·ln e; the first alone where it is not
 * finite. A NaN of single precision passes, and makes NaN of Σ e·ln e.
 */
export function layLogits(type: i32, at: usize, n: i32, to: usize, likely: usize, out: usize): void {
  const top = greatest(type, at, n);
  store<f64>(out, top);
  if (!isFinite<f32>(top)) return;
  store<f64>(out, greatestAt, 8);
  v128.store(WIDE, f64x2.splat(0));
  v128.store(WIDE, f64x2.splat(0), 16);
  const tops = f32x4.splat(top);
  const shift: usize = type == F32 ? 2 : 1;
  for (let i: i32 = 0; i < n; i += STRETCH) {
    const many = min<i32>(STRETCH, n - i);
    const bytes = (<usize>(many + 3) & ~3) << 2;
    const place = <usize>i << 2;
    const e = likely == 0 ? P : likely + place;
    layStretch(type, at + (<usize>i << shift), bytes, tops, to + place, e);
    layNothing(to + place, e, many);
    raise(e, bytes);
    addOwn(to + place, e, bytes);
  }
  writeWide(out + 16, 2);
}

/**
 * Lays n codes of that step as logarithms less the greatest code's, in nats, at `to`; code 0 is, where it only says "at most",
 * as near to the other side, laid at `other`, as that allows, `lift` being the other's greatest logarithm over this one's. Leaves
 * at `out` Σ e and Σ e·ln e over what is known, and how many that are.
 */
export function layCodes(
  at: usize,
  n: i32,
  clipped: bool,
  other: usize,
  lift: f32,
  to: usize,
  likely: usize,
  out: usize,
): void {
  const scale = f32x4.splat(load<f32>(at));
  const full = at32(NUMBERS, FULL);
  const lifts = f32x4.splat(lift);
  const hides = i32x4.splat(clipped ? -1 : 0);
  let known: i32 = 0;
  v128.store(WIDE, f64x2.splat(0));
  v128.store(WIDE, f64x2.splat(0), 16);
  for (let i: i32 = 0; i < n; i += STRETCH) {
    const many = min<i32>(STRETCH, n - i);
    const bytes = (<usize>(many + 3) & ~3) << 2;
    const codes = at + 8 + (<usize>i << 1);
    const place = <usize>i << 2;
    const e = likely == 0 ? D : likely + place;
    for (let k: usize = 0; k < bytes; k += 16) {
      const v = v128.load16x4_u(codes + (k >> 1));
      const hidden = v128.and(i32x4.eq(v, i64x2.splat(0)), hides);
      const own = f32x4.mul(f32x4.sub(f32x4.convert_i32x4_s(v), full), scale);
      const near = f32x4.pmin(own, f32x4.add(v128.load(other + place + k), lifts));
      const log = v128.bitselect(near, own, hidden);
      v128.store(to + place + k, log);
      v128.store(e + k, f32x4.pmax(f32x4.mul(log, at32(NUMBERS, PER_LN2)), least()));
      v128.store(LAID_A + k, hidden);
    }
    layNothing(to + place, e, many);
    raise(e, bytes);
    for (let k: usize = 0; k < bytes; k += 16) {
      const hidden = v128.load(LAID_A + k);
      v128.store(P + k, v128.andnot(v128.load(e + k), hidden));
      known += popcnt(~i32x4.bitmask(hidden) & 15);
    }
    for (let k = many; k < ((many + 3) & ~3); k++) known -= load<i32>(LAID_A + (<usize>k << 2)) == 0 ? 1 : 0;
    addOwn(to + place, P, bytes);
  }
  writeWide(out, 2);
  store<f64>(out, known, 16);
}

let listed: i32 = 0;

/**
 * Lays p and d of a stretch. What is far apart is held, or listed where it is too faint for single precision; passed over where p,
 * q, p²/q and q²/p all are less than e⁻⁸⁰, as is what both give no probability.
 */
function layPairs(a: usize, b: usize, likely: usize, bytes: usize, from: i32, list: usize): void {
  const perLn2 = at32(NUMBERS, PER_LN2);
  const shift = at32(NUMBERS, ROW);
  const near = nearSquare();
  for (let k: usize = 0; k < bytes; k += 16) {
    const p = v128.load(a + k);
    const q = v128.load(b + k);
    let e = v128.load(likely + k);
    let d = f32x4.add(f32x4.mul(f32x4.sub(q, p), perLn2), shift);
    const far = f32x4.gt(f32x4.mul(d, d), near);
    if (v128.any_true(far)) {
      const logP = f32x4.add(p, at32(NUMBERS, ROW + 1));
      const logQ = f32x4.add(q, at32(NUMBERS, ROW + 2));
      const dim = at32(NUMBERS, FAINT);
      const faint = v128.and(f32x4.lt(f32x4.pmin(logP, logQ), dim), far);
      const most = f32x4.add(f32x4.pmax(logP, logQ), f32x4.abs(f32x4.sub(logP, logQ)));
      for (let bits = i32x4.bitmask(v128.and(faint, f32x4.ge(most, dim))); bits != 0; bits &= bits - 1) {
        store<i32>(list + (<usize>listed << 2), from + <i32>(k >> 2) + ctz(bits));
        listed++;
      }
      const none4 = i64x2.splat(0);
      hold(i32x4.bitmask(v128.andnot(far, faint)), logP, logQ, none4, none4);
      e = v128.andnot(e, far);
      d = v128.andnot(d, far);
    }
    v128.store(P + k, e);
    v128.store(D + k, d);
  }
}

/**
 * Sums the terms of all divergences between two rows of n logarithms laid at `a` and `b`, whose greatest are `topA` and `topB`, with the
 * first's likelihoods at `likely`.
 * Leaves at `out` the sums over outcomes far apart, as `terms.ts` has them, and of the near ones, in units of e^topA, Σ |p − q| and
 * their moments; and how many are left to be summed, as one side is fainter than e⁻⁸⁰ there: their indices are at `list`.
 */
export function compareLaid(
  a: usize,
  b: usize,
  likely: usize,
  n: i32,
  topA: f64,
  topB: f64,
  list: usize,
  out: usize,
): void {
  listed = 0;
  store<f32>(NUMBERS + (ROW << 2), <f32>((topB - topA) * LOG2E));
  store<f32>(NUMBERS + ((ROW + 1) << 2), <f32>topA);
  store<f32>(NUMBERS + ((ROW + 2) << 2), <f32>topB);
  memory.fill(WIDE, 0, (SUMS + 1 + MOMENTS) << 4);
  startFar();
  const even = (n + 3) & ~3;
  for (let i: i32 = 0; i < even; i += STRETCH) {
    const bytes = <usize>min<i32>(STRETCH, even - i) << 2;
    const place = <usize>i << 2;
    layPairs(a + place, b + place, likely + place, bytes, i, list);
    drainMany();
    addMoments(bytes, SUMS + 1);
    addGaps(bytes, SUMS);
  }
  drain();
  writeWide(out, SUMS + 1 + MOMENTS);
  store<f64>(out + ((SUMS + 1 + MOMENTS) << 3), listed);
}
