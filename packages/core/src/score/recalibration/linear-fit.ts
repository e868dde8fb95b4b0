import { RelentError } from "../../error.ts";
import type { Labels } from "../paired/labels-of.ts";
import type { FitSettings } from "./calibrator-record.ts";
import type { LogRows } from "./log-rows.ts";
import { minimise } from "./minimise.ts";

/** A map from log-probabilities to logits that is linear in its parameters θ. */
export interface LinearMap {
  readonly identity: Float64Array;
  /** Writes the logits of the row that begins at `at`. */
  write(theta: Float64Array, logs: Float64Array, at: number, out: Float64Array): void;
  /** Adds the gradient by θ of a loss whose gradient by the logits is `slope`. */
  back(slope: Float64Array, logs: Float64Array, at: number, gradient: Float64Array): void;
  /** Penalty of each parameter's square distance to the identity, beside the summed loss; the ridge where left out. */
  readonly penalty?: Float64Array;
  /** Whether each parameter must stay at 0 or above. */
  readonly bounded?: readonly boolean[];
}

const TOLERANCE = 1e-10;

/** Turns logits to log-probabilities in place. */
export function logSoftmaxInPlace(z: Float64Array, at = 0, size: number = z.length): void {
  let max = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < size; k++) max = Math.max(max, z[at + k]!);
  let total = 0;
  for (let k = 0; k < size; k++) total += Math.exp(z[at + k]! - max);
  const norm = max + Math.log(total);
  for (let k = 0; k < size; k++) z[at + k]! -= norm;
}

/**
 * The parameters with the least summed cross-entropy plus ½·penalty·|θ − identity|².
 *
 * Convex; at the identity the penalty is 0, so that the fitted cross-entropy is never above the predictions' own.
 *
 * @throws RelentError where no minimum is reached: without a pull, labels that predictions separate have none.
 */
export function fitLinear(
  map: LinearMap,
  { rows, classes, logs }: LogRows,
  labels: Labels,
  { fn, weights, ridge }: FitSettings,
): Float64Array {
  const { identity } = map;
  const penalty = map.penalty ?? new Float64Array(identity.length).fill(ridge);
  let total = 0;
  for (let i = 0; i < rows; i++) total += weights?.[i] ?? 1;
  const z = new Float64Array(classes);
  const loss = (theta: Float64Array, gradient: Float64Array): number => {
    let sum = 0;
    gradient.fill(0);
    for (let i = 0; i < rows; i++) {
      const weight = (weights?.[i] ?? 1) / total;
      if (weight === 0) continue;
      map.write(theta, logs, i * classes, z);
      logSoftmaxInPlace(z);
      const label = labels[i]!;
      sum -= weight * z[label]!;
      for (let k = 0; k < classes; k++) z[k] = weight * (Math.exp(z[k]!) - (k === label ? 1 : 0));
      map.back(z, logs, i * classes, gradient);
    }
    for (let c = 0; c < theta.length; c++) {
      const away = theta[c]! - identity[c]!;
      sum += ((penalty[c]! / total) * away * away) / 2;
      gradient[c]! += (penalty[c]! / total) * away;
    }
    return sum;
  };
  const found = minimise(loss, identity, TOLERANCE);
  if (!found.converged) {
    throw new RelentError(
      "invalid-argument",
      `${fn}: no best parameters after ${found.steps} steps, the slope is still ${found.slope.toExponential(1)}; where predictions separate the labels a ridge above 0 is needed`,
      { value: found.slope },
    );
  }
  return found.x;
}
