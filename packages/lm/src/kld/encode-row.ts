import { RelentError } from "@relent/core";
import { STEPS } from "./clip.ts";

const { fround } = Math;
/** Added and taken off again it rounds a single-precision number to a whole one, halves to even. */
const ROUND = 12582912;

/** Sum of the exponentials as llama.cpp adds them: each rounded to single precision, the sum in double. */
export function logSumExp32(logits: ArrayLike<number>, top: number): number {
  let sum = 0;
  for (let i = 0; i < logits.length; i++) sum += fround(Math.exp(fround(logits[i]! - top)));
  return fround(Math.log(sum));
}

/** The greatest of the logits. @throws RelentError `invalid-argument` for NaN or +Infinity, or nothing finite. */
export function greatest(logits: ArrayLike<number>, row: number): number {
  let top = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < logits.length; i++) {
    const logit = logits[i]!;
    if (!(logit < Number.POSITIVE_INFINITY)) {
      throw new RelentError(
        "invalid-argument",
        `writeKld: row ${row} has the logit ${logit} at token ${i}; finite numbers and -Infinity are allowed`,
        { index: i, value: logit },
      );
    }
    if (logit > top) top = logit;
  }
  if (top > Number.NEGATIVE_INFINITY) return top;
  throw new RelentError("invalid-argument", `writeKld: row ${row} has no finite logit; one is needed`, {
    index: row,
  });
}

/**
 * Encodes a row of logits as llama.cpp does, in its single precision, into the bytes of a row: scale, floor, codes.
 *
 * `clip`: how far below the likeliest token codes reach, 16 nats (24 in ik_llama.cpp).
 */
export function encodeRow(logits: ArrayLike<number>, clip: number, out: Uint8Array, row: number): void {
  const top = fround(greatest(logits, row));
  let least = top;
  for (let i = 0; i < logits.length; i++) if (logits[i]! < least) least = logits[i]!;
  least = Math.max(fround(least), fround(top - clip));
  const step = fround(fround(top - least) / STEPS);
  const inverse = step > 0 ? fround(1 / step) : 0;
  // A step whose inverse is beyond single precision cannot be told from none.
  const scale = inverse < Number.POSITIVE_INFINITY ? step : 0;
  const head = new Float32Array(out.buffer, out.byteOffset, 2);
  const codes = new Uint16Array(out.buffer, out.byteOffset + 8, (out.length - 8) / 2);
  head[0] = scale;
  head[1] = fround(fround(least - top) - logSumExp32(logits, top));
  codes.fill(0, logits.length);
  for (let i = 0; i < logits.length; i++) {
    const above = fround(logits[i]! - least);
    codes[i] = above > 0 && scale > 0 ? fround(fround(fround(inverse * above) + ROUND) - ROUND) : 0;
  }
}
