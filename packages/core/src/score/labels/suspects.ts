import { invalid } from "../../finite/check.ts";
import { keepFirst } from "../paired/keep-first.ts";
import { checkLabels, type Labels } from "../paired/labels-of.ts";
import { type Predictions, toLogRows } from "../recalibration/log-rows.ts";
import type { LabelNoise } from "./label-noise.ts";
import { truthPosterior } from "./noise-matrix.ts";

/** A row whose label is likely wrong. */
export interface Suspect {
  readonly row: number;
  readonly given: number;
  /** The class that is likeliest instead. */
  readonly suggested: number;
  /** −log₂ of the forecast's probability of the given label. */
  readonly surprisal: number;
  /** P(the label is wrong) under the fitted noise. */
  readonly wrong: number;
}

/** Keeps the likeliest wrong labels of a stream. */
export interface SuspectCollector {
  /** Takes in one row: its number, log-probabilities from `at` on, and its label. */
  add(row: number, logs: ArrayLike<number>, label: number, at?: number): void;
  /** Those kept, likeliest wrong first. */
  suspects(): Suspect[];
}

/** Likeliest wrong first; by surprisal, then by row, where equal. */
const order = (a: Suspect, b: Suspect): number =>
  b.wrong - a.wrong || b.surprisal - a.surprisal || a.row - b.row;

/**
 * Keeps the `top` rows whose labels are likeliest wrong under a fitted noise: memory by `top`, whatever the rows.
 *
 * @throws RelentError for a `top` that is no whole number above 0.
 *
 * @example
 * ```ts
 * const noise = { matrix: [[0.9, 0.1], [0.1, 0.9]] };
 * const collector = collectSuspects(noise, 1);
 * collector.add(0, [Math.log(0.99), Math.log(0.01)], 0);
 * collector.add(1, [Math.log(0.99), Math.log(0.01)], 1);
 * collector.suspects()[0].row // 1
 * ```
 */
export function collectSuspects(noise: Pick<LabelNoise, "matrix">, top: number): SuspectCollector {
  if (!(Number.isInteger(top) && top > 0)) {
    invalid(`collectSuspects: top = ${top}; it must be a whole number above 0`, { value: top });
  }
  const posterior = new Float64Array(noise.matrix.length);
  const keeper = keepFirst(top, order);
  return {
    add(row, logs, label, at = 0) {
      truthPosterior(noise.matrix, logs, at, label, posterior);
      let suggested = label === 0 ? 1 : 0;
      for (let k = 0; k < posterior.length; k++) {
        if (k !== label && posterior[k]! > posterior[suggested]!) suggested = k;
      }
      const surprisal = 0 - logs[at + label]! / Math.LN2;
      keeper.add({ row, given: label, suggested, surprisal, wrong: 1 - posterior[label]! });
    },
    suspects: keeper.kept,
  };
}

/**
 * The rows whose labels are likeliest wrong.
 *
 * @throws RelentError as `labelNoise`.
 *
 * @example
 * ```ts
 * const p = probs([0.99, 0.01, 0.02, 0.98, 0.99, 0.01], { cols: 2 });
 * const suspects = suspectLabels(p, [0, 1, 1], { matrix: [[0.9, 0.1], [0.1, 0.9]] }, 1);
 * suspects[0].row // 2
 * ```
 */
export function suspectLabels(
  predictions: Predictions,
  labels: Labels,
  noise: Pick<LabelNoise, "matrix">,
  top = 20,
): Suspect[] {
  const fn = "suspectLabels";
  const { rows, classes, logs } = toLogRows(fn, predictions);
  checkLabels(fn, labels, rows, classes);
  const collector = collectSuspects(noise, top);
  for (let i = 0; i < rows; i++) collector.add(i, logs, labels[i]!, i * classes);
  return collector.suspects();
}
