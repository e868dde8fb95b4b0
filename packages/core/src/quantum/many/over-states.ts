import { RelentError } from "../../error.ts";
import { type LogOptions, logBase } from "../../protocol.ts";
import { refuse } from "../fail.ts";
import { fidelity, rootFidelity } from "../fidelity.ts";
import { quantumRelativeEntropy } from "../quantum-relative-entropy.ts";
import { type State, stateOf } from "../state.ts";
import type { SupportOptions } from "../support.ts";
import { traceDistance } from "../trace-distance.ts";
import { vonNeumannEntropy } from "../von-neumann-entropy.ts";
import { type DensityMatrices, stateAt } from "./density-matrices.ts";
import { quickEntropies } from "./entropies.ts";
import { quickFidelities } from "./fidelities.ts";
import { alone, isMany } from "./kept-states.ts";
import { quickRelativeEntropies } from "./relative-entropies.ts";
import { quickTraceDistances } from "./trace-distances.ts";

/** All at once; NaN for those that one call each must answer. */
type Quick = (
  rho: DensityMatrices,
  sigma: DensityMatrices,
  options: LogOptions & SupportOptions,
) => Float64Array | undefined;

const relativeEntropies: Quick = (rho, sigma, options) => {
  const { support = "strict", leakTolerance = rho.dimension * 2 ** -52, base } = options;
  if (support !== "strict" || !(leakTolerance >= 0 && leakTolerance < 1)) return undefined;
  const unit = logBase("quantumRelativeEntropy", base);
  return quickRelativeEntropies(rho, sigma, leakTolerance).map((value) => value / unit);
};

/** Measures that do better than one call a state. */
const QUICK: readonly (readonly [measure: unknown, quick: Quick])[] = [
  [quantumRelativeEntropy, relativeEntropies],
  [traceDistance, quickTraceDistances],
  [fidelity, (rho, sigma) => quickFidelities(rho, sigma, false)],
  [rootFidelity, (rho, sigma) => quickFidelities(rho, sigma, true)],
];

const looksLikeState = (value: unknown): value is State =>
  Array.isArray(value) || (typeof value === "object" && value !== null && "re" in value);

function checkPair(rho: DensityMatrices, sigma: DensityMatrices, one: boolean): void {
  if (sigma.dimension !== rho.dimension) {
    refuse(
      `overStates: rho has the dimension ${rho.dimension} and sigma ${sigma.dimension}; they must have the same`,
      { value: sigma.dimension },
    );
  }
  if (one || sigma.count === rho.count) return;
  refuse(
    `overStates: rho holds ${rho.count} states and sigma ${sigma.count}; there must be as many, or a single sigma`,
    { value: sigma.count },
  );
}

/** One call; what it throws says which state it was about. */
function one(measure: (...inputs: never[]) => number, index: number, inputs: readonly unknown[]): number {
  try {
    return (measure as (...inputs: unknown[]) => number)(...inputs);
  } catch (cause) {
    if (!(cause instanceof RelentError)) throw cause;
    throw new RelentError(cause.code, `${cause.message} (state ${index})`, { index, cause });
  }
}

/**
 * A measure of states over many of them at once: one number each, against one σ or each against its own.
 *
 * Any measure of `QUANTUM_MEASURES` is taken, with what it takes after its states. Entropies, `quantumRelativeEntropy`
 * and `traceDistance` share the work of a block of states, two of up to 64 dimensions at a time in WebAssembly, and
 * qubits have closed forms. Where their cancellation would cost a relative entropy more than 1e-12 of itself the pair gets
 * a call of its own; the rounding of σ's small eigenvalues, whose logarithms count, is as in one call.
 *
 * @throws RelentError "invalid-argument" for dimensions that differ, for as many states on neither side, and what the
 * measure throws, with the state's index.
 * @see Nielsen & Chuang (2000), §9.2 and §11.3.
 * @example
 * ```ts
 * const states = densityMatrices({ re: [1, 0, 0, 0, 0.5, 0, 0, 0.5] }, { dimension: 2 });
 * overStates(quantumRelativeEntropy, states, maximallyMixed(2), { base: 2 }) // Float64Array [ 1, 0 ]
 * overStates(traceDistance, states, states) // Float64Array [ 0, 0 ]
 * overStates(quantumRenyiEntropy, states, 2, { base: 2 }) // Float64Array [ 0, 1 ]
 * ```
 */
export function overStates<Rest extends unknown[]>(
  measure: (rho: State, sigma: State, ...rest: Rest) => number,
  rho: DensityMatrices,
  sigma: DensityMatrices | State,
  ...rest: Rest
): Float64Array;
export function overStates<Rest extends unknown[]>(
  measure: (rho: State, ...rest: Rest) => number,
  rho: DensityMatrices,
  ...rest: Rest
): Float64Array;
export function overStates(
  measure: (...inputs: never[]) => number,
  rho: DensityMatrices,
  ...inputs: unknown[]
): Float64Array {
  if (!isMany(rho)) refuse("overStates: rho is not what densityMatrices makes; pass it the states first");
  const [second] = inputs;
  const many = isMany(second);
  if (!many && !looksLikeState(second)) {
    if (measure === vonNeumannEntropy) {
      const unit = logBase("vonNeumannEntropy", (second as LogOptions | undefined)?.base);
      return quickEntropies(rho).map((value) => value / unit);
    }
    return Float64Array.from({ length: rho.count }, (_, k) => one(measure, k, [stateAt(rho, k), ...inputs]));
  }
  const sigma = many ? second : alone(stateOf("overStates", "sigma", second));
  checkPair(rho, sigma, !many);
  const rest = inputs.slice(1);
  const quick = QUICK.find(([known]) => known === measure)?.[1];
  const values = quick?.(rho, sigma, (rest[0] ?? {}) as LogOptions & SupportOptions);
  const careful = (k: number): number =>
    one(measure, k, [stateAt(rho, k), stateAt(sigma, sigma.count === 1 ? 0 : k), ...rest]);
  return Float64Array.from({ length: rho.count }, (_, k) => {
    const value = values?.[k] ?? Number.NaN;
    return Number.isNaN(value) ? careful(k) : value;
  });
}
