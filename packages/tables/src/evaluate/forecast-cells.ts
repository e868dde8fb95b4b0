/** Cuts of the likeliest class's probability: finer where forecasts are sure. */
const CUTS = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99];

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

/** Share of the weight in each cell. */
export function cellShares(cells: Int32Array, weights: Float64Array | null): ReadonlyMap<number, number> {
  const shares = new Map<number, number>();
  let total = 0;
  cells.forEach((cell, i) => {
    const weight = weights?.[i] ?? 1;
    shares.set(cell, (shares.get(cell) ?? 0) + weight);
    total += weight;
  });
  return new Map(Array.from(shares, ([cell, weight]) => [cell, weight / total]));
}
