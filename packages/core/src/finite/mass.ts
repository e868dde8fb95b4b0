import { invalid, isLog, refuse, refuseEmpty, refuseMassless, refuseSum, tolerance } from "./check.ts";
import type { Batch, Kind, KindedRow, Numbers, Row } from "./kinds.ts";

/** One checked row: weights, or log-weights, of any positive total. */
export interface Mass {
  readonly log: boolean;
  readonly x: ArrayLike<number>;
  /** Sum of the weights; for log-weights of exp(x − max). */
  readonly total: number;
  /** Largest entry. */
  readonly max: number;
  /** What the weights were multiplied by to keep their total in range. */
  readonly scale: number;
}

/** Distinguishes a batch from a row. */
export function isBatch(value: unknown): value is Batch {
  return typeof value === "object" && value !== null && (value as Batch).shape === "batch";
}

/** Gives a bare array its kind. */
export function toKinded(fn: string, name: string, row: Row | Batch): KindedRow | Batch {
  if (typeof row === "object" && row !== null) {
    if ("shape" in row) return row;
    if (Array.isArray(row) || ArrayBuffer.isView(row)) {
      const data = row as Numbers;
      return { shape: "row", kind: "probs", data, offset: 0, stride: 1, cols: data.length, mask: undefined };
    }
  }
  invalid(
    `${fn}: ${name} is ${row === null ? "null" : typeof row}; pass an array of probabilities, or through another kind`,
    { value: row },
  );
}

/** Gives a bare array its kind, and refuses a batch. */
export function toKindedRow(fn: string, name: string, row: Row): KindedRow {
  const kinded = toKinded(fn, name, row);
  if (kinded.shape === "row") return kinded;
  invalid(`${fn}: ${name} is a batch of ${kinded.rows} rows; pass one row, without cols`);
}

/** The same row as a measure of any total: nothing is asked of its sum. */
export function ofAnyTotal<T extends KindedRow | Batch>(row: T): T {
  const kind = row.kind === "probs" ? "weights" : row.kind === "logProbs" ? "logits" : row.kind;
  return { ...row, kind };
}

/** A row of a typed array that lies side by side, or undefined. */
export function plainRow(row: KindedRow | Batch, index: number): Float32Array | Float64Array | undefined {
  const { data, cols, stride, mask } = row;
  if (mask !== undefined || stride !== 1 || !ArrayBuffer.isView(data)) return undefined;
  const start = row.offset + (row.shape === "batch" ? index * row.rowStride : 0);
  const floats = data as Float64Array;
  return start === 0 && floats.length === cols ? floats : floats.subarray(start, start + cols);
}

/** The numbers of one row, without a copy where they lie side by side in a typed array. */
export function gather(row: KindedRow | Batch, index: number): ArrayLike<number> {
  const floats = plainRow(row, index);
  if (floats !== undefined) return floats;
  const { data, cols, stride, mask } = row;
  const start = row.offset + (row.shape === "batch" ? index * row.rowStride : 0);
  const x = new Float64Array(cols);
  const none = isLog(row.kind) ? Number.NEGATIVE_INFINITY : 0;
  for (let i = 0; i < cols; i++) {
    x[i] = mask !== undefined && !mask[i] ? none : data[start + i * stride]!;
  }
  return x;
}

/** Checks a row and gives it as weights or log-weights; messages call row 4 of a batch `p[4]`. */
export function toMass(fn: string, given: string, row: KindedRow | Batch, index = 0): Mass {
  const { kind, cols, mask } = row;
  const name = row.shape === "batch" ? `${given}[${row.firstRow + index}]` : given;
  refuseEmpty(fn, name, cols);
  if (mask !== undefined && mask.length !== cols) {
    invalid(
      `${fn}: ${given} has a mask of ${mask.length} entries; it must have one for each of its ${cols} outcomes`,
    );
  }
  const x = gather(row, index);
  const mass = isLog(kind) ? logMass(fn, name, kind, x) : plainMass(fn, name, kind, x);
  if (mask === undefined && (kind === "probs" || kind === "logProbs")) {
    const sum = mass.log ? mass.total * Math.exp(mass.max) : mass.total;
    if (!(Math.abs(sum - 1) <= tolerance(cols, row.data instanceof Float32Array, mass.log))) {
      refuseSum(fn, name, sum, mass.log);
    }
  }
  return mass;
}

function plainMass(fn: string, name: string, kind: Kind, x: ArrayLike<number>, scale = 1): Mass {
  let total = 0;
  let max = 0;
  let sound = true;
  for (let i = 0; i < x.length; i++) {
    const value = x[i]!;
    if (!(value >= 0)) sound = false;
    if (value > max) max = value;
    total += value;
  }
  if (!sound || max === Number.POSITIVE_INFINITY || kind === "counts") refuse(fn, name, kind, x);
  if (max === 0) refuseMassless(fn, name);
  if (total > 1e150 || max < 1e-150) {
    const factor = 2 ** -Math.max(-1000, Math.floor(Math.log2(max)));
    return plainMass(
      fn,
      name,
      "weights",
      Float64Array.from(x, (value) => value * factor),
      factor,
    );
  }
  return { log: false, x, total, max, scale };
}

function logMass(fn: string, name: string, kind: Kind, x: ArrayLike<number>): Mass {
  let max = Number.NEGATIVE_INFINITY;
  let sound = true;
  for (let i = 0; i < x.length; i++) {
    const value = x[i]!;
    if (!(value < Number.POSITIVE_INFINITY)) sound = false;
    if (value > max) max = value;
  }
  if (!sound) refuse(fn, name, kind, x);
  if (max === Number.NEGATIVE_INFINITY) refuseMassless(fn, name);
  return { log: true, x, total: totalExp(x, max), max, scale: 1 };
}

/** Σ exp(x − max), with Neumaier's correction. */
function totalExp(x: ArrayLike<number>, max: number): number {
  let sum = 0;
  let rest = 0;
  for (let i = 0; i < x.length; i++) {
    const value = Math.exp(x[i]! - max);
    const next = sum + value;
    rest += sum >= value ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + rest;
}

/** The same distribution as log-weights. */
export function toLog(mass: Mass): Mass {
  if (mass.log) return mass;
  const x = Float64Array.from(mass.x, Math.log);
  const max = Math.log(mass.max);
  return { log: true, x, total: totalExp(x, max), max, scale: 1 };
}
