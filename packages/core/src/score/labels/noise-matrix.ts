import type { Labels } from "../paired/labels-of.ts";
import type { LogRows } from "../recalibration/log-rows.ts";

/** P(given y | true j) as `matrix[j][y]`: each row sums to 1. */
export type NoiseMatrix = readonly (readonly number[])[];

/** Rows with their labels and weights. */
export interface LabelledRows {
  readonly rows: LogRows;
  readonly labels: Labels;
  readonly weights: ArrayLike<number> | undefined;
}

/** P(true class | forecast, given label) ∝ p_j·T_jy, into `out`; the evidence Σ p_j·T_jy is returned. */
export function truthPosterior(
  matrix: NoiseMatrix,
  logs: ArrayLike<number>,
  at: number,
  label: number,
  out: Float64Array,
): number {
  let sum = 0;
  for (let j = 0; j < out.length; j++) {
    out[j] = Math.exp(logs[at + j]!) * matrix[j]![label]!;
    sum += out[j]!;
  }
  if (sum > 0) for (let j = 0; j < out.length; j++) out[j]! /= sum;
  // Neither the forecast nor the noise allows the label: nothing speaks for another class than the given.
  else out.fill(0)[label] = 1;
  return sum;
}

/** Expected rows of each (true, given) under a noise; `probabilities` are those of the rows, where they are at hand. */
export function expectedJoint(
  matrix: NoiseMatrix,
  { rows, labels, weights }: LabelledRows,
  probabilities: Float64Array = rows.logs.map(Math.exp),
): number[][] {
  const { classes } = rows;
  const given = Float64Array.from({ length: classes * classes }, (_, i) => {
    const y = Math.floor(i / classes);
    return matrix[i % classes]![y]!;
  });
  const joint = new Float64Array(classes * classes);
  for (let i = 0; i < rows.rows; i++) {
    const weight = weights?.[i] ?? 1;
    if (weight === 0) continue;
    const label = labels[i]!;
    const [from, to] = [i * classes, label * classes];
    let sum = 0;
    for (let j = 0; j < classes; j++) sum += probabilities[from + j]! * given[to + j]!;
    if (!(sum > 0)) joint[to + label]! += weight;
    else {
      const scale = weight / sum;
      for (let j = 0; j < classes; j++) joint[to + j]! += scale * probabilities[from + j]! * given[to + j]!;
    }
  }
  return Array.from({ length: classes }, (_, j) =>
    Array.from({ length: classes }, (_, y) => joint[y * classes + j]!),
  );
}

/** The share of a joint that lies off its diagonal. */
export function wrongShare(joint: NoiseMatrix): number {
  let [right, total] = [0, 0];
  joint.forEach((row, j) => {
    row.forEach((count, y) => {
      total += count;
      if (j === y) right += count;
    });
  });
  return (total - right) / total;
}

/** The joint's rows as distributions, each with `prior` more right labels. */
export function toMatrix(joint: NoiseMatrix, prior: number): number[][] {
  return joint.map((row, j) => {
    const counts = row.map((count, y) => count + (j === y ? prior : 0));
    const total = counts.reduce((sum, count) => sum + count, 0);
    return total > 0 ? counts.map((count) => count / total) : counts.map((_, y) => (j === y ? 1 : 0));
  });
}
