import { normalDraw, type Random } from "../../src/random/index.ts";
import { logSoftmaxInPlace } from "../../src/score/recalibration/log-softmax.ts";

/** Rows of logits and labels drawn from a distortion of them. */
export interface Simulated {
  readonly logits: Float64Array;
  readonly labels: Int32Array;
}

/** Normal logits, and labels drawn from the softmax of what `truth` makes of each row. */
export function simulate(
  rng: Random,
  rows: number,
  classes: number,
  truth: (z: Float64Array) => void = () => {},
): Simulated {
  const logits = Float64Array.from({ length: rows * classes }, () => 2 * normalDraw(rng));
  const labels = Int32Array.from({ length: rows }, (_, i) => {
    const z = logits.slice(i * classes, (i + 1) * classes);
    truth(z);
    logSoftmaxInPlace(z);
    return draw(rng, z);
  });
  return { logits, labels };
}

/** A class drawn from log-probabilities. */
export function draw(rng: Random, logs: ArrayLike<number>): number {
  let left = rng.uniform();
  for (let k = 0; k < logs.length - 1; k++) {
    left -= Math.exp(logs[k]!);
    if (left < 0) return k;
  }
  return logs.length - 1;
}
