import type { DensityMatrices } from "./density-matrices.ts";
import { eigenMany, inBlocks } from "./eigen-many.ts";
import { mayFall, place } from "./eigenvalues-of-many.ts";
import { keptOf } from "./kept-states.ts";
import { qubitFidelity, qubitPairs } from "./qubit-pair.ts";

/** Below, the closed form of the fidelity of qubits has lost digits. */
const LEAST_OF_QUBITS = 0.01;

/** The rows of the k-th vectors times the roots of their eigenvalues, conjugated or not. */
function scale(
  n: number,
  re: Float64Array,
  im: Float64Array,
  k: number,
  values: Float64Array,
  from: number,
  sign: number,
): void {
  for (let i = 0, at = k * n * n; i < n; i++) {
    const root = Math.sqrt(values[from + i]!);
    for (let j = 0; j < n; j++, at++) {
      re[at]! *= root;
      im[at]! *= sign * root;
    }
  }
}

/** ‖√ρ√σ‖₁ by the singular values of the amplitudes between both bases. */
function larger(rho: DensityMatrices, sigma: DensityMatrices): Float64Array {
  const { count, dimension: n } = rho;
  const square = n * n;
  const made = new Float64Array(count);
  const [{ values: r }, { values: s }] = [keptOf(rho), keptOf(sigma)];
  const many = eigenMany(n);
  const clear = ({ re, im }: DensityMatrices, values: Float64Array, k: number): boolean =>
    values[(k + 1) * n - 1]! > 0 && !mayFall(n, re, im, k * square);
  inBlocks(many, count, (first, size) => {
    place(many, rho, first, size);
    many.decompose(size, true);
    const [ur, ui] = [many.vr.slice(0, size * square), many.vi.slice(0, size * square)];
    if (sigma.count === 1) for (let k = 0; k < size; k++) place(many, sigma, 0, 1, k);
    else place(many, sigma, first, size);
    many.decompose(size, true);
    many.re.set(ur);
    many.im.set(ui);
    for (let k = 0; k < size; k++) {
      const other = sigma.count === 1 ? 0 : first + k;
      if (!clear(rho, r, first + k) || !clear(sigma, s, other)) {
        made[first + k] = Number.NaN;
        continue;
      }
      scale(n, many.re, many.im, k, r, (first + k) * n, -1);
      scale(n, many.vr, many.vi, k, s, other * n, 1);
      made[first + k] = Math.min(1, many.singularSum(k));
    }
  });
  return made;
}

/** F of each ρ and its σ, or the one there is, or √F where `rooted`; NaN where one pair at a time must find it. */
export function quickFidelities(rho: DensityMatrices, sigma: DensityMatrices, rooted: boolean): Float64Array {
  if (rho.dimension > 2) {
    const roots = larger(rho, sigma);
    return rooted ? roots : roots.map((root) => root * root);
  }
  if (rho.dimension === 1) return new Float64Array(rho.count).fill(1);
  const pair = qubitPairs(rho, sigma);
  return Float64Array.from({ length: rho.count }, (_, k) => {
    const value = qubitFidelity(pair(k));
    if (value < LEAST_OF_QUBITS) return Number.NaN;
    return rooted ? Math.sqrt(value) : value;
  });
}
