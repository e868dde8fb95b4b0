import { spectrumOf } from "../known-state.ts";
import { fromBasis } from "../products.ts";
import { type DensityMatrices, stateAt } from "./density-matrices.ts";
import { eigenMany, inBlocks } from "./eigen-many.ts";
import { mayFall, place } from "./eigenvalues-of-many.ts";
import { quickEntropies } from "./entropies.ts";
import { keptOf } from "./kept-states.ts";
import { qubitPairs, qubitRelativeEntropy } from "./qubit-pair.ts";

/** Relative error up to which −S(ρ) − Tr ρ log σ is taken instead of the sum whose terms are all positive. */
const RELATIVE_ERROR = 1e-12;

/** Whether a value is large enough beside the logarithms that it is left of for its digits to be right. */
function fine(value: number, n: number, least: number): boolean {
  return value * RELATIVE_ERROR > n * 2 ** -52 * (1 - Math.log(least));
}

/** Tr HA of a Hermitian H and the matrix at `from`. */
function traceOfProduct(
  n: number,
  hr: Float64Array,
  hi: Float64Array,
  re: Float64Array,
  im: Float64Array,
  from: number,
): number {
  let diagonal = 0;
  let rest = 0;
  for (let i = 0; i < n; i++) {
    const row = i * n;
    for (let j = 0; j < i; j++)
      rest += hr[row + j]! * re[from + row + j]! + hi[row + j]! * im[from + row + j]!;
    diagonal += hr[row + i]! * re[from + row + i]!;
  }
  return diagonal + 2 * rest;
}

/** NaN where the one state leaves no quick way. */
function againstOne(rho: DensityMatrices, sigma: DensityMatrices, leakTolerance: number): Float64Array {
  const n = rho.dimension;
  const { values, vectors } = spectrumOf(stateAt(sigma, 0));
  const least = values.findLast((value) => value > 0)!;
  const { traces } = keptOf(rho);
  const whole = values[n - 1]! > 0;
  const logarithm = fromBasis(
    vectors,
    values.map((value) => (value > 0 ? Math.log(value) : 0)),
  );
  const kernel = whole
    ? undefined
    : fromBasis(
        vectors,
        values.map((value) => (value > 0 ? 0 : 1)),
      );
  return quickEntropies(rho).map((entropy, k) => {
    const product = (h: typeof logarithm) =>
      traceOfProduct(n, h.re, h.im, rho.re, rho.im, k * n * n) / traces[k]!;
    if (kernel === undefined) {
      const value = -entropy - product(logarithm);
      return fine(value, n, least) ? value : Number.NaN;
    }
    return product(kernel) > Math.max(1e-10, 2 * leakTolerance) ? Number.POSITIVE_INFINITY : Number.NaN;
  });
}

function pairwise(rho: DensityMatrices, sigma: DensityMatrices): Float64Array {
  const { count, dimension: n } = rho;
  const { values } = keptOf(sigma);
  const { traces } = keptOf(rho);
  const made = quickEntropies(rho);
  const many = eigenMany(n);
  inBlocks(many, count, (first, size) => {
    place(many, sigma, first, size);
    many.decompose(size, true);
    place(many, rho, first, size);
    const expected = many.expect(size);
    for (let k = first; k < first + size; k++) {
      const least = values[(k + 1) * n - 1]!;
      if (least === 0 || mayFall(n, sigma.re, sigma.im, k * n * n)) {
        made[k] = Number.NaN;
        continue;
      }
      let cross = 0;
      for (let j = 0; j < n; j++) cross += expected[(k - first) * n + j]! * Math.log(values[k * n + j]!);
      const value = -made[k]! - cross / traces[k]!;
      made[k] = fine(value, n, least) ? value : Number.NaN;
    }
  });
  return made;
}

/** D(ρ‖σ) in nats of each ρ from its σ, or from the one there is; NaN where one pair at a time must do it. */
export function quickRelativeEntropies(
  rho: DensityMatrices,
  sigma: DensityMatrices,
  leakTolerance: number,
): Float64Array {
  if (rho.dimension === 2) {
    const pair = qubitPairs(rho, sigma);
    return Float64Array.from({ length: rho.count }, (_, k) => qubitRelativeEntropy(pair(k), leakTolerance));
  }
  return sigma.count === 1 ? againstOne(rho, sigma, leakTolerance) : pairwise(rho, sigma);
}
