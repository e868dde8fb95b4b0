import { byteWriter } from "./byte-writer.ts";
import { invalid, requireWhole } from "./fail.ts";
import { UNITS } from "./precision.ts";
import type { Predictor, SequentialModel } from "./sequential-model.ts";

/** First byte of its description. */
export const MIXTURE = 2;

/** A model that fell behind by this factor can come back: its weight is not taken lower. */
const LEAST_WEIGHT: number = 2 ** -900;

/** How a mixture moves between its models. */
export interface BayesianMixtureOptions {
  /**
   * Bits b of the chance 2⁻ᵇ that before each symbol another model takes over (1 … 32); never when left out, which is the
   * Bayesian mixture.
   */
  readonly switchBits?: number;
}

/** Weights in whole units, what is left going to the greatest. */
function toUnits(weights: Float64Array, units: Float64Array): void {
  let left = UNITS;
  let top = 0;
  for (let j = 0; j < weights.length; j++) {
    units[j] = Math.floor(weights[j]! * UNITS);
    left -= units[j]!;
    if (weights[j]! > weights[top]!) top = j;
  }
  units[top]! += left;
}

function predictor(parts: readonly Predictor[], switching: number): Predictor {
  const m = parts.length;
  const weights = new Float64Array(m).fill(1 / m);
  const units = new Float64Array(m);
  toUnits(weights, units);
  const heaviest = (): Predictor => {
    let top = 0;
    for (let j = 1; j < m; j++) if (weights[j]! > weights[top]!) top = j;
    return parts[top]!;
  };
  return {
    below(symbol) {
      let sum = 0;
      for (let j = 0; j < m; j++) sum += units[j]! * parts[j]!.below(symbol);
      return Math.floor(sum / UNITS);
    },
    probability(symbol) {
      let sum = 0;
      for (let j = 0; j < m; j++) sum += weights[j]! * parts[j]!.probability(symbol);
      return sum;
    },
    near: (slot) => heaviest().near?.(slot) ?? 0,
    update(symbol) {
      let total = 0;
      for (let j = 0; j < m; j++) {
        weights[j]! *= parts[j]!.probability(symbol);
        total += weights[j]!;
      }
      for (let j = 0; j < m; j++) {
        const posterior = Math.max(weights[j]! / total, LEAST_WEIGHT);
        weights[j] = posterior * (1 - switching) + switching / m;
      }
      toUnits(weights, units);
      for (const part of parts) part.update(symbol);
    },
  };
}

/**
 * Several models at once, each weighted by how well it has foretold the message so far.
 *
 * Expectations are Σ wⱼ pⱼ with w the posterior over the models (equal weights at first): the evidence of the message is
 * their mean, so that it costs at most log₂ m bits more than under the best of m models. With `switchBits` b the weights
 * are mixed again by 2⁻ᵇ at each symbol (fixed share): a message whose best model changes costs about b + log₂ m bits for
 * each change. Weights are products, quotients and sums in a fixed order: the same on every machine if the models are.
 *
 * @throws RelentError "invalid-argument" for no or more than 16 models, for unequal alphabets, and for bits outside 1 … 32.
 * @see Herbster & Warmuth, Tracking the best expert, Machine Learning 32 (1998) 151–178.
 * @example
 * ```ts
 * const orders = [0, 1, 2].map((order) => krichevskyTrofimov({ alphabet: 4, order }));
 * const message = Uint8Array.from({ length: 4000 }, (_, i) => (i * i) % 4);
 * decode(encode(message, bayesianMixture(orders))).length // 4000
 * encode(message, bayesianMixture(orders)).length < encode(message, orders[0]).length // true
 * ```
 */
export function bayesianMixture(
  models: readonly SequentialModel[],
  options: BayesianMixtureOptions = {},
): SequentialModel {
  requireWhole("bayesianMixture", "the number of models", models.length, 1, 16);
  const alphabet = models[0]!.alphabet;
  models.forEach((model, j) => {
    if (model.alphabet !== alphabet) {
      invalid(
        `bayesianMixture: models[${j}] has an alphabet of ${model.alphabet}; models[0] has ${alphabet}, they must be as large`,
        { index: j, value: model.alphabet },
      );
    }
  });
  const { switchBits = 0 } = options;
  if (options.switchBits !== undefined) requireWhole("bayesianMixture", "switchBits", switchBits, 1, 32);
  const writer = byteWriter();
  writer.byte(MIXTURE);
  writer.whole(switchBits);
  writer.whole(models.length);
  for (const { description } of models) writer.bytes(description);
  return {
    kind: models.every(({ kind }) => kind === "adaptive") ? "adaptive" : "conditional",
    alphabet,
    description: writer.done(),
    start: (message) =>
      predictor(
        models.map((model) => model.start(message)),
        switchBits === 0 ? 0 : 2 ** -switchBits,
      ),
  };
}
