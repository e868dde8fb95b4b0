import { type ComplexMatrix, complexZeros } from "./complex-matrix.ts";
import { refuse } from "./fail.ts";

/** A complex number: a real one, `[re, im]`, or `{ re, im }`. */
export type Complex =
  | number
  | readonly [re: number, im: number]
  | { readonly re: number; readonly im: number };

/** A complex matrix as rows of complex numbers, or as its real and imaginary parts, flat or in rows. */
export type ComplexMatrixInput =
  | readonly (readonly Complex[])[]
  | {
      readonly re: ArrayLike<number> | readonly (readonly number[])[];
      readonly im?: ArrayLike<number> | readonly (readonly number[])[];
    };

/** The two parts of one complex number. */
export function readComplex(where: string, value: unknown, index: number): readonly [number, number] {
  const parts: readonly unknown[] =
    typeof value === "number"
      ? [value, 0]
      : Array.isArray(value)
        ? value
        : typeof value === "object" && value !== null && "re" in value && "im" in value
          ? [value.re, value.im]
          : [];
  if (parts.length === 2 && parts.every((part) => Number.isFinite(part))) return parts as [number, number];
  refuse(`${where} = ${JSON.stringify(value)}; it must be a finite number, [re, im] or { re, im }`, {
    index,
    value,
  });
}

/** A flat part: rows are laid one after another. */
function flat(fn: string, name: string, part: unknown): ArrayLike<number> {
  const list = part as ArrayLike<number>;
  const numbers = Array.isArray(part) && Array.isArray(part[0]) ? (part as number[][]).flat() : list;
  for (let i = 0; i < numbers.length; i++) {
    if (Number.isFinite(numbers[i])) continue;
    refuse(`${fn}: ${name}[${i}] = ${numbers[i]}; it must be a finite number`, {
      index: i,
      value: numbers[i],
    });
  }
  return numbers;
}

/** Reads a matrix of `rows` rows, or a square one where their number is not given. */
export function readMatrix(fn: string, name: string, input: ComplexMatrixInput): ComplexMatrix {
  if (Array.isArray(input)) {
    const rows = input as readonly (readonly Complex[])[];
    const cols = rows[0]?.length ?? 0;
    const made = complexZeros(rows.length, cols);
    for (const [i, row] of rows.entries()) {
      if (!Array.isArray(row) && !ArrayBuffer.isView(row)) {
        refuse(
          `${fn}: ${name}[${i}] is a ${typeof row}; a matrix is an array of rows (for a vector of amplitudes use ket, for probabilities diagonalState)`,
          { index: i, value: row },
        );
      }
      if (row.length !== cols) {
        refuse(
          `${fn}: ${name}[${i}] has ${row.length} entries and ${name}[0] has ${cols}; all rows must have as many`,
          { index: i, value: row.length },
        );
      }
      for (let j = 0; j < cols; j++) {
        const [re, im] = readComplex(`${fn}: ${name}[${i}][${j}]`, row[j], i);
        made.re[i * cols + j] = re;
        made.im[i * cols + j] = im;
      }
    }
    return made;
  }
  if (typeof input !== "object" || input === null || !("re" in input)) {
    refuse(`${fn}: ${name} is a ${typeof input}; it must be an array of rows or { re, im }`, {
      value: input,
    });
  }
  const re = flat(fn, `${name}.re`, input.re);
  const im = input.im === undefined ? new Float64Array(re.length) : flat(fn, `${name}.im`, input.im);
  const n = Math.round(Math.sqrt(re.length));
  if (n * n !== re.length || im.length !== re.length) {
    refuse(
      `${fn}: ${name} has ${re.length} real and ${im.length} imaginary parts; a square matrix of n rows has n² of each`,
      { value: re.length },
    );
  }
  return { rows: n, cols: n, re: new Float64Array(re), im: new Float64Array(im) };
}
