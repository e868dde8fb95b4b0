import { invalid } from "../../finite/check.ts";
import { checkNumbers } from "./check-numbers.ts";
import type { ForecastRecord } from "./forecast-record.ts";

/** Draws from each predictive distribution, as many a row. */
export interface SampleForecasts {
  readonly kind: "samples";
  /** Draws a row, at least 2. */
  readonly size: number;
  /** Row after row, in any order within a row. */
  readonly values: ArrayLike<number>;
}

/**
 * The continuous ranked probability score of a sample: mean|xᵢ − y| − ½·mean|xᵢ − xⱼ|, in O(m log m).
 *
 * The score of the sample's own step function. With `fair` the last mean is over i ≠ j, which makes the score's mean that of
 * the law that the sample was drawn from; it needs two values at least. In the unit of y.
 *
 * @throws RelentError for an empty sample, or of one value where `fair`.
 * @see Gneiting & Raftery, J. Amer. Statist. Assoc. 102 (2007) 359; Ferro, Q. J. R. Meteorol. Soc. 140 (2014) 1917.
 *
 * @example
 * ```ts
 * sampleCrps([0, 1], 0) // 0.25
 * sampleCrps([0, 1], 0, { fair: true }) // 0
 * ```
 */
export function sampleCrps(
  values: ArrayLike<number>,
  y: number,
  options: { readonly fair?: boolean } = {},
): number {
  const pairs = options.fair === true ? values.length - 1 : values.length;
  if (!(pairs > 0)) {
    const least = options.fair === true ? "two values" : "one value";
    invalid(`sampleCrps: ${values.length} values; ${least} at least are needed`, { value: values.length });
  }
  return sortedCrps(Float64Array.from(values).sort(), y, pairs);
}

/** Σᵢ<ⱼ(xⱼ − xᵢ) is taken from the gaps, so that a large common offset costs no digits. */
function sortedCrps(sorted: Float64Array, y: number, pairs: number): number {
  const m = sorted.length;
  let distance = 0;
  let spread = 0;
  for (let i = 0; i < m; i++) {
    distance += Math.abs(sorted[i]! - y);
    if (i > 0) spread += i * (m - i) * (sorted[i]! - sorted[i - 1]!);
  }
  return distance / m - spread / (m * pairs);
}

const sortedRow = ({ size, values }: SampleForecasts, row: number): Float64Array =>
  Float64Array.from({ length: size }, (_, i) => values[row * size + i]!).sort();

export const SAMPLES: ForecastRecord<SampleForecasts> = {
  check: (fn, { size, values }, rows) => {
    if (!(Number.isInteger(size) && size >= 2)) {
      invalid(`${fn}: size = ${size}; a forecast needs two samples at least`, { value: size });
    }
    checkNumbers(fn, "values", values, rows * size);
  },
  crps: (forecast, row, y) => sortedCrps(sortedRow(forecast, row), y, forecast.size - 1),
  score: "fair CRPS of the samples",
  // The outcome's rank among size + 1 exchangeable values is one of as many equal cells; ties widen it.
  fall: ({ size, values }, row, y) => {
    let below = 0;
    let equal = 0;
    for (let i = row * size; i < (row + 1) * size; i++) {
      if (values[i]! < y) below++;
      else if (values[i] === y) equal++;
    }
    return [below / (size + 1), (below + equal + 1) / (size + 1)];
  },
  // Quantiles at p(m + 1): a new draw of the same law lies below with probability p.
  central: (forecast, row, interval) => {
    const sorted = sortedRow(forecast, row);
    const end = (p: number): number => {
      const place = Math.min(sorted.length - 1, Math.max(0, p * (sorted.length + 1) - 1));
      const left = Math.floor(place);
      const right = Math.min(sorted.length - 1, left + 1);
      return sorted[left]! + (place - left) * (sorted[right]! - sorted[left]!);
    };
    return [end((1 - interval) / 2), end((1 + interval) / 2)];
  },
};
