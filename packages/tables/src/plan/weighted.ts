/** Distinct values in rising order with the weight up to and including each: an empirical distribution function. */
export interface Weighted {
  readonly values: Float64Array;
  readonly upTo: Float64Array;
}

/** The empirical distribution of a sample; NaN and ±∞ must be gone. */
export function weighted(sample: Float64Array): Weighted {
  const values = sample.slice().sort();
  const upTo = new Float64Array(values.length);
  let n = 0;
  for (let i = 0; i < values.length; i++) {
    if (i + 1 < values.length && values[i + 1] === values[i]) continue;
    values[n] = values[i]!;
    upTo[n++] = i + 1;
  }
  return { values: values.subarray(0, n), upTo: upTo.subarray(0, n) };
}

/** The same from values that carry weights, in any order; a value may stand more than once. */
export function weightedFrom(pairs: readonly (readonly [value: number, weight: number])[]): Weighted {
  const weights = new Map<number, number>();
  for (const [value, weight] of pairs) weights.set(value, (weights.get(value) ?? 0) + weight);
  const sorted = [...weights].sort((a, b) => a[0] - b[0]);
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
  if (gone.size === 0) return w;
  const values = new Float64Array(w.values.length);
  const upTo = new Float64Array(w.values.length);
  let n = 0;
  let sum = 0;
  for (let i = 0; i < w.values.length; i++) {
    if (gone.has(w.values[i]!)) continue;
    sum += w.upTo[i]! - (i === 0 ? 0 : w.upTo[i - 1]!);
    values[n] = w.values[i]!;
    upTo[n++] = sum;
  }
  return { values: values.subarray(0, n), upTo: upTo.subarray(0, n) };
}
