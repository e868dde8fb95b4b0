/** Distinct values in rising order with the weight up to and including each: an empirical distribution function. */
export interface Weighted {
  readonly values: Float64Array;
  readonly upTo: Float64Array;
}

/** The empirical distribution of a sample; NaN and ±∞ must be gone. */
export function weighted(sample: Float64Array): Weighted {
  const sorted = sample.slice().sort();
  const values: number[] = [];
  const upTo: number[] = [];
  for (let i = 0; i < sorted.length; i++) {
    if (i + 1 < sorted.length && sorted[i + 1] === sorted[i]) continue;
    values.push(sorted[i]!);
    upTo.push(i + 1);
  }
  return { values: Float64Array.from(values), upTo: Float64Array.from(upTo) };
}

/** The same from values that carry weights, in any order. */
export function weightedFrom(pairs: readonly (readonly [value: number, weight: number])[]): Weighted {
  const sorted = [...pairs].sort((a, b) => a[0] - b[0]);
  let sum = 0;
  return {
    values: Float64Array.from(sorted, (p) => p[0]),
    upTo: Float64Array.from(sorted, (p) => {
      sum += p[1];
      return sum;
    }),
  };
}

export const totalWeight = (w: Weighted): number => w.upTo.at(-1) ?? 0;

/** Weight of the values below x. */
export function weightBelow(w: Weighted, x: number): number {
  let low = 0;
  let high = w.values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (w.values[middle]! < x) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? 0 : w.upTo[low - 1]!;
}

/** The least value with at least a share `p` of the weight at or below it. */
export function quantile(w: Weighted, p: number): number {
  const wanted = p * totalWeight(w);
  let low = 0;
  let high = w.values.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (w.upTo[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return w.values[low]!;
}

/** Without the given values. */
export function without(w: Weighted, gone: ReadonlySet<number>): Weighted {
  const pairs: [number, number][] = [];
  for (let i = 0; i < w.values.length; i++) {
    const weight = w.upTo[i]! - (i === 0 ? 0 : w.upTo[i - 1]!);
    if (!gone.has(w.values[i]!)) pairs.push([w.values[i]!, weight]);
  }
  return weightedFrom(pairs);
}
