import { RelentError } from "../error.ts";
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
  const fromLeft = runningSum();
  for (let i = 0; i < largest; i++) visit(fromLeft(d[i]!), i);
  const fromRight = runningSum();
  for (let i = d.length - 1; i > largest; i--) visit(-fromRight(d[i]!), i - 1);
}

/** Adds a number, and gives the sum so far, with Neumaier's correction. */
function runningSum(): (value: number) => number {
  let sum = 0;
  let rest = 0;
  return (value) => {
    const next = sum + value;
    rest += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
    return sum + rest;
  };
}
