/** Walks the gaps between consecutive values of two sorted samples with the two distribution functions there. */
function integrateGap(a: Float64Array, b: Float64Array, gap: (difference: number) => number): number {
  const n = a.length;
  const m = b.length;
  let i = 0;
  let j = 0;
  let sum = 0;
  let last = Math.min(a[0]!, b[0]!);
  while (i < n || j < m) {
    const value = j >= m || (i < n && a[i]! <= b[j]!) ? a[i]! : b[j]!;
    sum += gap(i / n - j / m) * (value - last);
    while (i < n && a[i] === value) i++;
    while (j < m && b[j] === value) j++;
    last = value;
  }
  return sum;
}

/** ∫ |F − G| of two sorted samples. */
export const wasserstein = (a: Float64Array, b: Float64Array): number => integrateGap(a, b, Math.abs);

/** √(2 ∫ (F − G)²) of two sorted samples, as SciPy's `energy_distance`. */
export const energyDistance = (a: Float64Array, b: Float64Array): number =>
  Math.sqrt(2 * integrateGap(a, b, (difference) => difference * difference));

/** Mean and standard deviation with divisor n. */
export function moments(values: Float64Array): { readonly mean: number; readonly deviation: number } {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / values.length) };
}

/** Distinct values of a sorted sample, counted until more than `limit` were found. */
export function distinct(sorted: Float64Array, limit: number = Number.POSITIVE_INFINITY): number {
  let count = 0;
  for (let i = 0; i < sorted.length && count <= limit; i++)
    if (i === 0 || sorted[i] !== sorted[i - 1]) count++;
  return count;
}
