import { RelentError } from "@relent/core";

/**
 * Makes natural-log probabilities of logits, in place.
 *
 * @throws RelentError `unreadable` for NaN, +Infinity, or a row without any probability.
 */
export function normalise(logits: Float64Array, name: string, row: number): void {
  let top = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < logits.length; i++) {
    const logit = logits[i]!;
    if (!(logit < Number.POSITIVE_INFINITY)) {
      throw new RelentError(
        "unreadable",
        `openRecording: row ${row} of ${name} has the logit ${logit} at token ${i}; finite numbers and -Infinity are allowed`,
        { index: i, value: logit },
      );
    }
    if (logit > top) top = logit;
  }
  if (top === Number.NEGATIVE_INFINITY) {
    throw new RelentError(
      "unreadable",
      `openRecording: row ${row} of ${name} has -Infinity at every token; at least one finite logit is needed`,
      { index: row },
    );
  }
  let sum = 0;
  for (let i = 0; i < logits.length; i++) sum += Math.exp(logits[i]! - top);
  const log = Math.log(sum);
  for (let i = 0; i < logits.length; i++) logits[i] = logits[i]! - top - log;
}
