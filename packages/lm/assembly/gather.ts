import { PLACES } from "./room";

/** For each byte of eight bits the order that packs its lanes to the left. */
const ORDERS: usize = memory.data(4096, 16);
/** The last codes of two rows, filled up with 0. */
const REST: usize = memory.data(64, 16);
/** Outcomes between two passes: so few that their codes stay in the first cache. */
const STRETCH: i32 = 4096;

let ordered = false;

/** How many pairs were packed. */
export let packed: i32 = 0;
/** Index of the first code 65,535 of either row; −1 where there is none. */
export let fullA: i32 = -1;
export let fullB: i32 = -1;

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

/** Notes where the first code 65,535 of a stretch is, if one of its packed codes is that. */
function noteFull(a: usize, b: usize, from: i32, n: i32, packedA: usize, packedB: usize, bytes: usize): void {
  const many = (bytes >> 1) as i32;
  const skipped = <usize>from << 1;
  if (fullA < 0 && firstFull(packedA, many) >= 0) fullA = from + firstFull(a + skipped, n);
  if (fullB < 0 && firstFull(packedB, many) >= 0) fullB = from + firstFull(b + skipped, n);
}

/** Notes which vectors of sixteen pairs hold anything, without a branch: as many do as do not. */
// @ts-ignore: decorator
@inline
function place(a: usize, b: usize, i: i32, list: usize): usize {
  const atA = a + (<usize>i << 1);
  const atB = b + (<usize>i << 1);
  const one = v128.or(v128.load(atA), v128.load(atB));
  const other = v128.or(v128.load(atA, 16), v128.load(atB, 16));
  store<i32>(list, i);
  return list + (<usize>v128.any_true(v128.or(one, other)) << 2);
}

/** Packs sixteen pairs of codes, of which some are not 0 on both sides, and returns where the next go. */
// @ts-ignore: decorator
@inline
function pack(a: usize, b: usize, outA: usize, outB: usize, at: usize): usize {
  const a0 = v128.load(a);
  const a1 = v128.load(a, 16);
  const b0 = v128.load(b);
  const b1 = v128.load(b, 16);
  const none = i64x2.splat(0);
  const dead = i8x16.bitmask(
    i8x16.narrow_i16x8_s(i16x8.eq(v128.or(a0, b0), none), i16x8.eq(v128.or(a1, b1), none)),
  );
  const live = ~dead & 0xffff;
  const low = live & 255;
  const high = live >> 8;
  const first = v128.load(ORDERS + (<usize>low << 4));
  v128.store(outA + at, i8x16.swizzle(a0, first));
  v128.store(outB + at, i8x16.swizzle(b0, first));
  at += <usize>popcnt(low) << 1;
  const second = v128.load(ORDERS + (<usize>high << 4));
  v128.store(outA + at, i8x16.swizzle(a1, second));
  v128.store(outB + at, i8x16.swizzle(b1, second));
  return at + (<usize>popcnt(high) << 1);
}

/** Packs the pairs of codes that are not 0 on both sides into `outA` and `outB`. */
export function gather(a: usize, b: usize, n: i32, outA: usize, outB: usize): void {
  if (!ordered) layOrders();
  fullA = -1;
  fullB = -1;
  let at: usize = 0;
  let i: i32 = 0;
  const even = n & ~15;
  while (i < even) {
    const end = min<i32>(i + STRETCH, even);
    const first = i;
    const before = at;
    let list = PLACES;
    for (; i + 32 <= end; i += 32) {
      list = place(a, b, i, list);
      list = place(a, b, i + 16, list);
    }
    for (; i < end; i += 16) list = place(a, b, i, list);
    for (let next = PLACES; next < list; next += 4) {
      const from = load<i32>(next);
      at = pack(a + (<usize>from << 1), b + (<usize>from << 1), outA, outB, at);
    }
    noteFull(a, b, first, end - first, outA + before, outB + before, at - before);
  }
  if (i < n) {
    const before = at;
    const bytes = <usize>(n - i) << 1;
    memory.fill(REST, 0, 64);
    memory.copy(REST, a + (<usize>i << 1), bytes);
    memory.copy(REST + 32, b + (<usize>i << 1), bytes);
    at = pack(REST, REST + 32, outA, outB, at);
    noteFull(a, b, i, n - i, outA + before, outB + before, at - before);
  }
  packed = (at >> 1) as i32;
}
