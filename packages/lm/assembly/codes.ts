import { exp32 } from "../../core/assembly/exp32";
import { at32, sum64, widen } from "../../core/assembly/lanes";
import { addTerms, flush, SUMS } from "./terms";

/** Single-precision sums, double-precision sums, and for each byte of eight bits the order that packs its lanes to the left. */
const NARROW: usize = memory.data(160, 16);
const WIDE: usize = memory.data(288, 16);
const ORDERS: usize = memory.data(4096, 16);
/** Scale and floor of the one row and of the other; then 1/2. */
const ROWS: usize = memory.data<f32>([0, 0, 0, 0, 0.5], 16);
const LANES: usize = memory.data<i32>([0, 1, 2, 3], 16);
/** Outcomes between two flushes: few enough for single precision. */
const STRETCH: i32 = 256;
const HEAD: usize = 8;
const MOMENTS: usize = 8;

let ordered = false;

function layOrders(): void {
  for (let mask: i32 = 0; mask < 256; mask++) {
    let at: usize = ORDERS + (<usize>mask << 4);
    for (let lane: i32 = 0; lane < 8; lane++) {
      if (((mask >> lane) & 1) == 0) continue;
      store<u8>(at, (lane << 1) as u8);
      store<u8>(at, ((lane << 1) + 1) as u8, 1);
      at += 2;
    }
  }
  ordered = true;
}

// @ts-ignore: decorator
@inline
function zeros(v: v128): v128 {
  return i16x8.eq(v, i64x2.splat(0));
}

let knownA: i32 = 0;
let knownB: i32 = 0;
let packed: usize = 0;
let lone: usize = 0;

// @ts-ignore: decorator
@inline
function pack(va: v128, vb: v128, mask: i32, outA: usize, outB: usize): usize {
  const order = v128.load(ORDERS + (<usize>mask << 4));
  v128.store(outA, i8x16.swizzle(va, order));
  v128.store(outB, i8x16.swizzle(vb, order));
  return <usize>popcnt(mask) << 1;
}

/** Packs eight pairs of codes; `live` has a bit for each that counts. */
// @ts-ignore: decorator
@inline
function gatherEight(va: v128, vb: v128, live: i32, outA: usize, outB: usize, loneA: usize, loneB: usize): void {
  const za = ~i8x16.bitmask(i8x16.narrow_i16x8_s(zeros(va), zeros(va))) & live;
  const zb = ~i8x16.bitmask(i8x16.narrow_i16x8_s(zeros(vb), zeros(vb))) & live;
  packed += pack(va, vb, za & zb, outA + packed, outB + packed);
  const single = za ^ zb;
  if (single == 0) return;
  lone += pack(va, vb, single, loneA + lone, loneB + lone);
  knownA += popcnt(za & single);
  knownB += popcnt(zb & single);
}

/**
 * Packs the pairs of codes that are not 0 on both sides into `outA` and `outB`, those that are 0 on one side alone into
 * `loneA` and `loneB`.
 */
function gather(a: usize, b: usize, n: i32, outA: usize, outB: usize, loneA: usize, loneB: usize): void {
  if (!ordered) layOrders();
  knownA = 0;
  knownB = 0;
  packed = 0;
  lone = 0;
  let i: i32 = 0;
  for (; i + 16 <= n; i += 16) {
    const atA = a + (<usize>i << 1);
    const atB = b + (<usize>i << 1);
    const a0 = v128.load(atA);
    const a1 = v128.load(atA, 16);
    const b0 = v128.load(atB);
    const b1 = v128.load(atB, 16);
    if (!v128.any_true(v128.or(v128.or(a0, a1), v128.or(b0, b1)))) continue;
    gatherEight(a0, b0, 255, outA, outB, loneA, loneB);
    gatherEight(a1, b1, 255, outA, outB, loneA, loneB);
  }
  for (; i < n; i += 8) {
    const live = n - i >= 8 ? 255 : (1 << (n - i)) - 1;
    gatherEight(v128.load(a + (<usize>i << 1)), v128.load(b + (<usize>i << 1)), live, outA, outB, loneA, loneB);
  }
  const both = (packed >> 1) as i32;
  knownA += both;
  knownB += both;
}

