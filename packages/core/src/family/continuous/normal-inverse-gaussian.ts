import { normalDraw } from "../../random/index.ts";
import { scaledBesselK } from "../../scalar/bessel-k.ts";
import { bracketedRoot } from "../../scalar/bracketed-root.ts";
import { halfLineIntegral } from "../../scalar/double-exponential.ts";
import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import { POSITIVE, REAL } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { inverseGaussian } from "./inverse-gaussian.ts";
import { LINE } from "./supports.ts";

type Names = "location" | "scale" | "steepness" | "asymmetry";

const gamma = ({ steepness, asymmetry }: Values<Names>): number =>
  Math.sqrt((steepness - asymmetry) * (steepness + asymmetry));

function logDensity(x: number, values: Values<Names>): number {
  const { location, scale, steepness, asymmetry } = values;
  const d = x - location;
  const radius = Math.hypot(scale, d);
  const bessel = scaledBesselK(1, steepness * radius);
  const exponent = scale * gamma(values) + asymmetry * d - steepness * radius;
  return exponent + Math.log((steepness * scale * bessel) / (Math.PI * radius));
}

const mean = (values: Values<Names>): number =>
  values.location + (values.scale * values.asymmetry) / gamma(values);

const variance = (values: Values<Names>): number =>
  (values.scale * values.steepness ** 2) / gamma(values) ** 3;

/** The mass beyond x, in the direction of `side`, which leads away from the mean. */
function beyond(x: number, side: 1 | -1, values: Values<Names>): number {
  const unit = Math.sqrt(variance(values));
  return unit * halfLineIntegral((s) => Math.exp(logDensity(x + side * s * unit, values)));
}

const cdf = (x: number, values: Values<Names>): number =>
  x < mean(values) ? beyond(x, -1, values) : 1 - beyond(x, 1, values);

const survival = (x: number, values: Values<Names>): number =>
  x < mean(values) ? 1 - beyond(x, -1, values) : beyond(x, 1, values);

function point(u: number, rest: number, values: Values<Names>): number {
  const gap =
    u < 0.5
      ? (x: number) => Math.log(cdf(x, values) / u)
      : (x: number) => Math.log(rest / survival(x, values));
  const centre = mean(values);
  const side = gap(centre) < 0 ? 1 : -1;
  let near = centre;
  let far = centre;
  for (let step = Math.sqrt(variance(values)); gap(far) * side < 0; step *= 2) {
    near = far;
    far += side * step;
  }
  return bracketedRoot(gap, Math.min(near, far), Math.max(near, far));
}

const NORMAL_INVERSE_GAUSSIAN: Law<Names> = {
  name: "normalInverseGaussian",
  parameters: { location: REAL, scale: POSITIVE, steepness: POSITIVE, asymmetry: REAL },
  refuse: ({ steepness, asymmetry }) =>
    Math.abs(asymmetry) < steepness
      ? undefined
      : `steepness = ${steepness} and asymmetry = ${asymmetry}; |asymmetry| must be below steepness`,
  support: () => LINE,
  logDensity,
  cdf,
  survival,
  quantile: (u, values) => point(u, 1 - u, values),
  upperQuantile: (u, values) => point(1 - u, u, values),
  sample(stream, values) {
    const time = inverseGaussian(values.scale / gamma(values), values.scale ** 2).sample(stream);
    return values.location + values.asymmetry * time + Math.sqrt(time) * normalDraw(stream);
  },
  mean,
  variance,
  moments(values) {
    const { location, scale, steepness, asymmetry } = values;
    const centre = mean(values);
    return {
      mean: centre,
      square: centre * centre + variance(values),
      exp(t) {
        const moved = { ...values, asymmetry: asymmetry + t };
        if (Math.abs(asymmetry + t) > steepness) return Number.POSITIVE_INFINITY;
        return Math.exp(t * location + scale * (gamma(values) - gamma(moved)));
      },
    };
  },
};

/**
 * The normal inverse Gaussian law (Barndorff-Nielsen 1977): a normal law whose variance is inverse Gaussian,
 * for returns with heavy tails.
 *
 * Density α δ K₁(α r)/(π r) exp(δ√(α² − β²) + β(x − μ)), r = √(δ² + (x − μ)²). Distribution function, entropy
 * and D(p‖q) have no closed form and are integrated.
 *
 * @param location - μ, a finite number.
 * @param scale - δ, above 0.
 * @param steepness - α, the rate at which the tails fall, above 0.
 * @param asymmetry - β, between −steepness and steepness.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * normalInverseGaussian(0, 1, 2, 0).variance() // 0.5
 * normalInverseGaussian(0, 1, 1, 0).cdf(0) // 0.5
 * ```
 */
export function normalInverseGaussian(
  location: number,
  scale: number,
  steepness: number,
  asymmetry: number,
): Univariate {
  return univariate(NORMAL_INVERSE_GAUSSIAN, { location, scale, steepness, asymmetry });
}
