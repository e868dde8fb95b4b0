import { invalid } from "../finite/check.ts";
import { fillGradient, gradientArray, storeGradient } from "./gradient-array.ts";
import { type Classes, checkMask, classesOf } from "./label-loss.ts";
import { type LogitOptions, logitTransform } from "./logit-transform.ts";
import { planReduction, type ReductionOptions } from "./reduce.ts";
import type { Floats, LossResult } from "./result.ts";
import {
  isNumbers,
  type LayoutOptions,
  type LossInput,
  type Rows,
  readLogRow,
  readWeightRow,
  rowsSaid,
  toRows,
} from "./rows.ts";
import { normalise, type SoftmaxRow, softmaxRow } from "./softmax-row.ts";
import { Tally } from "./tally.ts";

/** What losses of logits and rows of targets may be told. */
export interface TargetLossOptions extends ReductionOptions, LogitOptions, LayoutOptions {
  /** Which input the gradient is by; "logits" when left out. */
  readonly wrt?: "logits" | "target";
  /** Where the gradient goes; it may be the array of the logits. */
  readonly out?: Floats;
}

/** The loss of one row and its target weights; writes the gradient by the logits or by the target. */
export type TargetKernel = (
  row: SoftmaxRow,
  target: Float64Array,
  wrt: "logits" | "target",
  grad: Float64Array,
) => number;

/** A faster way to a row: its loss, the scaled gradient written; undefined where there is none. */
export type QuickTarget = (
  rows: Rows,
  target: Rows,
  r: number,
  factor: number,
  out: Float32Array,
) => number | undefined;

/** Rows of logits (a bare array of the target says nothing of how many) and the targets beside them. */
export function matchRows(
  fn: string,
  first: LossInput,
  second: LossInput,
  names: readonly [string, string],
  inner: number,
): [Rows, Rows] {
  const rows = rowsSaid(first) ?? rowsSaid(second) ?? inner;
  const a = toRows(fn, names[0], first, rows, inner);
  const b = toRows(fn, names[1], second, rows, inner);
  if (rows > 0 && a.cols !== b.cols)
    invalid(
      `${fn}: ${names[0]} has rows of ${a.cols} classes and ${names[1]} of ${b.cols}; they must be as many`,
      { value: b.cols },
    );
  return [a, b];
}

/** A row of targets: bare numbers are taken as they are, kinds normalise or check as they do everywhere. */
export function readTargetRow(fn: string, rows: Rows, bare: boolean, r: number, out: Float64Array): void {
  if (bare) {
    readWeightRow(fn, rows, r, out);
    return;
  }
  readLogRow(fn, rows, r, out);
  let max = Number.NEGATIVE_INFINITY;
  for (let j = 0; j < rows.cols; j++) max = Math.max(max, out[j]!);
  let total = 0;
  for (let j = 0; j < rows.cols; j++) {
    out[j] = Math.exp(out[j]! - max);
    total += out[j]!;
  }
  for (let j = 0; j < rows.cols; j++) out[j] = out[j]! / total;
}

/** Walks rows of logits with rows of targets. */
export function targetLoss(
  fn: string,
  input: LossInput,
  target: LossInput,
  options: TargetLossOptions,
  makeKernel: (classes: Classes) => TargetKernel,
  quick?: QuickTarget,
): LossResult {
  const { inner = 1, wrt = "logits", classMask } = options;
  if (wrt !== "logits" && wrt !== "target")
    invalid(`${fn}: wrt = ${wrt}; it is "logits" or "target"`, { value: wrt });
  const [rows, targets] = matchRows(fn, input, target, ["logits", "target"], inner);
  const { cols } = rows;
  checkMask(fn, classMask, cols);
  const bare = isNumbers(target);
  const plan = planReduction(fn, rows.rows, options);
  const moved = wrt === "logits" ? rows : targets;
  const out = gradientArray(fn, rows.rows * cols, moved.single, options.out);
  const kernel = makeKernel(classesOf(rows, classMask));
  const transform = logitTransform(fn, options, cols);
  const fast =
    quick !== undefined &&
    transform.identity &&
    classMask === undefined &&
    wrt === "logits" &&
    out instanceof Float32Array;
  const row = softmaxRow(cols);
  const weights = new Float64Array(cols);
  const grad = new Float64Array(cols);
  const tally = new Tally(plan);
  for (let r = 0; r < rows.rows; r++) {
    if (plan.counted[r] === 0 || plan.empty) {
      fillGradient(rows, r, 0, out);
      continue;
    }
    const factor = plan.factors[r]! * plan.upstream(r);
    let value = fast && bare ? quick(rows, targets, r, factor, out) : undefined;
    if (value === undefined) {
      readLogRow(fn, rows, r, row.z, classMask);
      transform.apply(row.z);
      normalise(row);
      readTargetRow(fn, targets, bare, r, weights);
      value = kernel(row, weights, wrt, grad);
      if (wrt === "logits") transform.chain(grad);
      storeGradient(rows, r, grad, factor, out);
    }
    tally.take(r, value);
  }
  return tally.result(out);
}
