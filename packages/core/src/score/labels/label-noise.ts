import { checkLabels, type Labels } from "../paired/labels-of.ts";
import { checkRowOptions } from "../paired/mean-of-rows.ts";
import { type LogRows, type Predictions, toLogRows } from "../recalibration/log-rows.ts";

/** How labels come to be wrong: `matrix[true][given]`, rows sum to 1. */
export interface LabelNoise {
  readonly matrix: readonly (readonly number[])[];
  /** Share of rows whose label is expected to be wrong. */
  readonly wrong: number;
  /** Expected rows of each (true, given). */
  readonly joint: readonly (readonly number[])[];
  readonly iterations: number;
  /** What the figures stand on. */
  readonly assumptions: readonly string[];
}

/** How label noise is fitted. */
export interface LabelNoiseOptions {
  readonly weights?: ArrayLike<number>;
  /** Rows' worth of belief in each class that its labels are right (default 1 of the matrix's diagonal). */
  readonly prior?: number;
}

const STEPS = 1000;
const CLOSE = 1e-10;

/** P(true class | forecast, given label) ∝ p_j·T_jy, into `out`; the evidence Σ p_j T_jy is returned. */
export function truthPosterior(
  matrix: readonly (readonly number[])[],
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
  else out.fill(0)[label] = 1;
  return sum;
}

function expectation(
  matrix: readonly (readonly number[])[],
  { rows, classes, logs }: LogRows,
  labels: Labels,
  weights?: ArrayLike<number>,
): number[][] {
  const joint = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  const posterior = new Float64Array(classes);
  for (let i = 0; i < rows; i++) {
    const label = labels[i]!;
    truthPosterior(matrix, logs, i * classes, label, posterior);
    for (let j = 0; j < classes; j++) joint[j]![label]! += (weights?.[i] ?? 1) * posterior[j]!;
  }
  return joint;
}

/**
 * How often a label of each true class is given as each class, fitted by expectation and maximisation.
 *
 * Model: the true class follows the forecast, the given label only the true class, P(given y | true j) = T_jy. Posterior
 * of the truth p_j·T_jy/Σ; T is the expected joint, with `prior` rows added to each diagonal entry. Forecasts must not have been fitted
 * to these labels (take out-of-fold ones), and must speak of the true class: what they are overconfident about is
 * taken for noise.
 *
 * @throws RelentError for rows that are no distributions, or labels outside the classes.
 * @see Dawid & Skene, Appl. Statist. 28 (1979) 20; Northcutt, Jiang & Chuang, J. Artif. Intell. Res. 70 (2021) 1373.
 *
 * @example
 * ```ts
 * const p = probs(Array.from({ length: 100 }, (_, i) => (i % 2 ? [0.001, 0.999] : [0.999, 0.001])).flat(), { cols: 2 });
 * const labels = Array.from({ length: 100 }, (_, i) => (i < 10 ? 1 - (i % 2) : i % 2));
 * labelNoise(p, labels).wrong.toFixed(2) // "0.10"
 * ```
 */
export function labelNoise(
  predictions: Predictions,
  labels: Labels,
  options: LabelNoiseOptions = {},
): LabelNoise {
  const fn = "labelNoise";
  const rows = toLogRows(fn, predictions);
  const { classes } = rows;
  checkLabels(fn, labels, rows.rows, classes);
  checkRowOptions(fn, rows.rows, options);
  const { prior = 1, weights } = options;
  let matrix: readonly (readonly number[])[] = Array.from({ length: classes }, (_, j) =>
    Array.from({ length: classes }, (_, y) => (j === y ? 0.9 : 0.1 / (classes - 1))),
  );
  let joint: number[][] = [];
  let iterations = 0;
  for (let moved = 1; moved > CLOSE && iterations < STEPS; iterations++) {
    joint = expectation(matrix, rows, labels, weights);
    const next = joint.map((row, j) => {
      const counts = row.map((count, y) => count + (j === y ? prior : 0));
      const total = counts.reduce((sum, count) => sum + count, 0);
      return counts.map((count) => count / total);
    });
    const before = matrix;
    moved = Math.max(...next.flatMap((row, j) => row.map((x, y) => Math.abs(x - before[j]![y]!))));
    matrix = next;
  }
  const total = joint.flat().reduce((sum, count) => sum + count, 0);
  const right = joint.reduce((sum, row, j) => sum + row[j]!, 0);
  return {
    matrix,
    wrong: (total - right) / total,
    joint,
    iterations,
    assumptions: [
      "the forecasts were not fitted to these labels, and are calibrated for the true class",
      "given the true class, a label is wrong whatever the row",
    ],
  };
}
