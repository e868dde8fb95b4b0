import type { DensityMatrices } from "./density-matrices.ts";
import { eigenMany, inBlocks } from "./eigen-many.ts";
import { keptOf } from "./kept-states.ts";
import { qubitPairs, qubitTraceDistance } from "./qubit-pair.ts";

/** ½‖ρ − σ‖₁ of each ρ and its σ, or the one there is. */
export function quickTraceDistances(rho: DensityMatrices, sigma: DensityMatrices): Float64Array {
  const { count, dimension: n } = rho;
  if (n === 2) {
    const pair = qubitPairs(rho, sigma);
    return Float64Array.from({ length: count }, (_, k) => qubitTraceDistance(pair(k)));
  }
  const made = new Float64Array(count);
  const square = n * n;
  const [{ traces }, { traces: others }] = [keptOf(rho), keptOf(sigma)];
  const many = eigenMany(n);
  inBlocks(many, count, (first, size) => {
    for (let k = 0; k < size; k++) {
      const other = sigma.count === 1 ? 0 : first + k;
      const trace = traces[first + k]!;
      const excess = (trace - others[other]!) / others[other]!;
      for (let i = 0, a = (first + k) * square, b = other * square; i < square; i++, a++, b++) {
        many.re[k * square + i] = (rho.re[a]! - sigma.re[b]! - excess * sigma.re[b]!) / trace;
        many.im[k * square + i] = (rho.im[a]! - sigma.im[b]! - excess * sigma.im[b]!) / trace;
      }
    }
    many.decompose(size, false);
    for (let k = 0; k < size; k++) {
      let sum = 0;
      for (let at = k * n; at < (k + 1) * n; at++) sum += Math.abs(many.values[at]!);
      made[first + k] = Math.min(1, sum / 2);
    }
  });
  return made;
}
