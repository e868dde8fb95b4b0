import { type ComplexMatrix, complexZeros, hermitianPart } from "./complex-matrix.ts";
import { refuse } from "./fail.ts";
import { known } from "./known-state.ts";
import { type DensityMatrix, matrixOfState, type State, stateOf } from "./state.ts";

/** Strides of the subsystems in a row index. */
export function strides(dims: readonly number[]): number[] {
  const made = new Array<number>(dims.length).fill(1);
  for (let i = dims.length - 2; i >= 0; i--) made[i] = made[i + 1]! * dims[i + 1]!;
  return made;
}

/** The places that the indices of some subsystems take, those of the others being 0. */
function places(dims: readonly number[], systems: readonly number[]): number[] {
  const step = strides(dims);
  return systems.reduce<number[]>(
    (before, s) => before.flatMap((at) => Array.from({ length: dims[s]! }, (_, i) => at + i * step[s]!)),
    [0],
  );
}

/** Refuses subsystems that are not there or named twice. */
export function checkSystems(fn: string, name: string, systems: readonly number[], count: number): void {
  for (const [i, s] of systems.entries()) {
    if (!(Number.isInteger(s) && s >= 0 && s < count)) {
      refuse(`${fn}: ${name}[${i}] = ${s}; the state has the subsystems 0 to ${count - 1}`, {
        index: i,
        value: s,
      });
    }
    if (systems.indexOf(s) !== i) {
      refuse(`${fn}: ${name}[${i}] = ${s} is named twice; each subsystem once`, { index: i, value: s });
    }
  }
}

/** The matrix on the subsystems `keep`, in that order, of any matrix on all. */
export function reduce(
  matrix: ComplexMatrix,
  dims: readonly number[],
  keep: readonly number[],
): ComplexMatrix {
  const rest = dims.map((_, s) => s).filter((s) => !keep.includes(s));
  const kept = places(dims, keep);
  const lost = places(dims, rest);
  const n = kept.length;
  const made = complexZeros(n, n);
  for (const [i, row] of kept.entries()) {
    for (const [j, col] of kept.entries()) {
      for (const at of lost) {
        const from = (row + at) * matrix.cols + col + at;
        made.re[i * n + j]! += matrix.re[from]!;
        made.im[i * n + j]! += matrix.im[from]!;
      }
    }
  }
  return made;
}

/**
 * The state of some subsystems alone: the others are traced out.
 *
 * `keep` names the subsystems that stay, counted from 0 in the order of `dims`, and the order they get.
 *
 * @throws RelentError "invalid-argument" for what is no state, and for subsystems that it does not have.
 * @see Nielsen & Chuang (2000), §2.4.3.
 * @example
 * ```ts
 * partialTrace(ket([0.6, 0, 0, 0.8], { dims: [2, 2] }), [0]).re // Float64Array [ 0.36, 0, 0, 0.64 ]
 * ```
 */
export function partialTrace(state: State, keep: readonly number[]): DensityMatrix {
  const rho = stateOf("partialTrace", "state", state);
  if (keep.length === 0) refuse("partialTrace: keep is empty; at least one subsystem must stay");
  checkSystems("partialTrace", "keep", keep, rho.dims.length);
  const left = reduce(matrixOfState(rho), rho.dims, keep);
  return known(
    hermitianPart(left),
    keep.map((s) => rho.dims[s]!),
  );
}
