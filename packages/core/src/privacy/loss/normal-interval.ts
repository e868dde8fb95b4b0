import { normalCdf, normalTail } from "../../scalar/index.ts";

/** Gauss–Legendre of 4 points on (−1, 1). */
const NODES = [0.3399810435848563, 0.8611363115940526] as const;
const WEIGHTS = [0.6521451548625461, 0.3478548451374538] as const;

/** P(low < Z ≤ high): by quadrature where it is narrow, so that cells of a grid keep their digits, else from its tail. */
export function normalInterval(low: number, high: number): number {
  if (!(low < high)) return 0;
  const middle = (low + high) / 2;
  const half = (high - low) / 2;
  if (half < 0.05 && half * Math.abs(middle) < 0.05) {
    let sum = 0;
    for (let k = 0; k < 2; k++) {
      const d = half * NODES[k]!;
      sum += WEIGHTS[k]! * (Math.exp(-0.5 * (middle - d) ** 2) + Math.exp(-0.5 * (middle + d) ** 2));
    }
    return (sum * half) / Math.sqrt(2 * Math.PI);
  }
  return low > 0 ? normalTail(low) - normalTail(high) : normalCdf(high) - normalCdf(low);
}
