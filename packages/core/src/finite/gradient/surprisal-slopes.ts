import type { Slope, Slopes } from "./gradient.ts";

const surprisal: Slope = {
  slope: (p) => -Math.log(p),
  scaled: (p) => (p === 0 ? 0 : -p * Math.log(p)),
};

/** Of the entropy: −log p. */
export const surprisalSlopes: Slopes = { p: surprisal, q: surprisal, factor: 1 };

/** Of Σ p^order, over the order: p^(order − 1). */
export function ownPowerSlopes(order: number): Slopes {
  const power: Slope = {
    slope: (p) => p ** (order - 1),
    scaled: (p) => (p === 0 ? 0 : p ** order),
  };
  return { p: power, q: power, factor: 1 };
}
