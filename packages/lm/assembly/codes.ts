import { firstFull, fullA, fullB, gather, packed } from "./gather";
import { knownA, knownB, RESULTS, startRow, sumPairs } from "./pairs";
import { writeWide } from "./stretch";

const HEAD: usize = 8;

/**
 * Sums the terms of all divergences between two rows of codes (scale, floor, codes) at `a` and `b` of n outcomes, and
 * leaves at `out` the results of `sumPairs`, how many outcomes of each are known, and the index of the first code
 * 65,535 of each, or −1. `clipped`: 1 where code 0 of `a` means "at most", 2 of `b`. Pairs that are 0 on both sides of two
 * clipped rows are passed over: all that is known of them is that they may be equal. `scratch` has room for two rows of
 * codes of `stride` bytes.
 */
export function compareCodes(a: usize, b: usize, n: i32, clipped: i32, scratch: usize, stride: usize, out: usize): void {
  const fromA = a + HEAD;
  const fromB = b + HEAD;
  let firstA: i32;
  let firstB: i32;
  const hiddenA = i32x4.splat((clipped & 1) - 1);
  const hiddenB = i32x4.splat((clipped >> 1) - 1);
  startRow(a, b);
  if (clipped == 3) {
    gather(fromA, fromB, n, scratch, scratch + stride);
    firstA = fullA;
    firstB = fullB;
    sumPairs(scratch, scratch + stride, packed, hiddenA, hiddenB);
  } else {
    firstA = firstFull(fromA, n);
    firstB = firstFull(fromB, n);
    sumPairs(fromA, fromB, n, hiddenA, hiddenB);
  }
  writeWide(out, RESULTS);
  const rest = out + (RESULTS << 3);
  store<f64>(rest, knownA);
  store<f64>(rest, knownB, 8);
  store<f64>(rest, firstA, 16);
  store<f64>(rest, firstB, 24);
}
