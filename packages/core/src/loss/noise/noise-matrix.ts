import { invalid } from "../../finite/check.ts";
import { checkShare } from "../check-parameter.ts";
import { type LossInput, readLogRow, toRows } from "../rows.ts";
import { normalise, softmaxRow } from "../softmax-row.ts";

/** Refuses what is no matrix of probabilities of observed labels (columns) given true classes (rows). */
export function checkNoiseMatrix(fn: string, matrix: ArrayLike<number>, classes: number): void {
  if (matrix.length !== classes * classes) {
    invalid(`${fn}: noise has ${matrix.length} numbers; it must be ${classes} × ${classes}, row after row`);
  }
  for (let k = 0; k < classes; k++) {
    let sum = 0;
    for (let c = 0; c < classes; c++) {
      const value = matrix[k * classes + c]!;
      if (!(value >= 0 && value <= 1))
        invalid(`${fn}: noise[${k}][${c}] = ${value}; it must be a probability`, {
          index: k * classes + c,
          value,
        });
      sum += value;
    }
    if (!(Math.abs(sum - 1) <= 1e-6))
      invalid(`${fn}: noise[${k}] sums to ${sum}; each row must sum to 1`, { index: k, value: sum });
  }
}

/** What `estimateNoiseMatrix` may be told. */
export interface NoiseMatrixOptions {
  /** How many classes a row has. */
  readonly cols: number;
  /** Which of the sorted probabilities marks a class's anchor, from 0 to 1; 1, the largest, when left out. */
  readonly quantile?: number;
}

/**
 * Estimates which labels are observed for which true class, from the predictions of a model trained on the noisy
 * labels.
 *
 * For each class the row whose probability of it is largest (or at `quantile`, against outliers) is taken for a sure
 * example; its prediction is the class's row of the matrix. C × C numbers, rows true classes, for
 * `forwardCorrectedLoss`.
 *
 * @throws RelentError "invalid-argument" for what `crossEntropyLoss` refuses and a quantile outside 0 to 1.
 * @see Patrini et al., arXiv:1609.03683, §3.
 * @example
 * ```ts
 * estimateNoiseMatrix([0, Math.log(3), Math.log(4), 0], { cols: 2 }) // Float64Array [0.8, 0.2, 0.25, 0.7499999999999999]
 * ```
 */
export function estimateNoiseMatrix(logits: LossInput, options: NoiseMatrixOptions): Float64Array {
  const fn = "estimateNoiseMatrix";
  const { cols, quantile = 1 } = options;
  checkShare(fn, "quantile", quantile);
  const bare = Array.isArray(logits) || ArrayBuffer.isView(logits);
  const rows = toRows(fn, "logits", logits, bare ? (logits as ArrayLike<number>).length / cols : undefined);
  if (rows.cols !== cols || rows.rows === 0)
    invalid(`${fn}: ${rows.rows} rows of ${rows.cols} classes; cols is ${cols}, and there must be a row`);
  const row = softmaxRow(cols);
  const p = new Float64Array(rows.rows * cols);
  for (let r = 0; r < rows.rows; r++) {
    readLogRow(fn, rows, r, row.z);
    normalise(row);
    for (let j = 0; j < cols; j++) p[r * cols + j] = row.w[j]! / row.total;
  }
  const matrix = new Float64Array(cols * cols);
  for (let k = 0; k < cols; k++) {
    const order = Array.from({ length: rows.rows }, (_, r) => r).sort(
      (a, b) => p[a * cols + k]! - p[b * cols + k]!,
    );
    const anchor = order[Math.round(quantile * (rows.rows - 1))]!;
    matrix.set(p.subarray(anchor * cols, (anchor + 1) * cols), k * cols);
  }
  return matrix;
}
