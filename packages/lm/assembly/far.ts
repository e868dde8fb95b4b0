import { addTerms, flush, SUMS } from "./terms";
import { FAR } from "./room";
import { WIDE } from "./stretch";

/** So many are held before their terms are summed; a stretch more can come to them, and all find room. */
const MANY: i32 = 112;
const ROOM_EACH: usize = 2560;
/** ln p, ln q, and whether either is only the most that it may be, of outcomes that are far apart. */
const LOG_P: usize = FAR;
const LOG_Q: usize = FAR + ROOM_EACH;
const UNKNOWN_P: usize = FAR + 2 * ROOM_EACH;
const UNKNOWN_Q: usize = FAR + 3 * ROOM_EACH;
const LANES: usize = memory.data<i32>([0, 1, 2, 3], 16);
/** Single-precision sums. */
const NARROW: usize = memory.data(160, 16);
const FOUR: usize = memory.data(64, 16);

let held: i32 = 0;

/** Starts a row: its sums of double precision are the first ones. */
export function startFar(): void {
  held = 0;
  memory.fill(NARROW, 0, SUMS << 4);
}

/** Sums the terms of the outcomes that are held, in full. */
export function drain(): void {
  for (let i: i32 = 0; i < held; i += 4) {
    const at = <usize>i << 2;
    const live = i32x4.lt_s(v128.load(LANES), i32x4.splat(held - i));
    const a = v128.load(LOG_P + at);
    const b = v128.load(LOG_Q + at);
    addTerms(a, b, v128.load(UNKNOWN_P + at), v128.load(UNKNOWN_Q + at), live, true, NARROW);
  }
  held = 0;
  flush(NARROW, WIDE);
}

/** Sums the terms if many are held: once a stretch, as a call within a loop would take its constants out of registers. */
export function drainMany(): void {
  if (held > MANY) drain();
}

/** Holds those of four outcomes that `which` has. */
// @ts-ignore: decorator
@inline
export function hold(which: i32, a: v128, b: v128, unknownP: v128, unknownQ: v128): void {
  v128.store(FOUR, a);
  v128.store(FOUR, b, 16);
  v128.store(FOUR, unknownP, 32);
  v128.store(FOUR, unknownQ, 48);
  for (let bits = which; bits != 0; bits &= bits - 1) {
    const lane = FOUR + (<usize>ctz(bits) << 2);
    const at = <usize>held << 2;
    store<f32>(LOG_P + at, load<f32>(lane));
    store<f32>(LOG_Q + at, load<f32>(lane, 16));
    store<i32>(UNKNOWN_P + at, load<i32>(lane, 32));
    store<i32>(UNKNOWN_Q + at, load<i32>(lane, 48));
    held++;
  }
}
