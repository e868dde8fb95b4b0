import { refuseLengths } from "../finite/check.ts";
import { counts, type Row, weights } from "../finite/kinds.ts";
import { kl } from "../finite/kl.ts";
import { type LogOptions, logBase } from "../protocol.ts";
import { logRatio } from "../scalar/log-ratio.ts";
import { invalid } from "./fail.ts";
import { type QuantisedModel, readModel } from "./quantised-model.ts";

/**
 * What the rounding of a model to whole frequencies adds to the code length of each symbol, where p is true.
 *
 * KL(p‖q̂) − KL(p‖q) = Σ pᵢ log(qᵢ/q̂ᵢ), with q the model's probabilities and q̂ its frequencies / 2^precision; in nats, or
 * in units of `base`. Below 0 where rounding happens to move the model towards p; p = q gives KL(q‖q̂) ≥ 0.
 *
 * @throws RelentError "invalid-argument" for a p that is no distribution over the model's symbols, and for one with mass
 * where the model has none: both divergences are Infinity there.
 * @example
 * ```ts
 * quantisationCost([0.5, 0.5], quantise([0.5, 0.5])) // 0
 * quantisationCost([0.98, 0.01, 0.01], quantise([0.98, 0.01, 0.01], { precision: 4 }), { base: 2 }) // 0.10735163384172718
 * ```
 */
export function quantisationCost(p: Row, model: QuantisedModel, options: LogOptions = {}): number {
  const unit = logBase("quantisationCost", options.base);
  const { probabilities } = readModel("quantisationCost", p);
  refuseLengths("quantisationCost", probabilities.length, model.frequencies.length);
  return meanRounding(probabilities, model) / unit;
}

/** Σ pᵢ log(qᵢ/q̂ᵢ) in nats, as KL(q‖q̂) + Σ (pᵢ − qᵢ) log(qᵢ/q̂ᵢ): all digits where p is near q. */
export function meanRounding(
  p: Float64Array,
  { probabilities, frequencies, precision }: QuantisedModel,
): number {
  let sum = kl(weights(probabilities), counts(Float64Array.from(frequencies)));
  for (let i = 0; i < p.length; i++) {
    const difference = p[i]! - probabilities[i]!;
    if (difference === 0) continue;
    if (frequencies[i] === 0) {
      invalid(
        `quantisationCost: p[${i}] = ${p[i]} where the model has no mass; its divergence is Infinity before and after`,
        { index: i, value: p[i] },
      );
    }
    sum += difference * logRatio(probabilities[i]!, frequencies[i]! / 2 ** precision);
  }
  return sum;
}
