/** A qubit as its point in the Bloch ball, with its two eigenvalues; `exact` where it is diagonal and nothing was computed. */
export interface Qubit {
  x: number;
  y: number;
  z: number;
  length: number;
  high: number;
  low: number;
  exact: boolean;
}

/** A place for the numbers of one qubit after another. */
export const emptyQubit = (): Qubit => ({ x: 0, y: 0, z: 0, length: 0, high: 0, low: 0, exact: true });

/** The point of the qubit whose matrix begins at `from`, divided by its trace. */
export function readPoint(qubit: Qubit, re: Float64Array, im: Float64Array, from: number): void {
  const a = re[from]!;
  const c = re[from + 3]!;
  const br = re[from + 2]!;
  const bi = im[from + 2]!;
  const trace = a + c;
  qubit.x = (2 * br) / trace;
  qubit.y = (2 * bi) / trace;
  qubit.z = (a - c) / trace;
  qubit.length = Math.sqrt((a - c) * (a - c) + 4 * (br * br + bi * bi)) / trace;
  qubit.exact = br === 0 && bi === 0;
}

/**
 * Writes the eigenvalues of a qubit, divided by its trace: the lower one is the determinant by the higher.
 *
 * Within rounding, or `tolerance`, of 0 it is 0; below it is left negative.
 */
export function qubitEigenvalues(
  re: Float64Array,
  im: Float64Array,
  from: number,
  tolerance: number,
  values: Float64Array,
  to: number,
): void {
  const a = re[from]!;
  const c = re[from + 3]!;
  const off = re[from + 2]! ** 2 + im[from + 2]! ** 2;
  const trace = a + c;
  const exact = re[from + 2] === 0 && im[from + 2] === 0;
  const high = exact ? Math.max(a, c) : 0.5 * (trace + Math.sqrt((a - c) * (a - c) + 4 * off));
  const low = exact ? Math.min(a, c) : (a * c - off) / high;
  const noise = Math.max(tolerance, exact ? 0 : 2 ** -51 * high);
  values[to] = high / trace;
  values[to + 1] = Math.abs(low) <= noise ? 0 : low / trace;
}
