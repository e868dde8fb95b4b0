import { hermitianPart } from "./complex-matrix.ts";
import { refuse } from "./fail.ts";
import { known } from "./known-state.ts";
import { checkSystems, partialTrace, reduce } from "./partial-trace.ts";
import { type DensityMatrix, matrixOfState, type State, stateOf } from "./state.ts";

/** Which subsystems the first party holds. */
export interface PartyOptions {
  /** Subsystems of A, counted from 0 in the order of `dims`; B holds the others. [0] when left out. */
  readonly systemA?: readonly number[];
}

/** A state of two parties, A before B, and what each party has. */
export interface Parties {
  readonly whole: DensityMatrix;
  readonly a: DensityMatrix;
  readonly b: DensityMatrix;
}

/** Divides the subsystems of a state among two parties. */
export function partiesOf(fn: string, state: State, { systemA = [0] }: PartyOptions): Parties {
  const rho = stateOf(fn, "rho", state);
  const count = rho.dims.length;
  checkSystems(fn, "systemA", systemA, count);
  const systemB = rho.dims.map((_, s) => s).filter((s) => !systemA.includes(s));
  if (systemA.length === 0 || systemB.length === 0) {
    refuse(
      `${fn}: rho has the subsystems [${rho.dims.join(", ")}], of which A holds ${systemA.length}; both parties must hold one (dims of densityMatrix names them)`,
      { value: rho.dims },
    );
  }
  const order = [...systemA, ...systemB];
  const same = order.every((s, i) => s === i);
  const size = (systems: readonly number[]) => systems.reduce((all, s) => all * rho.dims[s]!, 1);
  const dims = [size(systemA), size(systemB)];
  const matrix = same ? matrixOfState(rho) : hermitianPart(reduce(matrixOfState(rho), rho.dims, order));
  return {
    whole: same && rho.dims.length === 2 ? rho : known(matrix, dims),
    a: partialTrace(rho, systemA),
    b: partialTrace(rho, systemB),
  };
}
