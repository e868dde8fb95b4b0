import type { Labels } from "../paired/labels-of.ts";
import { addPull } from "./add-pull.ts";
import type { LinearLoss } from "./linear-loss.ts";
import type { LinearMap } from "./linear-map.ts";
import type { LogRows } from "./log-rows.ts";
import { softmaxSurprisal } from "./softmax-step.ts";

/**
 * The loss of rows with labels under a map of every class to every class, W·ln p + b.
 *
 * A row x (with 1 behind it) gives (diag p − p·pᵀ) ⊗ x·xᵀ to the second derivative: x·xᵀ is made once a row and added to the blocks
 * of each pair of classes, upper halves alone.
 */
export function denseLoss(
  map: Pick<LinearMap, "identity" | "pull">,
  { rows, classes, logs }: LogRows,
  labels: Labels,
  weights?: ArrayLike<number>,
): LinearLoss {
  const square = classes * classes;
  const width = classes + 1;
  const half = (width * (width + 1)) / 2;
  let total = 0;
  for (let i = 0; i < rows; i++) total += weights?.[i] ?? 1;
  const p = new Float64Array(classes);
  const x = new Float64Array(width).fill(1);
  const products = new Float64Array(half);
  const blocks = new Float64Array(((classes * width) / 2) * half);

  const addBlocks = (weight: number): void => {
    for (let j = 0, at = 0; j < width; j++) {
      const scaled = weight * x[j]!;
      for (let m = j; m < width; m++) products[at++] = scaled * x[m]!;
    }
    let at = 0;
    for (let k = 0; k < classes; k++) {
      for (let l = k; l < classes; l++) {
        const factor = p[k]! * ((k === l ? 1 : 0) - p[l]!);
        for (let s = 0; s < half; s++) blocks[at + s]! += factor * products[s]!;
        at += half;
      }
    }
  };

  /** Place of the parameter that takes number j of a row to class k. */
  const place = (k: number, j: number): number => (j === classes ? square + k : k * classes + j);

  const unfold = (second: Float64Array, size: number): void => {
    let at = 0;
    for (let k = 0; k < classes; k++) {
      for (let l = k; l < classes; l++) {
        for (let j = 0; j < width; j++) {
          for (let m = j; m < width; m++) {
            const value = blocks[at++]!;
            const [kj, km, lj, lm] = [place(k, j), place(k, m), place(l, j), place(l, m)];
            second[kj * size + lm] = value;
            second[lm * size + kj] = value;
            second[km * size + lj] = value;
            second[lj * size + km] = value;
          }
        }
      }
    }
  };

  return (theta, gradient, second) => {
    const size = theta.length;
    gradient.fill(0);
    if (second !== undefined) blocks.fill(0);
    let value = 0;
    for (let i = 0; i < rows; i++) {
      const weight = (weights?.[i] ?? 1) / total;
      if (weight === 0) continue;
      for (let j = 0; j < classes; j++) x[j] = logs[i * classes + j]!;
      for (let k = 0; k < classes; k++) {
        let sum = theta[square + k]!;
        const from = k * classes;
        for (let j = 0; j < classes; j++) sum += theta[from + j]! * x[j]!;
        p[k] = sum;
      }
      const label = labels[i]!;
      value += weight * softmaxSurprisal(p, label);
      for (let k = 0; k < classes; k++) {
        const slope = weight * (p[k]! - (k === label ? 1 : 0));
        const from = k * classes;
        for (let j = 0; j < classes; j++) gradient[from + j]! += slope * x[j]!;
        gradient[square + k]! += slope;
      }
      if (second !== undefined) addBlocks(weight);
    }
    if (second !== undefined) unfold(second, size);
    return value + addPull(map, total, theta, gradient, second);
  };
}
