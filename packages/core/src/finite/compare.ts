import { answer, type Family, isFamily, type LogOptions } from "../protocol.ts";
import { invalid, refuseLengths } from "./check.ts";
import type { Batch, KindedRow, Row } from "./kinds.ts";
import { isBatch, type Mass, toKinded, toMass } from "./mass.ts";

/** Options of a measure over a batch. */
export interface BatchOptions extends LogOptions {
  /** Where to write one number a row; a new array when left out. */
  readonly out?: Float64Array;
}

/** Options of a measure without a logarithm. */
export interface OutOptions {
  /** Where to write one number a row; a new array when left out. */
  readonly out?: Float64Array;
}

export type Input = Row | Batch | Family;

/** The array for `rows` results: the caller's, if it is long enough. */
export function resultOf(fn: string, rows: number, out: Float64Array | undefined): Float64Array {
  if (out === undefined) return new Float64Array(rows);
  if (out.length >= rows) return out;
  invalid(`${fn}: out has ${out.length} places; the batch has ${rows} rows`);
}

function answered(
  fn: string,
  first: Input,
  others: readonly unknown[],
  options: BatchOptions,
): number | undefined {
  if (isFamily(first)) return first[answer](fn, others, options);
  if (others.some(isFamily)) {
    invalid(`${fn}: p is an array and q a family; both must be of one sort`);
  }
  return undefined;
}

/** No shorter way. */
const careful = (): undefined => undefined;

/** Applies a function of one row to a row, to each row of a batch, or asks the family. */
export function each(
  fn: string,
  p: Input,
  options: BatchOptions,
  measure: (p: Mass) => number,
  parameters: readonly unknown[] = [],
  quick: (p: KindedRow | Batch, index: number) => number | undefined = careful,
): number | Float64Array {
  const given = answered(fn, p, parameters, options);
  if (given !== undefined) return given;
  const a = toKinded(fn, "p", p as Row | Batch);
  if (a.shape === "row") return quick(a, 0) ?? measure(toMass(fn, "p", a));
  const out = resultOf(fn, a.rows, options.out);
  for (let r = 0; r < a.rows; r++) out[r] = quick(a, r) ?? measure(toMass(fn, "p", a, r));
  return out;
}

/** Applies a function of two rows to two rows, row by row to batches, or asks the family. */
export function compare(
  fn: string,
  p: Input,
  q: Input,
  options: BatchOptions,
  measure: (p: Mass, q: Mass) => number,
  parameters: readonly unknown[] = [],
  quick: (p: KindedRow | Batch, q: KindedRow | Batch, index: number) => number | undefined = careful,
): number | Float64Array {
  const given = answered(fn, p, [q, ...parameters], options);
  if (given !== undefined) return given;
  const a = toKinded(fn, "p", p as Row | Batch);
  const b = toKinded(fn, "q", q as Row | Batch);
  refuseLengths(fn, a.cols, b.cols);
  if (a.shape === "row") {
    if (isBatch(b)) {
      invalid(`${fn}: p is one row and q a batch; give p as a batch too`);
    }
    return quick(a, b, 0) ?? measure(toMass(fn, "p", a), toMass(fn, "q", b));
  }
  if (b.shape === "batch" && a.rows !== b.rows) {
    invalid(`${fn}: p has ${a.rows} rows and q has ${b.rows}; q must have as many, or be one row`);
  }
  const out = resultOf(fn, a.rows, options.out);
  let single: Mass | undefined;
  for (let r = 0; r < a.rows; r++) {
    const value = quick(a, b, r);
    if (value === undefined && b.shape === "row") single ??= toMass(fn, "q", b);
    out[r] = value ?? measure(toMass(fn, "p", a, r), single ?? toMass(fn, "q", b, r));
  }
  return out;
}
