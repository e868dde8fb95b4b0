/** Cuts of the likeliest class's probability: finer where forecasts are sure. */
const CUTS = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99];

/** How many cells forecasts over so many classes fall into. */
export const forecastCellCount = (classes: number): number => classes * (CUTS.length + 1);

/** The cell of each forecast: its likeliest class and how sure it is of it. */
export function forecastCells(logs: Float64Array, classes: number): Int32Array {
  const rows = logs.length / classes;
  return Int32Array.from({ length: rows }, (_, i) => {
    let top = 0;
    for (let k = 1; k < classes; k++) if (logs[i * classes + k]! > logs[i * classes + top]!) top = k;
    const p = Math.exp(logs[i * classes + top]!);
    return top * (CUTS.length + 1) + CUTS.filter((cut) => p >= cut).length;
  });
}

/** Share of the weight in each of `count` cells. */
export function cellShares(
  cells: ArrayLike<number>,
  count: number,
  weights: ArrayLike<number> | null,
): Float64Array {
  const shares = new Float64Array(count);
  let total = 0;
  for (let i = 0; i < cells.length; i++) {
    const weight = weights?.[i] ?? 1;
    shares[cells[i]!]! += weight;
    total += weight;
  }
  return shares.map((share) => share / total);
}
