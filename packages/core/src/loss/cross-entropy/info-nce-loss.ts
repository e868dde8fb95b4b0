import { invalid } from "../../finite/check.ts";
import type { Numbers } from "../../finite/kinds.ts";
import { checkPositive } from "../check-parameter.ts";
import { checkNumbers, finiteAt } from "../element-loss.ts";
import type { Floats, LossResult } from "../result.ts";
import { columnsOf } from "../row-loss.ts";
import { crossEntropyLoss } from "./cross-entropy-loss.ts";

/** What `infoNceLoss` must be told. */
export interface InfoNceLossOptions {
  /** How many pairs there are. */
  readonly rows: number;
  /** Divides the cosines, above 0; 0.07 when left out. */
  readonly temperature?: number;
  /** Whether the loss is the mean of both directions; true when left out, false for a → b alone. */
  readonly symmetric?: boolean;
  /** What multiplies the gradient; 1 when left out. */
  readonly upstream?: number;
}

/** The gradients of `infoNceLoss`. */
export interface PairGradient {
  readonly a: Floats;
  readonly b: Floats;
}

/** Rows brought to length 1, and what their lengths were. */
function unitRows(
  fn: string,
  name: string,
  x: Numbers,
  rows: number,
  cols: number,
): { unit: Float64Array; length: Float64Array } {
  const unit = new Float64Array(x.length);
  const length = new Float64Array(rows);
  for (let r = 0; r < rows; r++) {
    let largest = 0;
    for (let j = 0; j < cols; j++) largest = Math.max(largest, Math.abs(finiteAt(fn, name, x, r * cols + j)));
    if (largest === 0) invalid(`${fn}: ${name}, row ${r} is all 0; it must have a direction`, { index: r });
    let sum = 0;
    for (let j = 0; j < cols; j++) sum += (x[r * cols + j]! / largest) ** 2;
    length[r] = largest * Math.sqrt(sum);
    for (let j = 0; j < cols; j++) unit[r * cols + j] = x[r * cols + j]! / length[r]!;
  }
  return { unit, length };
}

/** Takes from a gradient by unit vectors what lies along them, and divides by the lengths. */
function throughLength(
  grad: Float64Array,
  { unit, length }: ReturnType<typeof unitRows>,
  cols: number,
  single: boolean,
): Floats {
  const out = single ? new Float32Array(grad.length) : new Float64Array(grad.length);
  for (let r = 0; r < length.length; r++) {
    let along = 0;
    for (let j = r * cols; j < (r + 1) * cols; j++) along += unit[j]! * grad[j]!;
    for (let j = r * cols; j < (r + 1) * cols; j++) out[j] = (grad[j]! - unit[j]! * along) / length[r]!;
  }
  return out;
}

/**
 * InfoNCE: each row of a must be nearer, in angle, to its partner in b than to all others, and the other way round.
 *
 * Cross-entropy of cos(a_i, b_j)/T with label i, mean over rows, and over both directions if `symmetric`.
 *
 * @throws RelentError "invalid-argument" for rows of zeros, numbers that are not finite and arrays that do not match.
 * @see van den Oord, Li & Vinyals, arXiv:1807.03748; Radford et al., arXiv:2103.00020 (symmetric).
 * @example
 * ```ts
 * infoNceLoss([1, 0, 0, 1], [1, 0, 0, 1], { rows: 2, temperature: 1 }).value // 0.31326168751822286
 * ```
 */
export function infoNceLoss(a: Numbers, b: Numbers, options: InfoNceLossOptions): LossResult<PairGradient> {
  const fn = "infoNceLoss";
  const { rows, temperature = 0.07, symmetric = true, upstream = 1 } = options;
  checkPositive(fn, "temperature", temperature);
  const cols = columnsOf(fn, "a", a, rows);
  checkNumbers(fn, "b", b, a.length);
  const first = unitRows(fn, "a", a, rows, cols);
  const second = unitRows(fn, "b", b, rows, cols);
  const scores = new Float64Array(rows * rows);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < rows; k++) {
      let sum = 0;
      for (let j = 0; j < cols; j++) sum += first.unit[i * cols + j]! * second.unit[k * cols + j]!;
      scores[i * rows + k] = sum / temperature;
    }
  }
  const labels = Array.from({ length: rows }, (_, i) => i);
  const there = crossEntropyLoss(scores, labels);
  const back = symmetric ? crossEntropyLoss(scores, labels, { inner: rows }) : undefined;
  const share = back === undefined ? 1 : 0.5;
  const gradA = new Float64Array(a.length);
  const gradB = new Float64Array(b.length);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < rows; k++) {
      const at = i * rows + k;
      const slope = (share * upstream * (there.grad[at]! + (back?.grad[at] ?? 0))) / temperature;
      for (let j = 0; j < cols; j++) {
        gradA[i * cols + j] = gradA[i * cols + j]! + slope * second.unit[k * cols + j]!;
        gradB[k * cols + j] = gradB[k * cols + j]! + slope * first.unit[i * cols + j]!;
      }
    }
  }
  return {
    value: share * (there.value + (back?.value ?? 0)),
    grad: {
      a: throughLength(gradA, first, cols, a instanceof Float32Array),
      b: throughLength(gradB, second, cols, b instanceof Float32Array),
    },
    count: rows,
  };
}
