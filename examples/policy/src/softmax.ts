import type { Random } from "@relent/core/random";
import { logSumExp } from "@relent/core/scalar";

/** log softmax of a row of logits. */
export function logSoftmax(row: Float64Array): Float64Array {
  const total = logSumExp(row);
  return row.map((z) => z - total);
}

/** A draw from a row of log-probabilities. */
export function draw(logProbs: Float64Array, stream: Random): number {
  let left = stream.uniform();
  for (let a = 0; a < logProbs.length - 1; a++) {
    left -= Math.exp(logProbs[a]!);
    if (left < 0) return a;
  }
  return logProbs.length - 1;
}

/** Adds to a row's gradient what a slope by the log-probability of one action makes of it: slope·([j = action] − π_j). */
export function addSlope(
  gradient: Float64Array,
  logProbs: Float64Array,
  action: number,
  slope: number,
): void {
  for (let j = 0; j < gradient.length; j++) gradient[j]! -= slope * Math.exp(logProbs[j]!);
  gradient[action]! += slope;
}
