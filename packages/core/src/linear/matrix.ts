import { RelentError } from "../error.ts";

/** A dense matrix, row after row. */
export interface Matrix {
  readonly rows: number;
  readonly cols: number;
  readonly data: Float64Array;
}

/** A matrix of zeros. */
export function zeros(rows: number, cols: number): Matrix {
  return { rows, cols, data: new Float64Array(rows * cols) };
}

/** The matrix whose entries a function gives. */
export function matrixOf(rows: number, cols: number, entry: (i: number, j: number) => number): Matrix {
  const made = zeros(rows, cols);
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) made.data[i * cols + j] = entry(i, j);
  return made;
}

/** The diagonal matrix of these entries. */
export function diagonal(entries: ArrayLike<number>): Matrix {
  return matrixOf(entries.length, entries.length, (i, j) => (i === j ? entries[i]! : 0));
}

/** The rows as arrays. */
export function toRows({ rows, cols, data }: Matrix): number[][] {
  return Array.from({ length: rows }, (_, i) => Array.from(data.subarray(i * cols, (i + 1) * cols)));
}

/** A matrix from its rows, which must be of one length and hold finite numbers; `fn` and `name` go into the message. */
export function fromRows(fn: string, name: string, rows: ArrayLike<ArrayLike<number>>): Matrix {
  const cols = rows[0]?.length ?? 0;
  const made = zeros(rows.length, cols);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (row.length !== cols) {
      throw new RelentError(
        "invalid-argument",
        `${fn}: ${name}[${i}] has ${row.length} entries and ${name}[0] has ${cols}; all rows must have as many`,
        { index: i, value: row.length },
      );
    }
    for (let j = 0; j < cols; j++) {
      if (!Number.isFinite(row[j])) {
        throw new RelentError(
          "invalid-argument",
          `${fn}: ${name}[${i}][${j}] = ${row[j]}; it must be a finite number`,
          { index: i, value: row[j] },
        );
      }
      made.data[i * cols + j] = row[j]!;
    }
  }
  return made;
}

/** A symmetric matrix from its rows; entries may differ from their mirror image by rounding, the lower one counts. */
export function symmetricFromRows(fn: string, name: string, rows: ArrayLike<ArrayLike<number>>): Matrix {
  const made = fromRows(fn, name, rows);
  const { cols, data } = made;
  if (made.rows !== cols || cols === 0) {
    throw new RelentError(
      "invalid-argument",
      `${fn}: ${name} has ${made.rows} rows of ${cols} entries; it must be square`,
      { value: made.rows },
    );
  }
  for (let i = 0; i < cols; i++) {
    for (let j = 0; j < i; j++) {
      const low = data[i * cols + j]!;
      const high = data[j * cols + i]!;
      const scale = Math.sqrt(Math.abs(data[i * cols + i]! * data[j * cols + j]!));
      if (Math.abs(low - high) > 1e-13 * Math.max(scale, Math.abs(low))) {
        throw new RelentError(
          "invalid-argument",
          `${fn}: ${name}[${i}][${j}] = ${low} and ${name}[${j}][${i}] = ${high}; it must be symmetric`,
          { index: i, value: low },
        );
      }
      data[j * cols + i] = low;
    }
  }
  return made;
}

/** A B. */
export function multiply(a: Matrix, b: Matrix): Matrix {
  const made = zeros(a.rows, b.cols);
  for (let i = 0; i < a.rows; i++) {
    for (let k = 0; k < a.cols; k++) {
      const factor = a.data[i * a.cols + k]!;
      if (factor === 0) continue;
      for (let j = 0; j < b.cols; j++) made.data[i * b.cols + j]! += factor * b.data[k * b.cols + j]!;
    }
  }
  return made;
}

export function transpose({ rows, cols, data }: Matrix): Matrix {
  return matrixOf(cols, rows, (i, j) => data[j * cols + i]!);
}

/** a A + b B. */
export function combine(a: number, first: Matrix, b: number, second: Matrix): Matrix {
  const data = first.data.map((value, i) => a * value + b * second.data[i]!);
  return { rows: first.rows, cols: first.cols, data };
}

/** A x. */
export function apply({ rows, cols, data }: Matrix, x: ArrayLike<number>): Float64Array {
  const made = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let j = 0; j < cols; j++) sum += data[i * cols + j]! * x[j]!;
    made[i] = sum;
  }
  return made;
}

/** The rows and columns of these places. */
export function part({ cols, data }: Matrix, rows: readonly number[], columns: readonly number[]): Matrix {
  return matrixOf(rows.length, columns.length, (i, j) => data[rows[i]! * cols + columns[j]!]!);
}
