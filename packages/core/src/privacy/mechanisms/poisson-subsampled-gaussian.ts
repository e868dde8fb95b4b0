import type { PoissonSubsampledGaussianEvent } from "../event.ts";
import { within } from "../fail.ts";
import { gaussianPair } from "../loss/gaussian-pair.ts";
import { mixturePair } from "../loss/mixture-pair.ts";
import type { Mechanism } from "../mechanism.ts";

const MAKER = "poissonSubsampledGaussian";

export const POISSON_SUBSAMPLED_GAUSSIAN: Mechanism<PoissonSubsampledGaussianEvent> = {
  name: "poissonSubsampledGaussian",
  maker: MAKER,
  parameters: [
    { name: "noiseMultiplier", allowed: "at least 0.05" },
    { name: "samplingRate", allowed: "in (0, 1]" },
  ],
  adjacencies: ["add-remove"],
  remedy: 'use "add-remove", or withoutReplacementGaussian for batches of a fixed size',
  check({ noiseMultiplier, samplingRate }) {
    within(MAKER, "noiseMultiplier", noiseMultiplier, [0.05, Infinity], "low");
    within(MAKER, "samplingRate", samplingRate, [0, 1], "high");
  },
  describe: ({ noiseMultiplier, samplingRate }) =>
    `normal noise of ${noiseMultiplier} times the clipping norm on a Poisson sample of rate ${samplingRate}`,
  pairs: ({ noiseMultiplier, samplingRate }) =>
    samplingRate === 1
      ? [gaussianPair(1 / noiseMultiplier)]
      : [mixturePair(noiseMultiplier, samplingRate, true), mixturePair(noiseMultiplier, samplingRate, false)],
  tight: true,
};

/**
 * One step of private stochastic gradient descent: normal noise on a sum over a batch that each record joins by itself.
 *
 * The batch must be drawn anew in every step, each record independently: shuffled or fixed-size batches are another
 * mechanism. "add-remove" adjacency.
 *
 * @param noiseMultiplier - σ: the standard deviation of the noise over the clipping norm, at least 0.05.
 * @param samplingRate - q: the probability that a record is in the batch, in (0, 1].
 * @throws RelentError "invalid-argument" for other numbers.
 * @see Mironov, Talwar & Zhang, arXiv 1908.10530.
 * @example
 * ```ts
 * const run = selfCompose(poissonSubsampledGaussian(1.1, 0.01), 10000);
 * privacyEpsilon(run, 1e-5).value.toFixed(8) // "5.19258345"
 * ```
 */
export function poissonSubsampledGaussian(
  noiseMultiplier: number,
  samplingRate: number,
): PoissonSubsampledGaussianEvent {
  const event: PoissonSubsampledGaussianEvent = {
    mechanism: "poissonSubsampledGaussian",
    noiseMultiplier,
    samplingRate,
    adjacency: "add-remove",
  };
  POISSON_SUBSAMPLED_GAUSSIAN.check(event);
  return event;
}
