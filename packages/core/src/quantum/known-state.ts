import { Total } from "../scalar/total.ts";
import type { ComplexMatrix } from "./complex-matrix.ts";
import { makeSpectrum, type Spectrum } from "./spectrum.ts";
import type { DensityMatrix } from "./state.ts";

/** What is kept of a state that was checked: its exact trace, and its spectrum from when it is first asked for. */
interface Kept {
  readonly trace: number;
  find: (() => Spectrum) | undefined;
  spectrum: Spectrum | undefined;
  /** The eigenvalues alone, where they were found without the vectors. */
  readonly values: Float64Array | undefined;
}

const records = new WeakMap<object, Kept>();

/** The sum of the diagonal. */
export function traceOf({ rows: n, re }: ComplexMatrix): number {
  const sum = new Total();
  for (let i = 0; i < n; i++) sum.add(re[i * n + i]!);
  return sum.value;
}

/** Enters a matrix that is a state by construction, with its spectrum where that is known better than its entries. */
export function known(
  matrix: ComplexMatrix,
  dims: readonly number[],
  find?: () => Spectrum,
  values?: Float64Array,
): DensityMatrix {
  const state: DensityMatrix = { dimension: matrix.rows, dims, re: matrix.re, im: matrix.im };
  const trace = traceOf(matrix);
  records.set(state, {
    trace,
    find: find ?? (() => makeSpectrum(matrix, trace)),
    spectrum: undefined,
    values,
  });
  return state;
}

/** Whether a value is a state that this room made. */
export function isKnown(value: unknown): value is DensityMatrix {
  return typeof value === "object" && value !== null && records.has(value);
}

/** The trace of a state's matrix, 1 up to rounding. */
export function stateTrace(state: DensityMatrix): number {
  return records.get(state)!.trace;
}

/** Eigenvalues and eigenvectors of a state, found once. */
export function spectrumOf(state: DensityMatrix): Spectrum {
  const record = records.get(state)!;
  record.spectrum ??= record.find!();
  record.find = undefined;
  return record.spectrum;
}

/** The eigenvalues of a state, falling, without its eigenvectors where nobody needed them yet. */
export function valuesOf(state: DensityMatrix): Float64Array {
  return records.get(state)!.values ?? spectrumOf(state).values;
}
