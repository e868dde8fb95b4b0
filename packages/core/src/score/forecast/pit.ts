import type { Test } from "../../estimate/estimate.ts";
import { random, type Seed } from "../../random/index.ts";
import { kolmogorovTail } from "../../scalar/index.ts";
import type { Fall } from "./forecast-record.ts";

/** A value drawn evenly from each fall: uniform over rows if the forecasts are right, whatever atoms they have. */
export function drawPit(falls: readonly Fall[], seed: Seed): Float64Array {
  const rng = random(seed);
  return Float64Array.from(falls, ([low, high]) => low + rng.uniform() * (high - low));
}

/** The weight of the values in each of `cells` equal cells of [0, 1]. */
export function countCells(values: Float64Array, cells: number, weights?: ArrayLike<number>): number[] {
  const counts = new Array<number>(cells).fill(0);
  values.forEach((u, i) => {
    counts[Math.min(cells - 1, Math.floor(u * cells))]! += weights?.[i] ?? 1;
  });
  return counts;
}

/**
 * Kolmogorov's test that values are uniform on [0, 1]: the largest distance of their (weighted) distribution from it.
 *
 * p by Kolmogorov's law with Stephens' factor √n + 0.12 + 0.11/√n; of weights n is (Σw)²/Σw².
 *
 * Source: Stephens, J. R. Statist. Soc. B 32 (1970) 115.
 */
export function uniformTest(values: Float64Array, weights?: ArrayLike<number>): Test {
  const order = Uint32Array.from(values.keys()).sort((i, j) => values[i]! - values[j]!);
  let [total, squares] = [0, 0];
  for (const i of order) {
    const weight = weights?.[i] ?? 1;
    total += weight;
    squares += weight * weight;
  }
  let most = 0;
  let below = 0;
  for (const i of order) {
    most = Math.max(most, values[i]! - below / total);
    below += weights?.[i] ?? 1;
    most = Math.max(most, below / total - values[i]!);
  }
  const root = total / Math.sqrt(squares);
  return {
    statistic: "sup |F − u|",
    method: "Kolmogorov's law with Stephens' factor, rows taken as independent",
    value: most,
    p: kolmogorovTail((root + 0.12 + 0.11 / root) * most),
  };
}
