import { invalid } from "../../finite/check.ts";
import type { Numbers } from "../../finite/kinds.ts";
import { checkNumbers } from "../element-loss.ts";
import type { Floats } from "../result.ts";

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

/** Σ x·w of two rows, in four sums, as one would wait for each addition before the next. */
function dot(x: Numbers, from: number, w: Numbers, base: number, width: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let k = 0;
  for (; k + 3 < width; k += 4) {
    a += x[from + k]! * w[base + k]!;
    b += x[from + k + 1]! * w[base + k + 1]!;
    c += x[from + k + 2]! * w[base + k + 2]!;
    d += x[from + k + 3]! * w[base + k + 3]!;
  }
  for (; k < width; k++) a += x[from + k]! * w[base + k]!;
  return a + b + (c + d);
}

/** Logits of rows start … end − 1, one after another. */
export function forward(
  { x, w, b, width, classes }: LinearLayer,
  start: number,
  end: number,
  out: Float64Array,
): void {
  for (let c = 0; c < classes; c++) {
    const bias = b === undefined ? 0 : b[c]!;
    for (let r = start; r < end; r++)
      out[(r - start) * classes + c] = dot(x, r * width, w, c * width, width) + bias;
  }
}

/** Gradients of a layer, where they are gathered, and the room for it. */
export interface LayerGradient {
  readonly input: Floats;
  readonly weights: Floats;
  readonly bias: Float64Array | undefined;
  readonly rows: Float64Array;
  readonly row: Float64Array;
}

/** Room for the gradients of a layer, each in the precision of what it belongs to. */
export function layerGradient({ x, w, b, width, classes }: LinearLayer): LayerGradient {
  const like = (array: Numbers) =>
    array instanceof Float32Array ? new Float32Array(array.length) : new Float64Array(array.length);
  return {
    input: like(x),
    weights: like(w),
    bias: b === undefined ? undefined : new Float64Array(classes),
    rows: new Float64Array(BLOCK * width),
    row: new Float64Array(width),
  };
}

/**
 * Adds what gradients of the logits of rows start … end − 1 give; sums over a block are in double precision, zeros
 * cost nothing.
 */
export function backward(
  { x, w, width, classes }: LinearLayer,
  start: number,
  end: number,
  g: Float64Array,
  { input, weights, bias, rows, row }: LayerGradient,
): void {
  rows.fill(0);
  for (let c = 0; c < classes; c++) {
    const base = c * width;
    let some = false;
    for (let r = start; r < end; r++) {
      const slope = g[(r - start) * classes + c]!;
      if (slope === 0) continue;
      if (!some) row.fill(0);
      some = true;
      const from = r * width;
      const to = (r - start) * width;
      for (let k = 0; k < width; k++) {
        rows[to + k] = rows[to + k]! + slope * w[base + k]!;
        row[k] = row[k]! + slope * x[from + k]!;
      }
      if (bias !== undefined) bias[c] = bias[c]! + slope;
    }
    if (some) for (let k = 0; k < width; k++) weights[base + k] = weights[base + k]! + row[k]!;
  }
  input.set(rows.subarray(0, (end - start) * width), start * width);
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
