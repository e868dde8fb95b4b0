import { invalid } from "../../finite/check.ts";
import type { Numbers } from "../../finite/kinds.ts";
import { checkNumbers } from "../element-loss.ts";

/** Rows of inputs and one row of weights a class. */
export interface LinearLayer {
  readonly x: Numbers;
  readonly w: Numbers;
  readonly b: Numbers | undefined;
  readonly rows: number;
  /** How many numbers a row of either has. */
  readonly width: number;
  readonly classes: number;
}

/** Refuses inputs, weights and biases that do not match. */
export function linearLayer(
  fn: string,
  x: Numbers,
  w: Numbers,
  b: Numbers | undefined,
  rows: number,
  names: readonly [string, string] = ["input", "weights"],
): LinearLayer {
  checkNumbers(fn, names[0], x, undefined);
  checkNumbers(fn, names[1], w, undefined);
  const width = rows === 0 ? 1 : x.length / rows;
  const classes = w.length / width;
  if (!(Number.isInteger(width) && width > 0))
    invalid(`${fn}: ${names[0]} has ${x.length} numbers; they must divide into ${rows} rows`, {
      value: x.length,
    });
  if (!(Number.isInteger(classes) && classes > 0))
    invalid(`${fn}: ${names[1]} has ${w.length} numbers; they must divide into rows of ${width}`, {
      value: w.length,
    });
  if (b !== undefined) checkNumbers(fn, "bias", b, classes);
  return { x, w, b, rows, width, classes };
}

/** How many rows are worked on at once: each pass over the weights serves them all. */
export const BLOCK = 8;

/** Logits of rows start … end − 1, one after another. */
export function forward(
  { x, w, b, width, classes }: LinearLayer,
  start: number,
  end: number,
  out: Float64Array,
): void {
  for (let c = 0; c < classes; c++) {
    const base = c * width;
    const bias = b === undefined ? 0 : b[c]!;
    for (let r = start; r < end; r++) {
      const from = r * width;
      let sum = 0;
      for (let k = 0; k < width; k++) sum += x[from + k]! * w[base + k]!;
      out[(r - start) * classes + c] = sum + bias;
    }
  }
}

/** Adds gradients of the logits of rows start … end − 1 to those of inputs, weights and bias; zeros cost nothing. */
export function backward(
  { x, w, width, classes }: LinearLayer,
  start: number,
  end: number,
  g: Float64Array,
  dx: Float64Array,
  dw: Float64Array | undefined,
  db: Float64Array | undefined,
): void {
  dx.fill(0);
  for (let c = 0; c < classes; c++) {
    const base = c * width;
    for (let r = start; r < end; r++) {
      const slope = g[(r - start) * classes + c]!;
      if (slope === 0) continue;
      const from = r * width;
      const to = (r - start) * width;
      for (let k = 0; k < width; k++) dx[to + k] = dx[to + k]! + slope * w[base + k]!;
      if (dw !== undefined)
        for (let k = 0; k < width; k++) dw[base + k] = dw[base + k]! + slope * x[from + k]!;
      if (db !== undefined) db[c] = db[c]! + slope;
    }
  }
}

/** The length of the longest row of weights. */
export function longestRow({ w, width, classes }: LinearLayer): number {
  let most = 0;
  for (let c = 0; c < classes; c++) {
    let sum = 0;
    for (let k = c * width; k < (c + 1) * width; k++) sum += w[k]! * w[k]!;
    most = Math.max(most, sum);
  }
  return Math.sqrt(most);
}

/** Numbers in the precision of the array they belong to. */
export function like(x: Numbers, values: Float64Array): Float32Array | Float64Array {
  return x instanceof Float32Array ? Float32Array.from(values) : values;
}
