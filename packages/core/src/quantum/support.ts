import { type ComplexMatrix, complexZeros, hermitianPart } from "./complex-matrix.ts";
import { diagonalState } from "./diagonal-state.ts";
import { refuse } from "./fail.ts";
import { known, spectrumOf } from "./known-state.ts";
import { mix } from "./mixed-state.ts";
import { fromBasis, sandwich } from "./products.ts";
import { type DensityMatrix, matrixOfState, type State, stateOf } from "./state.ts";

/** What is done about mass of ρ where σ has none. */
export interface SupportOptions {
  /**
   * "strict" (when left out) compares the states as they are; "clip" projects ρ onto the support of σ and normalises
   * it; `{ mix: η }` replaces σ by (1 − η)σ + ηI/n.
   */
  readonly support?: "strict" | "clip" | { readonly mix: number };
  /** Mass of ρ outside the support of σ that counts as rounding; n·2⁻⁵² when left out. */
  readonly leakTolerance?: number;
}

/** Two states that are to be compared. */
export interface StatePair {
  readonly rho: DensityMatrix;
  readonly sigma: DensityMatrix;
  readonly leakTolerance: number;
  /** ρ − σ, where it is known better than from the two. */
  readonly change?: ComplexMatrix;
}

/** ρ within the support of σ. */
function clipped(fn: string, rho: DensityMatrix, sigma: DensityMatrix): DensityMatrix {
  const { values, vectors } = spectrumOf(sigma);
  const inside = values.map((value) => (value > 0 ? 1 : 0));
  const projected = hermitianPart(sandwich(fromBasis(vectors, inside), matrixOfState(rho)));
  const trace = projected.re.reduce(
    (sum, value, i) => (i % (rho.dimension + 1) === 0 ? sum + value : sum),
    0,
  );
  if (!(trace > rho.dimension * 2 ** -52)) {
    refuse(`${fn}: rho has the mass ${trace} on the support of sigma; support "clip" needs some`, {
      value: trace,
    });
  }
  const made = complexZeros(rho.dimension, rho.dimension);
  made.re.set(projected.re.map((value) => value / trace));
  made.im.set(projected.im.map((value) => value / trace));
  return known(made, rho.dims);
}

/** Reads two states of one dimension and does about their supports what is asked. */
export function readPair(fn: string, first: State, second: State, options: SupportOptions = {}): StatePair {
  const rho = stateOf(fn, "rho", first);
  const sigma = stateOf(fn, "sigma", second);
  const n = rho.dimension;
  if (sigma.dimension !== n) {
    refuse(`${fn}: rho has the dimension ${n} and sigma ${sigma.dimension}; they must have the same`, {
      value: sigma.dimension,
    });
  }
  const { support = "strict", leakTolerance = n * 2 ** -52 } = options;
  if (!(leakTolerance >= 0 && leakTolerance < 1)) {
    refuse(`${fn}: leakTolerance = ${leakTolerance}; it must be at least 0 and below 1`, {
      value: leakTolerance,
    });
  }
  if (support === "strict") return { rho, sigma, leakTolerance };
  if (support === "clip") return { rho: clipped(fn, rho, sigma), sigma, leakTolerance };
  const eta = support.mix;
  if (!(eta > 0 && eta <= 1)) {
    refuse(`${fn}: support.mix = ${eta}; it must be above 0 and at most 1`, { value: eta });
  }
  const flat = diagonalState(new Float64Array(n).fill(1 / n), { normalise: true });
  return { rho, sigma: mix({ probabilities: [1 - eta, eta], states: [sigma, flat] }), leakTolerance };
}
