import { invalid } from "../finite/check.ts";
import { fillGradient, gradientArray, storeGradient } from "./gradient-array.ts";
import { checkClassWeights, checkLabels, type Labels, toLabels } from "./labels.ts";
import { type LogitOptions, logitTransform } from "./logit-transform.ts";
import { type QuickLabel, quickLabel } from "./quick-label.ts";
import { planReduction, type ReductionOptions } from "./reduce.ts";
import type { Floats, LossResult } from "./result.ts";
import { type LayoutOptions, type LossInput, quickStart, type Rows, readLogRow, toRows } from "./rows.ts";
import { normalise, othersOf, type SoftmaxRow, softmaxRow, surprisalOf } from "./softmax-row.ts";
import { Tally, type Terms } from "./tally.ts";

/** What every loss of logits and class labels may be told. */
export interface LabelLossOptions extends ReductionOptions, LogitOptions, LayoutOptions {
  /** Rows with this label take no part; −100 when left out. The class itself, if it is one, stays in the softmax. */
  readonly ignoreIndex?: number;
  /** One weight a class, by the label of the row. */
  readonly classWeights?: ArrayLike<number>;
  /** Where the gradient goes; it may be the array of the logits. */
  readonly out?: Floats;
}

/** A row of logits with its label. */
export interface LabelRow extends SoftmaxRow {
  /** Which row it is. */
  index: number;
  label: number;
  /** Σ w over the other classes. */
  others: number;
  /** −log p of the label. */
  surprisal: number;
}

/** Where a row of f32 logits lies, and where its gradient goes. */
export interface QuickRow {
  readonly data: Float32Array;
  readonly n: number;
  start: number;
  label: number;
  at: number;
}

/** What one row's loss is. */
export interface LabelKernel {
  /** The loss of a row; writes its gradient by the logits after their transform. */
  row(row: LabelRow, grad: Float64Array): number;
  /** Changes the logits before the softmax. */
  prepare?(z: Float64Array, label: number): void;
  /** Applies the derivative of `prepare` to a gradient. */
  chain?(grad: Float64Array): void;
  /** Set when the kernel sees to the class weights itself. */
  readonly weighted?: boolean;
  /** Hears what multiplies the gradient of the row just done. */
  scaled?(factor: number): void;
  /** Names of the parts of the loss, and where `row` leaves them. */
  readonly terms?: Terms;
  /** A faster way to a row of f32 logits that the compiled kernels took: its loss, the gradient written. */
  quick?(found: QuickLabel, row: QuickRow, factor: number, out: Float32Array): number;
}

/** What there is to choose from: how many classes, and which may have probability at all. */
export interface Classes {
  readonly cols: number;
  readonly allows: (c: number) => boolean;
  /** How many are allowed. */
  readonly allowed: number;
}

/** The classes that neither the mask of the kind nor that of the options takes away. */
export function classesOf({ cols, mask }: Rows, classMask: ArrayLike<number | boolean> | undefined): Classes {
  const allows = (c: number) =>
    (mask === undefined || Boolean(mask[c])) && (classMask === undefined || Boolean(classMask[c]));
  let allowed = 0;
  for (let c = 0; c < cols; c++) if (allows(c)) allowed++;
  return { cols, allows, allowed };
}

/** Refuses a mask that has not an entry a class. */
export function checkMask(fn: string, mask: ArrayLike<number | boolean> | undefined, cols: number): void {
  if (mask !== undefined && mask.length !== cols) {
    invalid(`${fn}: classMask has ${mask.length} entries; it must have one for each of the ${cols} classes`);
  }
}

/** Walks rows of logits with their labels: checks, transforms, reduces and puts the gradient in place. */
export function labelLoss(
  fn: string,
  input: LossInput,
  labels: Labels,
  options: LabelLossOptions,
  makeKernel: (classes: Classes) => LabelKernel,
): LossResult {
  const { ignoreIndex = -100, classWeights, classMask, inner = 1 } = options;
  const list = toLabels(fn, labels, ignoreIndex);
  const rows = toRows(fn, "logits", input, list.count, inner);
  const { cols } = rows;
  checkLabels(fn, list, cols, options.rowMask);
  checkClassWeights(fn, classWeights, rows.rows === 0 ? (classWeights?.length ?? 0) : cols);
  if (rows.rows > 0) checkMask(fn, classMask, cols);
  const weightOf = (row: number) => classWeights?.[list.at(row)] ?? 1;
  const plan = planReduction(fn, rows.rows, options, (row) => !list.ignored(row), weightOf);
  const out = gradientArray(fn, rows.rows * cols, rows.single, options.out);
  const kernel = makeKernel(classesOf(rows, classMask));
  const transform = logitTransform(fn, options, cols);
  const fast =
    kernel.quick !== undefined &&
    classMask === undefined &&
    transform.identity &&
    out instanceof Float32Array;
  const place: QuickRow = { data: rows.data as Float32Array, n: cols, start: 0, label: 0, at: 0 };
  let scratch: { row: LabelRow; grad: Float64Array } | undefined;
  const tally = new Tally(plan, kernel.terms);
  for (let r = 0; r < rows.rows; r++) {
    const label = list.at(r);
    if (plan.counted[r] === 0 || plan.empty) {
      const fill = plan.counted[r] === 1 ? plan.emptyValue : 0;
      fillGradient(rows, r, fill, out);
      continue;
    }
    const weight = kernel.weighted ? 1 : weightOf(r);
    const factor = plan.factors[r]! * weight;
    const start = fast ? quickStart(rows, r) : -1;
    const found = start < 0 ? undefined : quickLabel(place.data, start, cols, label);
    if (found !== undefined) {
      place.start = start;
      place.label = label;
      place.at = r * cols;
      const value = kernel.quick!(found, place, factor * plan.upstream(r), out as Float32Array);
      tally.take(r, value, weight);
      continue;
    }
    scratch ??= { row: labelRow(cols), grad: new Float64Array(cols) };
    const { row, grad } = scratch;
    row.index = r;
    readLogRow(fn, rows, r, row.z, classMask);
    transform.apply(row.z);
    kernel.prepare?.(row.z, label);
    fillLabelRow(row, label);
    const value = kernel.row(row, grad);
    kernel.chain?.(grad);
    transform.chain(grad);
    storeGradient(rows, r, grad, factor * plan.upstream(r), out);
    kernel.scaled?.(factor * plan.upstream(r));
    tally.take(r, value, weight);
  }
  return tally.result(out);
}

/** Room for a row of n classes and its label. */
export function labelRow(n: number): LabelRow {
  return { ...softmaxRow(n), index: 0, label: 0, others: 0, surprisal: 0 };
}

/** Softmax, label, odds of the others and surprisal of a row whose log-weights are in place. */
export function fillLabelRow(row: LabelRow, label: number): void {
  normalise(row);
  row.label = label;
  row.others = othersOf(row, label);
  row.surprisal = surprisalOf(row, label);
}
