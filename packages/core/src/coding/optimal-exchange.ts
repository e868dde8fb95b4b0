import { indexedHeap } from "./indexed-heap.ts";

/**
 * Whole frequencies ≥ 1 of a given total that minimise −Σ wᵢ log fᵢ, so KL(w‖f).
 *
 * From the rounded-down ones, units go to where one more gains most and come from where one fewer costs least, until no
 * exchange gains: the cost is separable and convex, so that no other choice costs less.
 */
export function optimalExchange(weights: Float64Array, total: number): Uint32Array {
  const n = weights.length;
  const frequencies = Uint32Array.from(weights, (w) => Math.max(1, Math.floor(w * total)));
  let spare = total;
  for (let i = 0; i < n; i++) spare -= frequencies[i]!;
  /** Of the unit after the first `units`: the same figure whether it comes or goes, so that no exchange turns back. */
  const worth = (i: number, units: number): number => weights[i]! * Math.log1p(1 / units);
  const gain = (i: number): number => worth(i, frequencies[i]!);
  /** Negative, so that the least cost is the largest key. */
  const cost = (i: number): number =>
    frequencies[i] === 1 ? Number.NEGATIVE_INFINITY : -worth(i, frequencies[i]! - 1);
  const gains = indexedHeap(Float64Array.from(weights, (_, i) => gain(i)));
  const costs = indexedHeap(Float64Array.from(weights, (_, i) => cost(i)));
  const move = (i: number, units: number): void => {
    frequencies[i]! += units;
    gains.set(i, gain(i));
    costs.set(i, cost(i));
  };
  for (; spare > 0; spare--) move(gains.top(), 1);
  for (; spare < 0; spare++) move(costs.top(), -1);
  while (gains.topKey() > -costs.topKey() && gains.top() !== costs.top()) {
    const from = costs.top();
    move(gains.top(), 1);
    move(from, -1);
  }
  return frequencies;
}
