import { RelentError } from "../error.ts";
import { called } from "./called.ts";
import type { Floats } from "./result.ts";
import type { Rows } from "./rows.ts";

/** The array to write a gradient into: the caller's, checked, or a new one of the input's precision. */
export function gradientArray(fn: string, length: number, single: boolean, out: unknown): Floats {
  if (out === undefined) return single ? new Float32Array(length) : new Float64Array(length);
  const isTyped = out instanceof Float32Array || out instanceof Float64Array;
  if (!isTyped || out.length !== length) {
    throw new RelentError(
      "invalid-argument",
      `${fn}: out ${isTyped ? `has ${out.length} numbers` : `is ${called(out)}`}; it must be a Float32Array or Float64Array of ${length}`,
      { value: out },
    );
  }
  return out;
}

/** Index of a row's first number in an array of all rows without gaps. */
export function gradientStart({ cols, inner }: Rows, row: number): number {
  return inner === 1 ? row * cols : Math.floor(row / inner) * cols * inner + (row % inner);
}

/** Writes a row's gradient, scaled, to where the row lies in an array without gaps. */
export function storeGradient(
  rows: Rows,
  row: number,
  grad: Float64Array,
  factor: number,
  out: Floats,
): void {
  const { cols, inner } = rows;
  let at = gradientStart(rows, row);
  for (let j = 0; j < cols; j++, at += inner) out[at] = factor === 0 ? 0 : grad[j]! * factor + 0;
}

/** Fills the gradient of a row that takes no part. */
export function fillGradient(rows: Rows, row: number, value: number, out: Floats): void {
  const { cols, inner } = rows;
  for (let j = 0, at = gradientStart(rows, row); j < cols; j++, at += inner) out[at] = value;
}
