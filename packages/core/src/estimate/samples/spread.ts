/** The mean of the values. */
export function meanValue(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/** The variance of the values, n − 1 below. */
export function variance(values: ArrayLike<number>): number {
  const mean = meanValue(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i]! - mean) ** 2;
  return sum / (values.length - 1);
}
