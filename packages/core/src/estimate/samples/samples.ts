import { RelentError } from "../../error.ts";
import type { Numbers } from "../../finite/kinds.ts";

/** Points drawn from one law: n rows of `dim` coordinates, row after row. */
export interface Samples {
  readonly kind: "samples";
  readonly data: Float64Array;
  readonly n: number;
  readonly dim: number;
}

/** How many coordinates a point has. */
export interface SamplesLayout {
  /** 1 when left out; for a list of rows it is their length. */
  readonly dim?: number;
}

function invalid(message: string, index?: number, value?: unknown): never {
  throw new RelentError("invalid-argument", `samples: ${message}`, {
    ...(index === undefined ? {} : { index }),
    value,
  });
}

function checkFinite(data: Float64Array, dim: number): void {
  for (let i = 0; i < data.length; i++) {
    if (Number.isFinite(data[i]!)) continue;
    const [row, column] = [Math.floor(i / dim), i % dim];
    invalid(
      `row ${row}, column ${column} is ${data[i]}; coordinates must be finite (leave such rows out, or count them)`,
      row,
      data[i],
    );
  }
}

function flatten(rows: readonly Numbers[], dim: number): Float64Array {
  const data = new Float64Array(rows.length * dim);
  rows.forEach((row, i) => {
    if (row.length !== dim) {
      invalid(`row ${i} has ${row.length} coordinates; every row must have ${dim}`, i, row.length);
    }
    data.set(row, i * dim);
  });
  return data;
}

/** Refuses samples of different dimensions, and fewer points than `least`. */
export function checkPair(fn: string, p: Samples, q: Samples, least: number): void {
  if (p.dim !== q.dim) {
    throw new RelentError(
      "invalid-argument",
      `${fn}: p has ${p.dim} dimensions and q has ${q.dim}; they must be as many`,
    );
  }
  if (Math.min(p.n, q.n) < least) {
    throw new RelentError(
      "invalid-argument",
      `${fn}: ${p.n} points of p, ${q.n} of q; at least ${least} of each are needed`,
    );
  }
}

const isRows = (x: Numbers | readonly Numbers[]): x is readonly Numbers[] => typeof x[0] === "object";

/**
 * Says that the numbers are points drawn from a law: n rows of `dim` coordinates.
 *
 * `x` is one array, row after row (of `dim` numbers each, 1 when left out), or a list of rows. The numbers are copied.
 *
 * @throws RelentError "invalid-argument" for NaN and ±Infinity, naming row and column; for rows of different lengths;
 * for a length that `dim` does not divide; for no rows.
 * @example
 * ```ts
 * samples([1, 2, 3, 4], { dim: 2 }).n // 2
 * samples([[1, 2], [3, 4]]).dim // 2
 * samples([1, NaN]) // throws "samples: row 1, column 0 is NaN"
 * ```
 */
export function samples(x: Numbers | readonly Numbers[], layout: SamplesLayout = {}): Samples {
  const dim = layout.dim ?? (isRows(x) ? x[0]!.length : 1);
  if (!(Number.isInteger(dim) && dim >= 1)) {
    invalid(`dim = ${dim}; it must be a whole number ≥ 1`, undefined, dim);
  }
  const data = isRows(x) ? flatten(x, dim) : Float64Array.from(x);
  if (data.length === 0) invalid("there are no rows; at least one is needed");
  if (data.length % dim !== 0) {
    invalid(`${data.length} numbers do not divide into rows of dim = ${dim}`, undefined, data.length);
  }
  checkFinite(data, dim);
  return { kind: "samples", data, n: data.length / dim, dim };
}
