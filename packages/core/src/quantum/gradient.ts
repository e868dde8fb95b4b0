import { type LogOptions, logBase } from "../protocol.ts";
import { logRatio } from "../scalar/log-ratio.ts";
import { type ComplexMatrix, complexZeros, transposed } from "./complex-matrix.ts";
import { refuse } from "./fail.ts";
import { spectrumOf, traceOf } from "./known-state.ts";
import { fromBasis, inBasis, sandwich } from "./products.ts";
import { type DensityMatrix, matrixOfState, type State, stateOf } from "./state.ts";
import { readPair } from "./support.ts";

/** A Hermitian matrix G of trace 0: moving a state by dρ of trace 0 changes the measure by Tr G dρ. */
export interface QuantumGradient {
  readonly dimension: number;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** With respect to which of the two states. */
export interface QuantumGradientOptions extends LogOptions {
  /** "sigma" when left out. */
  readonly wrt?: "rho" | "sigma";
}

/** ± the logarithm of a state of full rank. */
function logOf(fn: string, name: string, state: DensityMatrix, sign = 1): ComplexMatrix {
  const { values, vectors } = spectrumOf(state);
  refuseKernel(fn, name, values);
  return fromBasis(
    vectors,
    values.map((value) => sign * Math.log(value)),
  );
}

function refuseKernel(fn: string, name: string, values: Float64Array): void {
  const index = values.indexOf(0);
  if (index < 0) return;
  refuse(
    `${fn}: ${name} has the eigenvalue 0 at ${index}; the derivative exists only for states of full rank`,
    {
      index,
      value: 0,
    },
  );
}

/** The part of trace 0, in the unit asked for. */
function traceless(matrix: ComplexMatrix, unit: number): QuantumGradient {
  const n = matrix.rows;
  const mean = traceOf(matrix) / n;
  const re = matrix.re.map((value, at) => (at % (n + 1) === 0 ? value - mean : value) / unit);
  return { dimension: n, re, im: matrix.im.map((value) => value / unit) };
}

/** −D log[σ](ρ): entries of ρ among the eigenvectors of σ times the divided differences of the logarithm. */
function bySigma(rho: DensityMatrix, sigma: DensityMatrix): ComplexMatrix {
  const { values: s, vectors } = spectrumOf(sigma);
  const inner = inBasis(vectors, matrixOfState(rho));
  const n = s.length;
  for (let i = 0, at = 0; i < n; i++) {
    for (let j = 0; j < n; j++, at++) {
      const gap = s[i]! - s[j]!;
      const slope = gap === 0 ? 1 / s[i]! : logRatio(s[i]!, s[j]!) / gap;
      inner.re[at]! *= -slope;
      inner.im[at]! *= -slope;
    }
  }
  return sandwich(transposed(vectors), inner);
}

/**
 * The gradient of `quantumRelativeEntropy` by one of its states.
 *
 * By ρ: log ρ − log σ; by σ: −D log[σ](ρ), which in the eigenbasis of σ is −ρᵢⱼ (log sᵢ − log sⱼ)/(sᵢ − sⱼ). Both
 * are given by their parts of trace 0.
 *
 * @throws RelentError "invalid-argument" for what is no state, and where the derivative does not exist: the state must
 * be of full rank (both of them by ρ).
 * @see Bhatia, Matrix Analysis (1997), §V.3, for divided differences.
 * @example
 * ```ts
 * quantumRelativeEntropyGradient(maximallyMixed(2), diagonalState([0.75, 0.25])).re // Float64Array [ 0.6666666666666666, 0, 0, -0.6666666666666666 ]
 * quantumRelativeEntropyGradient(maximallyMixed(2), diagonalState([0.75, 0.25]), { wrt: "rho" }).re // Float64Array [ -0.5493061443340548, 0, 0, 0.5493061443340548 ]
 * ```
 */
export function quantumRelativeEntropyGradient(
  rho: State,
  sigma: State,
  options: QuantumGradientOptions = {},
): QuantumGradient {
  const fn = "quantumRelativeEntropyGradient";
  const unit = logBase(fn, options.base);
  const pair = readPair(fn, rho, sigma);
  if (options.wrt === "rho") {
    const first = logOf(fn, "rho", pair.rho);
    const second = logOf(fn, "sigma", pair.sigma);
    const made = complexZeros(first.rows, first.cols);
    for (let at = 0; at < made.re.length; at++) {
      made.re[at] = first.re[at]! - second.re[at]!;
      made.im[at] = first.im[at]! - second.im[at]!;
    }
    return traceless(made, unit);
  }
  refuseKernel(fn, "sigma", spectrumOf(pair.sigma).values);
  return traceless(bySigma(pair.rho, pair.sigma), unit);
}

/**
 * The gradient of `vonNeumannEntropy`: −log ρ, by its part of trace 0.
 *
 * @throws RelentError "invalid-argument" for what is no state, and for one that is not of full rank.
 * @see Nielsen & Chuang (2000), §11.3.
 * @example
 * ```ts
 * vonNeumannEntropyGradient(diagonalState([0.75, 0.25])).re // Float64Array [ -0.5493061443340548, 0, 0, 0.5493061443340548 ]
 * ```
 */
export function vonNeumannEntropyGradient(rho: State, options: LogOptions = {}): QuantumGradient {
  const fn = "vonNeumannEntropyGradient";
  const unit = logBase(fn, options.base);
  return traceless(logOf(fn, "rho", stateOf(fn, "rho", rho), -1), unit);
}