/** How many of n codes are not 0. */
function known(codes: usize, n: i32): i32 {
  let count: i32 = 0;
  for (let i: i32 = 0; i < n; i++) count += (load<u16>(codes + (<usize>i << 1)) != 0) as i32;
  return count;
}

// @ts-ignore: decorator
@inline
function four(codesA: v128, codesB: v128, clippedA: v128, clippedB: v128, live: v128, masked: bool): void {
  const none = i64x2.splat(0);
  addTerms(
    f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(codesA), at32(ROWS, 0)), at32(ROWS, 1)),
    f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(codesB), at32(ROWS, 2)), at32(ROWS, 3)),
    v128.and(i32x4.eq(codesA, none), clippedA),
    v128.and(i32x4.eq(codesB, none), clippedB),
    live,
    masked,
    NARROW,
  );
}

// @ts-ignore: decorator
@inline
function liveLanes(left: i32): v128 {
  return i32x4.lt_s(v128.load(LANES), i32x4.splat(left));
}

/** Sums the terms of n pairs of codes, of which some may be 0 where that says "at most". */
function sumAll(fromA: usize, fromB: usize, n: i32, clippedA: v128, clippedB: v128): void {
  let i: i32 = 0;
  while (i + 4 <= n) {
    const end = min<i32>(i + STRETCH, n - 3);
    for (; i < end; i += 4) {
      const va = v128.load16x4_u(fromA + (<usize>i << 1));
      const vb = v128.load16x4_u(fromB + (<usize>i << 1));
      four(va, vb, clippedA, clippedB, clippedA, false);
    }
    flush(NARROW, WIDE);
  }
  if (i == n) return;
  const va = v128.load16x4_u(fromA + (<usize>i << 1));
  const vb = v128.load16x4_u(fromB + (<usize>i << 1));
  four(va, vb, clippedA, clippedB, liveLanes(n - i), true);
  flush(NARROW, WIDE);
}

// @ts-ignore: decorator
@inline
function widely(k: usize, sum: v128): void {
  const at = WIDE + (k << 4);
  v128.store(at, f64x2.add(v128.load(at), widen(sum)));
}

/**
 * The same for pairs that are known on both sides. Where the four d = ln(q/p) are all under 1/2, only the moments
 * Σ p·dᵏ, k = 2 … 9, are summed: the divergences are power series in d, which the caller puts together from them.
 */
function sumKnown(fromA: usize, fromB: usize, n: i32): void {
  const none = i64x2.splat(0);
  let i: i32 = 0;
  while (i + 4 <= n) {
    const end = min<i32>(i + STRETCH, n - 3);
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
    let m8 = none;
    let m9 = none;
    for (; i < end; i += 4) {
      const va = v128.load16x4_u(fromA + (<usize>i << 1));
      const vb = v128.load16x4_u(fromB + (<usize>i << 1));
      const a = f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(va), at32(ROWS, 0)), at32(ROWS, 1));
      const b = f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(vb), at32(ROWS, 2)), at32(ROWS, 3));
      const d = f32x4.sub(b, a);
      if (v128.any_true(f32x4.gt(f32x4.abs(d), at32(ROWS, 4)))) {
        addTerms(a, b, none, none, none, false, NARROW);
        continue;
      }
      const p = exp32(a);
      const q = exp32(b);
      sumP = f32x4.add(sumP, p);
      sumQ = f32x4.add(sumQ, q);
      logP = f32x4.add(logP, f32x4.mul(p, a));
      logQ = f32x4.add(logQ, f32x4.mul(q, b));
      gaps = f32x4.add(gaps, f32x4.abs(f32x4.sub(q, p)));
      let w = f32x4.mul(f32x4.mul(p, d), d);
      m2 = f32x4.add(m2, w);
      w = f32x4.mul(w, d);
      m3 = f32x4.add(m3, w);
      w = f32x4.mul(w, d);
      m4 = f32x4.add(m4, w);
      w = f32x4.mul(w, d);
      m5 = f32x4.add(m5, w);
      w = f32x4.mul(w, d);
      m6 = f32x4.add(m6, w);
      w = f32x4.mul(w, d);
      m7 = f32x4.add(m7, w);
      w = f32x4.mul(w, d);
      m8 = f32x4.add(m8, w);
      m9 = f32x4.add(m9, f32x4.mul(w, d));
    }
    flush(NARROW, WIDE);
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
    widely(SUMS + 6, m8);
    widely(SUMS + 7, m9);
  }
  if (i < n) sumAll(fromA + (<usize>i << 1), fromB + (<usize>i << 1), n - i, none, none);
}

