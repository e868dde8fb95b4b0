import { blockEigen } from "./block-eigen.ts";
import type { ComplexMatrix } from "./complex-matrix.ts";
import { complexText, refuse } from "./fail.ts";
import { known, traceOf } from "./known-state.ts";
import { toSpectrum } from "./spectrum.ts";
import type { DensityMatrix } from "./state.ts";

/** How a matrix is taken for a state. */
export interface StateOptions {
  /** Dimensions of the subsystems; one system when left out. */
  readonly dims?: readonly number[];
  /**
   * How far trace and mirror images may be off, and below which an eigenvalue counts as 0, relative to the trace;
   * n·2⁻⁵² when left out, with eigenvalues measured block by block.
   */
  readonly tolerance?: number;
  /** Divides by the trace. */
  readonly normalise?: boolean;
}

/** How far n rows may be off a state's. */
export function toleranceFor(fn: string, n: number, { tolerance = n * 2 ** -52 }: StateOptions): number {
  if (tolerance >= 0 && tolerance < 1) return tolerance;
  return refuse(`${fn}: tolerance = ${tolerance}; it must be at least 0 and below 1`, { value: tolerance });
}

/** Refuses subsystems that do not make up the whole. */
export function checkDims(fn: string, dims: readonly number[], dimension: number): readonly number[] {
  for (const [i, d] of dims.entries()) {
    if (!Number.isInteger(d) || d < 1) {
      refuse(`${fn}: dims[${i}] = ${d}; a dimension must be a whole number ≥ 1`, { index: i, value: d });
    }
  }
  const product = dims.reduce((all, d) => all * d, 1);
  if (product === dimension && dims.length > 0) return [...dims];
  refuse(`${fn}: dims [${dims.join(", ")}] make ${product}; they must make the dimension ${dimension}`, {
    value: product,
  });
}

function checkHermitian(fn: string, name: string, { rows: n, re, im }: ComplexMatrix, most: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const at = i * n + j;
      const mirror = j * n + i;
      if (Math.hypot(re[at]! - re[mirror]!, im[at]! + im[mirror]!) <= most) continue;
      const got = complexText(re[at]!, im[at]!);
      if (i === j) {
        refuse(`${fn}: ${name}[${i}][${i}] = ${got}; the diagonal of a Hermitian matrix is real`, {
          index: i,
          value: got,
        });
      }
      const other = complexText(re[mirror]!, im[mirror]!);
      refuse(
        `${fn}: ${name}[${i}][${j}] = ${got} and ${name}[${j}][${i}] = ${other}; it must be Hermitian, each the conjugate of the other`,
        { index: i, value: got },
      );
    }
  }
}

/** The Hermitian part over `divisor`; rounding leaves an entry and its mirror image different. */
function mended({ rows: n, re, im }: ComplexMatrix, divisor: number): ComplexMatrix {
  const made = { rows: n, cols: n, re: re.slice(), im: im.slice() };
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const real = (0.5 * (re[i * n + j]! + re[j * n + i]!)) / divisor;
      const imaginary = (0.5 * (im[i * n + j]! - im[j * n + i]!)) / divisor;
      made.re[i * n + j] = real;
      made.re[j * n + i] = real;
      made.im[i * n + j] = imaginary;
      made.im[j * n + i] = i === j ? 0 : -imaginary;
    }
  }
  return made;
}

/** Takes a matrix for a state, or says why it is none. */
export function checkState(
  fn: string,
  name: string,
  matrix: ComplexMatrix,
  options: StateOptions,
): DensityMatrix {
  const { rows: n, cols } = matrix;
  if (n !== cols || n === 0) {
    refuse(`${fn}: ${name} has ${n} rows of ${cols} entries; a state is a square matrix`, { value: n });
  }
  const tolerance = toleranceFor(fn, n, options);
  const dims = checkDims(fn, options.dims ?? [n], n);
  const found = traceOf(matrix);
  checkHermitian(fn, name, matrix, tolerance * Math.abs(found));
  if (options.normalise ? !(found > 0) : !(Math.abs(found - 1) <= tolerance)) {
    const allowed = options.normalise
      ? "it must be positive"
      : "it must be 1 (normalise: true divides by it, tolerance allows more than rounding)";
    refuse(`${fn}: ${name} has the trace ${found}; ${allowed}`, { value: found });
  }
  const state = mended(matrix, options.normalise ? found : 1);
  const trace = traceOf(state);
  const eigen = blockEigen(state);
  const last = eigen.values[n - 1]!;
  const least = Math.max(eigen.valueNoise[n - 1]!, options.tolerance ?? 0);
  if (last < -least) {
    refuse(
      `${fn}: ${name} has the eigenvalue ${last}; those of a state are ≥ 0${least > 0 ? ` (up to −${least} here)` : ""}`,
      {
        index: n - 1,
        value: last,
      },
    );
  }
  const spectrum = toSpectrum(eigen, trace, options.tolerance);
  return known(state, dims, () => spectrum);
}
