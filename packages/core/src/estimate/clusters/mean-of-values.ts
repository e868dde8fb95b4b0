/** The mean, to the bit where all values are equal: a series without spread has no error to invent. */
export function meanOfValues(values: ArrayLike<number>): number {
  const first = values[0]!;
  let sum = 0;
  for (let i = 1; i < values.length; i++) sum += values[i]! - first;
  return first + sum / values.length;
}
