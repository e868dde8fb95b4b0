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

/** Running sums of all but the last entry, with Neumaier's correction. */
function walk(d: Float64Array, visit: (sum: number, index: number) => void): void {
  let sum = 0;
  let rest = 0;
  for (let i = 0; i < d.length - 1; i++) {
    const value = d[i]!;
    const next = sum + value;
    rest += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
    visit(sum + rest, i);
  }
}
