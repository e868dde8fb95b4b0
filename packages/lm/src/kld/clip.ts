/** How far below the likeliest token encoders cut, in nats: llama.cpp at 16, ik_llama.cpp at 24. */
export const CLIPS: readonly number[] = [16, 24];
/** Steps between the least and the greatest code. */
export const STEPS = 65535;
/** The encoder subtracts in single precision, at logits of up to some hundreds. */
const TOLERANCE = 1e-4;

/**
 * Whether a row of this scale was cut, so that its code 0 says "at most" and not "as much as".
 *
 * A row that happens to span 16 or 24 nats within 0.0001 is taken for cut too, which changes nothing that could be told.
 */
export function isClipped(scale: number): boolean {
  const range = scale * STEPS;
  return CLIPS.some((clip) => Math.abs(range - clip) < TOLERANCE);
}
