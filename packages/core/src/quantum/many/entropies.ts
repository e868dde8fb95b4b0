import type { DensityMatrices } from "./density-matrices.ts";
import { keptOf } from "./kept-states.ts";

/** −Σ r log r of each state in nats; the largest eigenvalue counts by what it leaves of 1, so that near 0 no digits are lost. */
export function quickEntropies(states: DensityMatrices): Float64Array {
  const { values } = keptOf(states);
  const n = states.dimension;
  return Float64Array.from({ length: states.count }, (_, k) => {
    let sum = 0;
    let rest = 0;
    for (let at = (k + 1) * n - 1; at > k * n; at--) {
      const value = values[at]!;
      if (value === 0) continue;
      sum -= value * Math.log(value);
      rest += value;
    }
    const top = values[k * n]!;
    return rest === 0 ? 0 : sum - top * (rest < 0.5 ? Math.log1p(-rest) : Math.log(top));
  });
}
