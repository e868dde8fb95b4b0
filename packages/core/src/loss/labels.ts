import { invalid } from "../finite/check.ts";

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
  /** The class of a row, or −1 for one that is left out. */
  readonly at: (row: number) => number;
}

/** Reads labels; those equal to `ignoreIndex` are −1. */
export function toLabels(fn: string, labels: Labels, ignoreIndex: number, name = "labels"): LabelList {
  if (
    typeof labels !== "number" &&
    (typeof labels !== "object" || labels === null || typeof labels.length !== "number")
  ) {
    invalid(`${fn}: ${name} are ${typeof labels}; pass an array of class indices`, { value: labels });
  }
  if (typeof labels === "number") return { count: 1, at: () => (labels === ignoreIndex ? -1 : labels) };
  return {
    count: labels.length,
    at: (row) => {
      const label = Number(labels[row]);
      return label === ignoreIndex ? -1 : label;
    },
  };
}

/** Refuses labels that are no class, before any row is computed. */
export function checkLabels(fn: string, { count, at }: LabelList, classes: number, name = "labels"): void {
  for (let row = 0; row < count; row++) {
    const label = at(row);
    if (label === -1) continue;
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

/** Throws for a parameter out of its range. */
export function checkParameter(
  fn: string,
  name: string,
  value: number,
  sound: boolean,
  allowed: string,
): void {
  if (!sound || Number.isNaN(value)) invalid(`${fn}: ${name} = ${value}; it must be ${allowed}`, { value });
}
