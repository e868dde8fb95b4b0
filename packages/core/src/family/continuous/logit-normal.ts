import { normalDraw } from "../../random/index.ts";
import { gaussLegendre } from "../../scalar/gauss-legendre.ts";
import { normalCdf, normalQuantile, normalTail } from "../../scalar/normal.ts";
import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import { POSITIVE, REAL } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { normal } from "./normal.ts";
import { UNIT_INTERVAL } from "./supports.ts";

type Names = "mu" | "sigma";

const logit = (x: number): number => Math.log(x) - Math.log1p(-x);
const expit = (y: number): number => 1 / (1 + Math.exp(-y));
const standard = (x: number, { mu, sigma }: Values<Names>): number => (logit(x) - mu) / sigma;

/**
 * E f(X) by quadrature on twelve standard deviations either side, in steps that a steep curve does not pass
 * over.
 */
function expectation(f: (x: number) => number, { mu, sigma }: Values<Names>): number {
  const panels = Math.min(4000, 8 + Math.ceil(6 * sigma));
  const density = (z: number) => f(expit(mu + sigma * z)) * Math.exp(-0.5 * z * z);
  return gaussLegendre(density, -12, 12, panels) / Math.sqrt(2 * Math.PI);
}

const LOGIT_NORMAL: Law<Names> = {
  name: "logitNormal",
  parameters: { mu: REAL, sigma: POSITIVE },
  support: () => UNIT_INTERVAL,
  logDensity: (x, { mu, sigma }) =>
    x > 0 && x < 1
      ? normal(mu, sigma).logDensity(logit(x)) - Math.log(x) - Math.log1p(-x)
      : Number.NEGATIVE_INFINITY,
  cdf: (x, values) => normalCdf(standard(x, values)),
  survival: (x, values) => normalTail(standard(x, values)),
  quantile: (u, { mu, sigma }) => expit(mu + sigma * normalQuantile(u)),
  upperQuantile: (u, { mu, sigma }) => expit(mu - sigma * normalQuantile(u)),
  sample: (stream, { mu, sigma }) => expit(mu + sigma * normalDraw(stream)),
  mean: (values) => expectation((x) => x, values),
  variance(values) {
    const mean = expectation((x) => x, values);
    return expectation((x) => (x - mean) ** 2, values);
  },
  image: ({ mu, sigma }) => ({ map: "1/(1+exp(-x))", base: normal(mu, sigma) }),
};

/**
 * The logit-normal law: 1/(1 + exp(−X)) of a normal X.
 *
 * Density exp(−(logit x − mu)²/2sigma²)/(sigma √2π x(1 − x)) for 0 < x < 1. Mean and variance are integrated,
 * to 1e-13.
 *
 * @param mu - The mean of X.
 * @param sigma - The standard deviation of X, above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(logitNormal(0, 1), logitNormal(1, 2)) // 0.4431471805599453
 * ```
 */
export function logitNormal(mu: number, sigma: number): Univariate {
  return univariate(LOGIT_NORMAL, { mu, sigma });
}
