import { sum64 } from "../../core/assembly/lanes";
import { addTerms, flush, SUMS } from "./terms";

/** Single-precision sums, double-precision sums, and for each byte of eight bits the order that packs its lanes to the left. */
const NARROW: usize = memory.data(160, 16);
const WIDE: usize = memory.data(160, 16);
const ORDERS: usize = memory.data(4096, 16);
const LANES: usize = memory.data<i32>([0, 1, 2, 3], 16);
/** Outcomes between two flushes: few enough for single precision. */
const STRETCH: i32 = 256;
const HEAD: usize = 8;

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

/** Packs the pairs of eight codes of which at least one is not 0; `live` has a bit for each that counts. */
// @ts-ignore: decorator
@inline
function gatherEight(va: v128, vb: v128, live: i32, outA: usize, outB: usize): void {
  const za = ~i8x16.bitmask(i8x16.narrow_i16x8_s(zeros(va), zeros(va))) & live;
  const zb = ~i8x16.bitmask(i8x16.narrow_i16x8_s(zeros(vb), zeros(vb))) & live;
  const mask = za | zb;
  const order = v128.load(ORDERS + (<usize>mask << 4));
  v128.store(outA + packed, i8x16.swizzle(va, order));
  v128.store(outB + packed, i8x16.swizzle(vb, order));
  knownA += popcnt(za);
  knownB += popcnt(zb);
  packed += <usize>popcnt(mask) << 1;
}

/** Packs the pairs of codes of which at least one is not 0 into `outA` and `outB`; gives their number. */
function gather(a: usize, b: usize, n: i32, outA: usize, outB: usize): i32 {
  if (!ordered) layOrders();
  knownA = 0;
  knownB = 0;
  packed = 0;
  let i: i32 = 0;
  for (; i + 16 <= n; i += 16) {
    const atA = a + (<usize>i << 1);
    const atB = b + (<usize>i << 1);
    const a0 = v128.load(atA);
    const a1 = v128.load(atA, 16);
    const b0 = v128.load(atB);
    const b1 = v128.load(atB, 16);
    if (!v128.any_true(v128.or(v128.or(a0, a1), v128.or(b0, b1)))) continue;
    gatherEight(a0, b0, 255, outA, outB);
    gatherEight(a1, b1, 255, outA, outB);
  }
  for (; i < n; i += 8) {
    const live = n - i >= 8 ? 255 : (1 << (n - i)) - 1;
    gatherEight(v128.load(a + (<usize>i << 1)), v128.load(b + (<usize>i << 1)), live, outA, outB);
  }
  return (packed >> 1) as i32;
}

/** How many of n codes are not 0. */
function known(codes: usize, n: i32): i32 {
  let count: i32 = 0;
  for (let i: i32 = 0; i < n; i++) count += (load<u16>(codes + (<usize>i << 1)) != 0) as i32;
  return count;
}

// @ts-ignore: decorator
@inline
function four(
  codesA: v128,
  codesB: v128,
  scaleA: v128,
  floorA: v128,
  scaleB: v128,
  floorB: v128,
  clippedA: v128,
  clippedB: v128,
  live: v128,
  masked: bool,
): void {
  const none = i64x2.splat(0);
  addTerms(
    f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(codesA), scaleA), floorA),
    f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(codesB), scaleB), floorB),
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

/**
 * Sums the terms of all divergences between two rows of codes (scale, floor, codes) at `a` and `b` of n outcomes, and
 * leaves the sums, then how many outcomes of each are known, at `out`. `clipped`: 1 where code 0 of `a` means "at
 * most", 2 of `b`. Pairs that are 0 on both sides of two clipped rows are passed over: all that is known of them is that
 * they may be equal.
 */
export function compareCodes(a: usize, b: usize, n: i32, clipped: i32, scratchA: usize, scratchB: usize, out: usize): i32 {
  let count = n;
  let fromA = a + HEAD;
  let fromB = b + HEAD;
  if (clipped != 3) {
    knownA = clipped & 1 ? known(fromA, n) : n;
    knownB = clipped & 2 ? known(fromB, n) : n;
  } else {
    count = gather(fromA, fromB, n, scratchA, scratchB);
    fromA = scratchA;
    fromB = scratchB;
  }
  const scaleA = v128.load32_splat(a);
  const floorA = v128.load32_splat(a, 4);
  const scaleB = v128.load32_splat(b);
  const floorB = v128.load32_splat(b, 4);
  const clippedA = i32x4.splat(clipped & 1 ? -1 : 0);
  const clippedB = i32x4.splat(clipped & 2 ? -1 : 0);
  memory.fill(NARROW, 0, SUMS << 4);
  memory.fill(WIDE, 0, SUMS << 4);
  let i: i32 = 0;
  while (i + 8 <= count) {
    const end = min<i32>(i + STRETCH, count - 7);
    for (; i < end; i += 8) {
      const va = v128.load(fromA + (<usize>i << 1));
      const vb = v128.load(fromB + (<usize>i << 1));
      four(i32x4.extend_low_i16x8_u(va), i32x4.extend_low_i16x8_u(vb), scaleA, floorA, scaleB, floorB, clippedA, clippedB, clippedA, false);
      four(i32x4.extend_high_i16x8_u(va), i32x4.extend_high_i16x8_u(vb), scaleA, floorA, scaleB, floorB, clippedA, clippedB, clippedA, false);
    }
    flush(NARROW, WIDE);
  }
  for (; i < count; i += 4) {
    const va = i32x4.extend_low_i16x8_u(v128.load64_zero(fromA + (<usize>i << 1)));
    const vb = i32x4.extend_low_i16x8_u(v128.load64_zero(fromB + (<usize>i << 1)));
    four(va, vb, scaleA, floorA, scaleB, floorB, clippedA, clippedB, liveLanes(count - i), true);
  }
  flush(NARROW, WIDE);
  for (let k: usize = 0; k < SUMS; k++) store<f64>(out + (k << 3), sum64(v128.load(WIDE + (k << 4))));
  store<f64>(out + (SUMS << 3), knownA);
  store<f64>(out + (SUMS << 3) + 8, knownB);
  return count;
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
