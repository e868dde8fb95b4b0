import { invalid, isLog, tolerance } from "../finite/check.ts";
import type { Batch, Kind, KindedRow, Numbers } from "../finite/kinds.ts";
import { called } from "./called.ts";

/** Numbers of one row or many: a bare array holds logits, anything else says its kind. */
export type LossInput = Numbers | KindedRow | Batch;

/** How rows of classes lie in their array. */
export interface LayoutOptions {
  /**
   * How many positions follow the class axis, 1 when left out: the product of d₁, d₂, … of an array (N, C, d₁, d₂,
   * …).
   */
  readonly inner?: number;
}

/** Rows of as many numbers each. */
export interface Rows {
  readonly name: string;
  readonly kind: Kind;
  readonly data: Numbers;
  readonly single: boolean;
  readonly rows: number;
  readonly cols: number;
  readonly offset: number;
  readonly rowStride: number;
  readonly inner: number;
  readonly stride: number;
  readonly mask: ArrayLike<number | boolean> | undefined;
}

/** Whether a value is an array of numbers. */
export function isNumbers(value: unknown): value is Numbers {
  return Array.isArray(value) || value instanceof Float64Array || value instanceof Float32Array;
}

/** How many rows an input says it has; undefined for what says nothing of it. */
export function rowsSaid(input: LossInput): number | undefined {
  return isKinded(input) ? (input.shape === "batch" ? input.rows : 1) : undefined;
}

function isKinded(value: unknown): value is KindedRow | Batch {
  const shape = typeof value === "object" && value !== null && "shape" in value ? value.shape : undefined;
  return shape === "row" || shape === "batch";
}

/** Takes an input apart into rows; a bare array into as many as the caller counts. */
export function toRows(
  fn: string,
  name: string,
  input: LossInput,
  count: number | undefined,
  inner = 1,
): Rows {
  if (!(Number.isInteger(inner) && inner > 0))
    invalid(`${fn}: inner = ${inner}; it must be a whole number ≥ 1`, { value: inner });
  if (isNumbers(input)) {
    if (input.length > 0 && typeof input[0] !== "number") {
      invalid(`${fn}: ${name}[0] is ${called(input[0])}; rows lie one behind the other in one flat array`, {
        index: 0,
        value: input[0],
      });
    }
    const rows = count ?? 1;
    const cols = rows === 0 ? 0 : input.length / rows;
    if (
      !(Number.isInteger(cols) && (cols > 0 || rows === 0)) ||
      (rows === 0 && input.length > 0) ||
      rows % inner !== 0
    ) {
      invalid(`${fn}: ${name} has ${input.length} numbers; they must divide into ${rows} rows`, {
        value: input.length,
      });
    }
    return {
      name,
      kind: "logits",
      data: input,
      single: input instanceof Float32Array,
      rows,
      cols,
      offset: 0,
      rowStride: cols,
      inner,
      stride: inner,
      mask: undefined,
    };
  }
  if (!isKinded(input)) {
    invalid(
      `${fn}: ${name} is ${called(input)}; pass a Float32Array, Float64Array or array of logits, or another kind; tensors go through @relent/autodiff`,
      { value: input },
    );
  }
  const { kind, data, cols, offset, stride, mask } = input;
  const rows = rowsSaid(input)!;
  const rowStride = input.shape === "batch" ? input.rowStride : cols;
  if (count !== undefined && rows !== count)
    invalid(`${fn}: ${name} has ${rows} rows; the others have ${count}`, { value: rows });
  if (inner > 1 && (stride !== 1 || rowStride !== cols || rows % inner !== 0)) {
    invalid(`${fn}: inner = ${inner}; ${name} must lie without gaps and have a multiple of that many rows`, {
      value: inner,
    });
  }
  if (mask !== undefined && mask.length !== cols) {
    invalid(
      `${fn}: ${name} has a mask of ${mask.length} entries; it must have one for each of its ${cols} classes`,
    );
  }
  return {
    name,
    kind,
    data,
    single: data instanceof Float32Array,
    rows,
    cols,
    offset,
    rowStride,
    inner,
    stride: inner > 1 ? inner : stride,
    mask,
  };
}

/** Index of a row's first number. */
export function startOf({ offset, rowStride, inner }: Rows, row: number): number {
  return inner === 1
    ? offset + row * rowStride
    : offset + Math.floor(row / inner) * rowStride * inner + (row % inner);
}

/** A row of a Float32Array that lies side by side, unmasked: where it starts; −1 for any other. */
export function quickStart(rows: Rows, row: number): number {
  return rows.single && rows.kind === "logits" && rows.stride === 1 && rows.mask === undefined
    ? startOf(rows, row)
    : -1;
}

const ALLOWED = {
  log: "it must be finite, or -Infinity for a class without mass",
  plain: "it must be finite and ≥ 0",
};

/** Throws for one number of a row. */
export function refuseAt(
  fn: string,
  { name, data }: Rows,
  row: number,
  column: number,
  index: number,
  allowed: string,
): never {
  invalid(`${fn}: ${name}, row ${row}, class ${column} is ${data[index]}; ${allowed}`, {
    index,
    value: data[index],
  });
}

/** Copies a row as log-weights, checked; −Infinity for classes without mass. Errors call it the row `named`. */
export function readLogRow(
  fn: string,
  rows: Rows,
  row: number,
  out: Float64Array,
  classMask?: ArrayLike<number | boolean>,
  named: number = row,
): void {
  const { data, cols, stride, mask, kind } = rows;
  const log = isLog(kind);
  let at = startOf(rows, row);
  let some = false;
  for (let j = 0; j < cols; j++, at += stride) {
    if ((mask !== undefined && !mask[j]) || (classMask !== undefined && !classMask[j])) {
      out[j] = Number.NEGATIVE_INFINITY;
      continue;
    }
    const value = data[at]!;
    if (!(value < Number.POSITIVE_INFINITY) || (!log && value < 0))
      refuseAt(fn, rows, named, j, at, log ? ALLOWED.log : ALLOWED.plain);
    const logged = log ? value : Math.log(value);
    if (logged > Number.NEGATIVE_INFINITY) some = true;
    out[j] = logged;
  }
  if (!some)
    invalid(`${fn}: ${rows.name}, row ${named} has no mass; one class at least must have some`, {
      index: named,
    });
  if (mask === undefined && classMask === undefined && (kind === "probs" || kind === "logProbs"))
    checkSum(fn, rows, row, out);
}

function checkSum(fn: string, { name, kind, cols, single }: Rows, row: number, x: Float64Array): void {
  let sum = 0;
  for (let j = 0; j < cols; j++) sum += Math.exp(x[j]!);
  const log = kind === "logProbs";
  if (Math.abs(sum - 1) <= tolerance(cols, single, log)) return;
  invalid(
    `${fn}: ${name}, row ${row} sums to ${sum}, not 1; say ${log ? "logits" : "weights"} instead of ${kind} to normalise`,
    { index: row, value: sum },
  );
}

/** Copies a row as numbers ≥ 0 of any total, as they are: targets that need not be normalised. */
export function readWeightRow(fn: string, rows: Rows, row: number, out: Float64Array): void {
  const { data, cols, stride } = rows;
  let at = startOf(rows, row);
  for (let j = 0; j < cols; j++, at += stride) {
    const value = data[at]!;
    if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) refuseAt(fn, rows, row, j, at, ALLOWED.plain);
    out[j] = value;
  }
}