/**
 * Sums the terms of all divergences between two rows of codes (scale, floor, codes) at `a` and `b` of n outcomes, and
 * leaves at `out` the sums, the moments of `sumKnown`, and how many outcomes of each are known. `clipped`: 1 where code 0 of
 * `a` means "at most", 2 of `b`. Pairs that are 0 on both sides of two clipped rows are passed over: all that is known of
 * them is that they may be equal. `scratch` has room for four rows of codes of `stride` bytes.
 */
export function compareCodes(a: usize, b: usize, n: i32, clipped: i32, scratch: usize, stride: usize, out: usize): void {
  const none = i64x2.splat(0);
  const every = i32x4.splat(-1);
  const fromA = a + HEAD;
  const fromB = b + HEAD;
  store<u64>(ROWS, load<u64>(a));
  store<u64>(ROWS, load<u64>(b), 8);
  memory.fill(NARROW, 0, SUMS << 4);
  memory.fill(WIDE, 0, (SUMS + MOMENTS) << 4);
  if (clipped == 3) {
    const loneA = scratch + 2 * stride;
    const loneB = scratch + 3 * stride;
    gather(fromA, fromB, n, scratch, scratch + stride, loneA, loneB);
    sumKnown(scratch, scratch + stride, (packed >> 1) as i32);
    sumAll(loneA, loneB, (lone >> 1) as i32, every, every);
  } else if (clipped == 0) {
    knownA = n;
    knownB = n;
    sumKnown(fromA, fromB, n);
  } else {
    knownA = clipped & 1 ? known(fromA, n) : n;
    knownB = clipped & 2 ? known(fromB, n) : n;
    sumAll(fromA, fromB, n, clipped & 1 ? every : none, clipped & 2 ? every : none);
  }
  for (let k: usize = 0; k < SUMS + MOMENTS; k++) store<f64>(out + (k << 3), sum64(v128.load(WIDE + (k << 4))));
  store<f64>(out + ((SUMS + MOMENTS) << 3), knownA);
  store<f64>(out + ((SUMS + MOMENTS) << 3) + 8, knownB);
}

/** Index of the first code that is 65,535 among n; −1 if there is none. */
export function firstFull(codes: usize, n: i32): i32 {
  const full = i16x8.splat(-1);
  let i: i32 = 0;
  for (; i + 32 <= n; i += 32) {
    const at = codes + (<usize>i << 1);
    const two = i16x8.max_u(v128.load(at), v128.load(at, 16));
    const more = i16x8.max_u(v128.load(at, 32), v128.load(at, 48));
    if (v128.any_true(i16x8.eq(i16x8.max_u(two, more), full))) break;
  }
  for (; i + 8 <= n; i += 8) {
    const found = i16x8.eq(v128.load(codes + (<usize>i << 1)), full);
    if (v128.any_true(found)) return i + ctz(i16x8.bitmask(found));
  }
  for (; i < n; i++) if (load<u16>(codes + (<usize>i << 1)) == 0xffff) return i;
  return -1;
}
