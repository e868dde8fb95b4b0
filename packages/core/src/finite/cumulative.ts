import { RelentError } from "../error.ts";
import { Total } from "../scalar/total.ts";
import type { Mass } from "./mass.ts";
import { pair } from "./pair.ts";

/** Σ f(P − Q)·gap over the places between outcomes; each P − Q is summed from accurate differences. */
export function cumulative(
  fn: string,
  a: Mass,
  b: Mass,
  gaps: Float64Array | undefined,
  f: (difference: number) => number,
): number {
  const { n, d } = pair(a, b);
  if (gaps !== undefined && gaps.length !== n - 1) {
    throw new RelentError(
      "invalid-argument",
      `${fn}: positions has ${gaps.length + 1} places for ${n} outcomes; there must be one for each`,
    );
  }
  let sum = 0;
  walk(d, (difference, i) => {
    sum += f(difference) * (gaps === undefined ? 1 : gaps[i]!);
  });
  return sum;
}

/** max |P − Q|. */
export function largestGap(a: Mass, b: Mass): number {
  let most = 0;
  walk(pair(a, b).d, (difference) => {
    most = Math.max(most, Math.abs(difference));
  });
  return Math.min(1, most);
}

/**
 * P − Q after every entry but the last. The entries sum to 0, so that sums from the left up to the largest entry, and from
 * the right beyond it, need that one nowhere: where both rows are nearly certain of it, it has fewer digits than the rest.
 */
function walk(d: Float64Array, visit: (difference: number, index: number) => void): void {
  let largest = 0;
  for (let i = 1; i < d.length; i++) if (Math.abs(d[i]!) > Math.abs(d[largest]!)) largest = i;
  const left = new Total();
  for (let i = 0; i < largest; i++) {
    left.add(d[i]!);
    visit(left.value, i);
  }
  const right = new Total();
  for (let i = d.length - 1; i > largest; i--) {
    right.add(d[i]!);
    visit(-right.value, i - 1);
  }
}
