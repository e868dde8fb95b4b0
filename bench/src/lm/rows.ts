import { normalDraw, random } from "@relent/core/random";

export const VOCABULARY = 128_256;

/** Likelier tokens of a row beyond its many unlikely ones. */
const HEAD = 200;

/** How a language model's logits look: a bulk of all tokens, and above it a few likely ones falling with their rank. */
export interface RowPair {
  readonly base: Float32Array;
  readonly model: Float32Array;
}

/**
 * Draws a row of logits and the same by a model of 4 bits or so (each logit moved by 0.15).
 *
 * The bulk is normal with standard deviation 2; the likeliest token stands 16 to 30 above its mean, so that the bulk has
 * between nothing and a tenth of the probability.
 */
export function drawRowPair(seed: number): RowPair {
  const draw = random(seed);
  const base = Float32Array.from({ length: VOCABULARY }, () => 2 * normalDraw(draw));
  const top = Math.min(30, Math.max(16, 21 + 3 * normalDraw(draw)));
  const steep = 0.8 + 2 * draw.uniform();
  for (let rank = 0; rank < HEAD; rank++) {
    const token = Math.floor(draw.uniform() * VOCABULARY);
    base[token] = Math.max(base[token]!, top - steep * Math.log1p(rank) + 0.3 * normalDraw(draw));
  }
  const model = base.map((logit) => logit + 0.15 * normalDraw(draw));
  return { base, model };
}
