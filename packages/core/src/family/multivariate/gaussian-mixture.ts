import { RelentError } from "../../error.ts";
import { logSumExp } from "../../scalar/log-sum-exp.ts";
import { checkTotal } from "../discrete/probability-list.ts";
import { refuseSize } from "./checked-vector.ts";
import { type MultivariateNormal, multivariateNormal } from "./multivariate-normal.ts";
import type { Multivariate, VectorLaw } from "./vector-law.ts";
import { vectorMember, wrongLength } from "./vector-member.ts";
import { written } from "./written.ts";

/** A mixture of normal laws on vectors. */
export interface GaussianMixture extends Multivariate {
  readonly weights: readonly number[];
  readonly components: readonly MultivariateNormal[];
}

interface Parts {
  readonly weights: readonly number[];
  readonly components: readonly MultivariateNormal[];
  readonly text: string;
}

const mean = ({ weights, components }: Parts): number[] => {
  const centres = components.map((one) => one.mean!());
  return centres[0]!.map((_, i) => weights.reduce((sum, weight, k) => sum + weight * centres[k]![i]!, 0));
};

const GAUSSIAN_MIXTURE: VectorLaw<Parts, readonly number[]> = {
  name: "gaussianMixture",
  on: "space",
  dimension: ({ components }) => components[0]!.dimension,
  write: ({ text }) => text,
  refusePoint: (x, { components }) => wrongLength(x, components[0]!.dimension),
  logDensity: (x, { weights, components }) =>
    logSumExp(components.map((one, k) => Math.log(weights[k]!) + one.logDensity(x))),
  sample(random, { weights, components }) {
    let left = random.uniform();
    let k = 0;
    while (k < weights.length - 1 && left >= weights[k]!) left -= weights[k++]!;
    while (weights[k] === 0) k--;
    return components[k]!.sample(random);
  },
  mean,
  covariance(parts) {
    const centre = mean(parts);
    const own = parts.components.map((one) => one.covariance!());
    const away = parts.components.map((one) => one.mean!().map((value, i) => value - centre[i]!));
    return centre.map((_, i) =>
      centre.map((_, j) =>
        parts.weights.reduce(
          (sum, weight, k) => sum + weight * (own[k]![i]![j]! + away[k]![i]! * away[k]![j]!),
          0,
        ),
      ),
    );
  },
};

/**
 * A mixture of normal laws on vectors.
 *
 * Divergences of mixtures have no closed form: `mixtureKlBounds(p, q)` gives bounds and approximations from the
 * components, `estimateKl(p, q, { seed })` the value by sampling; on the line `mixture` is exact by quadrature.
 *
 * @param weights - One for each component, from 0 to 1, with sum 1.
 * @param means - One list of d numbers for each component.
 * @param covariances - One matrix for each component, d rows of d numbers.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * const p = gaussianMixture([0.3, 0.7], [[-1], [2]], [[[0.25]], [[1]]]);
 * const q = gaussianMixture([0.5, 0.5], [[-1], [1]], [[[1]], [[1]]]);
 * mixtureKlBounds(p, q).variational // 0.4825482259037628
 * p.mean() // [1.0999999999999999]
 * kl(p, p) // 0
 * ```
 */
export function gaussianMixture(
  weights: ArrayLike<number>,
  means: ArrayLike<ArrayLike<number>>,
  covariances: ArrayLike<ArrayLike<ArrayLike<number>>>,
): GaussianMixture {
  checkTotal("gaussianMixture", weights);
  refuseSize("gaussianMixture", "means", means.length, weights.length);
  refuseSize("gaussianMixture", "covariances", covariances.length, weights.length);
  const components = Array.from(means, (centre, k) => multivariateNormal(centre, covariances[k]!));
  const odd = components.findIndex((one) => one.dimension !== components[0]!.dimension);
  if (odd >= 0) {
    throw new RelentError(
      "invalid-argument",
      `gaussianMixture: means[${odd}] has ${components[odd]!.dimension} entries and means[0] has ${components[0]!.dimension}; all must have as many`,
      { index: odd },
    );
  }
  const parts: Parts = {
    weights: Array.from(weights),
    components,
    text: written(
      "gaussianMixture",
      weights,
      components.map((one) => one.mean!()),
      components.map((one) => one.covariance!()),
    ),
  };
  const more = { weights: parts.weights, components };
  return vectorMember(GAUSSIAN_MIXTURE, parts, more) as unknown as GaussianMixture;
}
