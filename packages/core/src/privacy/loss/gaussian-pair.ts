import type { LossPair } from "./loss-pair.ts";
import { normalInterval } from "./normal-interval.ts";

/** N(μ, 1) against N(0, 1): L ~ N(μ²/2, μ²) under P, N(−μ²/2, μ²) under Q. */
export function gaussianPair(mu: number): LossPair {
  return {
    infinite: 0,
    atoms: [],
    mu,
    density: {
      low: -Infinity,
      high: Infinity,
      mass: (low, high) => [
        normalInterval(low / mu - mu / 2, high / mu - mu / 2),
        normalInterval(low / mu + mu / 2, high / mu + mu / 2),
      ],
    },
    cumulant: (z) => (z * (z + 1) * mu * mu) / 2,
  };
}
