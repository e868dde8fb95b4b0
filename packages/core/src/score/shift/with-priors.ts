import { invalid } from "../../finite/check.ts";
import { type LogRows, type Predictions, toLogRows } from "../recalibration/log-rows.ts";
import { logSoftmaxInPlace } from "../recalibration/log-softmax.ts";
import { checkPriors } from "./check-priors.ts";

/**
 * Predictions for other base rates than those of training: p′ ∝ p·q/π.
 *
 * `trained` π must be above 0; a `current` q of 0 takes the class out. Log-probabilities, to be used as predictions again.
 *
 * @throws RelentError for base rates that do not sum to 1, or a row whose classes all have q = 0.
 * @see Elkan, IJCAI (2001) 973, theorem 2.
 *
 * @example
 * ```ts
 * const p = probs([0.5, 0.5], { cols: 2 });
 * Math.exp(withPriors(p, [0.5, 0.5], [0.9, 0.1]).logs[0]).toFixed(6) // "0.900000"
 * ```
 */
export function withPriors(
  predictions: Predictions,
  trained: ArrayLike<number>,
  current: ArrayLike<number>,
): LogRows {
  const fn = "withPriors";
  const { rows, classes, logs: given } = toLogRows(fn, predictions);
  checkPriors(fn, "trained", trained, classes);
  checkPriors(fn, "current", current, classes, true);
  const logs = given.map((log, at) => log + Math.log(current[at % classes]! / trained[at % classes]!));
  for (let i = 0; i < rows; i++) {
    logSoftmaxInPlace(logs, i * classes, classes);
    if (Number.isNaN(logs[i * classes])) {
      invalid(`${fn}: row ${i} allows only classes whose current base rate is 0; it must allow another`, {
        index: i,
      });
    }
  }
  return { rows, classes, logs };
}
