import { halfLineIntegral } from "../../scalar/double-exponential.ts";
import { expm1mx } from "../../scalar/expm1mx.ts";
import { scaledE1 } from "../../scalar/exponential-integral.ts";
import { gammaQ } from "../../scalar/incomplete-gamma.ts";
import { logGamma1p } from "../../scalar/log-gamma.ts";
import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import { POSITIVE } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { rateExcess } from "./log-excess.ts";
import { HALF_LINE } from "./supports.ts";

type Names = "shape" | "rate";

/** E f(T) of T = exp(rate·X) − 1, which is exponential. */
const expectation = (f: (t: number) => number, shape: number): number =>
  halfLineIntegral((s) => f(s / shape) * Math.exp(-s));

const mean = ({ shape, rate }: Values<Names>): number => scaledE1(shape) / rate;

const variance = ({ shape, rate }: Values<Names>): number => {
  const centre = scaledE1(shape);
  return expectation((t) => (Math.log1p(t) - centre) ** 2, shape) / (rate * rate);
};

/** E exp(tX) = e^shape shape^(−r) Γ(1 + r, shape), r = t/rate > −1. */
function expMoment(t: number, { shape, rate }: Values<Names>): number | undefined {
  const r = t / rate;
  if (r <= -1) return undefined;
  return Math.exp(shape - r * Math.log(shape) + logGamma1p(r)) * gammaQ(1 + r, shape);
}

const GOMPERTZ: Law<Names> = {
  name: "gompertz",
  parameters: { shape: POSITIVE, rate: POSITIVE },
  support: () => HALF_LINE,
  logDensity: (x, { shape, rate }) => Math.log(shape * rate) + rate * x - shape * Math.expm1(rate * x),
  cdf: (x, { shape, rate }) => -Math.expm1(-shape * Math.expm1(rate * x)),
  survival: (x, { shape, rate }) => Math.exp(-shape * Math.expm1(rate * x)),
  quantile: (u, { shape, rate }) => Math.log1p(-Math.log1p(-u) / shape) / rate,
  upperQuantile: (u, { shape, rate }) => Math.log1p(-Math.log(u) / shape) / rate,
  sample: (stream, { shape, rate }) => Math.log1p(-Math.log(stream.uniform()) / shape) / rate,
  mean,
  variance,
  entropy: ({ shape, rate }) => 1 - Math.log(shape * rate) - scaledE1(shape),
  moments(values) {
    const centre = mean(values);
    return {
      mean: centre,
      square: centre * centre + variance(values),
      exp: (t) => expMoment(t, values),
    };
  },
  crossEntropyFrom(given, { shape, rate }) {
    const grown = given.exp?.(rate);
    if (grown === Number.POSITIVE_INFINITY) return grown;
    if (grown === undefined || given.mean === undefined) return undefined;
    return shape * (grown - 1) - Math.log(shape * rate) - rate * given.mean;
  },
  /**
   * With T exponential of rate p.shape, U = log(1 + T), β = q.shape/p.shape − 1, ρ = q.rate/p.rate − 1; each
   * term is of second order.
   */
  kl(p, q) {
    const beta = (q.shape - p.shape) / p.shape;
    const rho = (q.rate - p.rate) / p.rate;
    if (rho === 0) return rateExcess(q.shape, p.shape);
    const bend = expectation((t) => (1 + t) * expm1mx(rho * Math.log1p(t)), p.shape);
    const value =
      rho * beta * (1 + scaledE1(p.shape)) +
      q.shape * bend +
      rateExcess(q.shape, p.shape) +
      rateExcess(q.rate, p.rate);
    return Math.max(0, value);
  },
};

/**
 * The Gompertz law of lifetimes, with a hazard that grows exponentially.
 *
 * Density shape·rate·exp(rate·x − shape(exp(rate·x) − 1)) for x ≥ 0. D(p‖q) and the variance are closed but
 * for one expectation, taken by quadrature to 1e-14.
 *
 * @param shape - The hazard at 0 over the rate, above 0.
 * @param rate - At which the hazard grows, above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(gompertz(1, 1), gompertz(0.5, 2)) // 0.403652637676806
 * ```
 */
export function gompertz(shape: number, rate: number): Univariate {
  return univariate(GOMPERTZ, { shape, rate });
}
