import { invalid } from "../finite/check.ts";
import { called } from "./called.ts";

/** Class indices, one a row. */
export type Labels =
  | number
  | readonly number[]
  | Int32Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | Int16Array
  | Int8Array
  | Float32Array
  | Float64Array
  | BigInt64Array;

/** One label a row; a single number is one row's. */
export interface LabelList {
  readonly count: number;
  /** The label of a row, as it was given. */
  readonly at: (row: number) => number;
  readonly ignored: (row: number) => boolean;
}

/** Reads labels; rows with `ignoreIndex` are ignored. */
export function toLabels(fn: string, labels: Labels, ignoreIndex: number, name = "labels"): LabelList {
  if (
    typeof labels !== "number" &&
    (typeof labels !== "object" || labels === null || typeof labels.length !== "number")
  ) {
    invalid(`${fn}: ${name} are ${called(labels)}; pass an array of class indices`, { value: labels });
  }
  const at = typeof labels === "number" ? () => labels : (row: number) => Number(labels[row]);
  const count = typeof labels === "number" ? 1 : labels.length;
  return { count, at, ignored: (row) => at(row) === ignoreIndex };
}

/** Refuses labels of rows that take part and are no class, before any row is computed. */
export function checkLabels(
  fn: string,
  { count, at, ignored }: LabelList,
  classes: number,
  rowMask?: ArrayLike<number | boolean>,
  name = "labels",
): void {
  for (let row = 0; row < count; row++) {
    if (ignored(row) || (rowMask !== undefined && !rowMask[row])) continue;
    const label = at(row);
    if (!(Number.isInteger(label) && label >= 0 && label < classes)) {
      invalid(
        `${fn}: ${name}[${row}] = ${label}; it must be a class from 0 to ${classes - 1}, or ignoreIndex`,
        { index: row, value: label },
      );
    }
  }
}

/** Refuses class weights that are too few, negative or not finite. */
export function checkClassWeights(
  fn: string,
  weights: ArrayLike<number> | undefined,
  classes: number,
  name = "classWeights",
): void {
  if (weights === undefined) return;
  if (weights.length !== classes)
    invalid(
      `${fn}: ${name} has ${weights.length} numbers; it must have one for each of the ${classes} classes`,
    );
  for (let c = 0; c < classes; c++) {
    if (!(weights[c]! >= 0 && weights[c]! < Number.POSITIVE_INFINITY)) {
      invalid(`${fn}: ${name}[${c}] = ${weights[c]}; it must be finite and ≥ 0`, {
        index: c,
        value: weights[c],
      });
    }
  }
}
