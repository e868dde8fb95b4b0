import type { WithoutReplacementGaussianEvent } from "../event.ts";
import { whole, within } from "../fail.ts";
import { gaussianPair } from "../loss/gaussian-pair.ts";
import { replacedMixturePair } from "../loss/mixture-pair.ts";
import type { Mechanism } from "../mechanism.ts";

const MAKER = "withoutReplacementGaussian";

export const WITHOUT_REPLACEMENT_GAUSSIAN: Mechanism<WithoutReplacementGaussianEvent> = {
  name: "withoutReplacementGaussian",
  maker: MAKER,
  parameters: [
    { name: "noiseMultiplier", allowed: "at least 0.1" },
    { name: "population", allowed: "a whole number from 1" },
    { name: "batch", allowed: "a whole number from 1 to the population" },
  ],
  adjacencies: ["replace-one"],
  remedy: 'use "replace-one", or poissonSubsampledGaussian if every record joins a batch by itself',
  check({ noiseMultiplier, population, batch }) {
    within(MAKER, "noiseMultiplier", noiseMultiplier, [0.1, Infinity], "low");
    whole(MAKER, "population", population, 1);
    whole(MAKER, "batch", batch, 1);
    within(MAKER, "batch", batch, [1, population], "both");
  },
  describe: ({ noiseMultiplier, population, batch }) =>
    `normal noise of ${noiseMultiplier} times the clipping norm on ${batch} of ${population} records drawn without replacement`,
  pairs: ({ noiseMultiplier, population, batch }) => [
    batch === population
      ? gaussianPair(2 / noiseMultiplier)
      : replacedMixturePair(noiseMultiplier / 2, batch / population),
  ],
  tight: false,
};

/**
 * Normal noise on a sum over a batch of fixed size drawn without replacement; one record replaced moves it by at most
 * twice the clipping norm.
 *
 * "replace-one" adjacency.
 *
 * @param noiseMultiplier - σ: the standard deviation of the noise over the clipping norm, at least 0.1.
 * @param population - How many records there are.
 * @param batch - How many are drawn, from 1 to `population`.
 * @throws RelentError "invalid-argument" for other numbers.
 * @see Balle, Barthe & Gaboardi, NeurIPS 2018; Zhu, Dong & Wang, AISTATS 2022, theorem 11.
 * @example
 * ```ts
 * withoutReplacementGaussian(1, 1000, 10).adjacency // "replace-one"
 * ```
 */
export function withoutReplacementGaussian(
  noiseMultiplier: number,
  population: number,
  batch: number,
): WithoutReplacementGaussianEvent {
  const event: WithoutReplacementGaussianEvent = {
    mechanism: "withoutReplacementGaussian",
    noiseMultiplier,
    population,
    batch,
    adjacency: "replace-one",
  };
  WITHOUT_REPLACEMENT_GAUSSIAN.check(event);
  return event;
}
