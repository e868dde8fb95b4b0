import type { Samples } from "./samples.ts";

/** A symmetric function of two rows, by the square of their Euclidean distance. */
export type PairValue = (squaredDistance: number) => number;

/** Values of all pairs of rows i > j, row after row: (1, 0), (2, 0), (2, 1), … */
export function pairValues(x: Samples, value: PairValue): Float32Array {
  const { data, n, dim } = x;
  const out = new Float32Array((n * (n - 1)) / 2);
  let to = 0;
  for (let i = 1; i < n; i++) {
    for (let j = 0; j < i; j++) {
      let square = 0;
      for (let c = 0; c < dim; c++) square += (data[i * dim + c]! - data[j * dim + c]!) ** 2;
      out[to++] = value(square);
    }
  }
  return out;
}

/** Sums of the pairs within the rows of sign +1, within those of −1, and across. */
export interface PairSums {
  readonly plus: number;
  readonly minus: number;
  readonly across: number;
}

/** Sums over all pairs by the sides that the signs give their rows; `total` is the sum of all. */
export function pairSums(values: Float32Array, signs: Int8Array, total: number): PairSums {
  let plus = 0;
  let signed = 0;
  for (let i = 1, at = 0; i < signs.length; i++) {
    let own = 0;
    let sum = 0;
    for (let j = 0; j < i; j++, at++) {
      const value = values[at]!;
      sum += value;
      if (signs[j]! > 0) own += value;
    }
    if (signs[i]! > 0) plus += own;
    signed += signs[i]! > 0 ? own - (sum - own) : sum - own - own;
  }
  // signed = plus + minus − across, total = plus + minus + across.
  const across = (total - signed) / 2;
  return { plus, minus: total - across - plus, across };
}
