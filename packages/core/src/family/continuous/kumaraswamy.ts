import { digamma } from "../../scalar/digamma.ts";
import { unitIntegral } from "../../scalar/double-exponential.ts";
import { expm1mx } from "../../scalar/expm1mx.ts";
import { logBeta } from "../../scalar/log-beta.ts";
import { log1mexp } from "../../scalar/log1mexp.ts";
import { log1pmx } from "../../scalar/log1pmx.ts";
import { trigamma } from "../../scalar/trigamma.ts";
import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import type { Moments } from "../moments.ts";
import { POSITIVE } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { rateExcess } from "./log-excess.ts";
import { UNIT_INTERVAL } from "./supports.ts";

type Names = "a" | "b";

/** ψ(b + 1) − ψ(1), the harmonic number of b. */
const harmonic = (b: number): number => digamma(b + 1) - digamma(1);

/** The x with 1 − (1 − x^a)^b = u, where log(1 − u) is given. */
const pointAt = (logRest: number, { a, b }: Values<Names>): number =>
  Math.exp(Math.log(-Math.expm1(logRest / b)) / a);

function powerMoment(k: number, { a, b }: Values<Names>): number {
  if (1 + k / a <= 0) return Number.POSITIVE_INFINITY;
  return b * Math.exp(logBeta(1 + k / a, b));
}

/** E of −y log y/(1 − y) where 1 − y is the greatest of b uniform numbers: (ψ(b + 1) − ψ(2))/(b − 1). */
function meanSlope(b: number): number {
  const h = b - 1;
  if (Math.abs(h) > 0.02) return (harmonic(b) - 1) / h;
  return unitIntegral((t) => trigamma(2 + h * t));
}

/**
 * D(p‖q) on y = x^a, of law Beta(1, b): with ρ = a'/a − 1, β = b'/b − 1 and x(u) = u − log(1 + u),
 * x(β) + x(ρ) − ρ(b' − b) E s − (b' − 1) E[w − ρs], s = −y log y/(1 − y), w = log((1 − y^(1+ρ))/(1 − y)).
 *
 * w − ρs is formed as one figure of second order in ρ, and its expectation by quadrature.
 */
function kl(p: Values<Names>, q: Values<Names>): number {
  const rho = (q.a - p.a) / p.a;
  const shapes = rateExcess(q.b, p.b) + rateExcess(q.a, p.a);
  if (rho === 0) return shapes;
  const excess = (v: number, rest: number): number => {
    const log1my = v < 0.5 ? Math.log(v) / p.b : Math.log1p(-rest) / p.b;
    if (log1my < -36) return log1pmx(rho);
    const logY = log1mexp(-log1my);
    const odds = Math.exp(logY - log1my);
    const z = -odds * Math.expm1(rho * logY);
    return log1pmx(z) - odds * expm1mx(rho * logY);
  };
  const bend = q.b === 1 ? 0 : (q.b - 1) * unitIntegral(excess);
  return Math.max(0, shapes - rho * (q.b - p.b) * meanSlope(p.b) - bend);
}

function moments(values: Values<Names>): Moments {
  const { a, b } = values;
  const log = -harmonic(b) / a;
  const power = (k: number) => powerMoment(k, values);
  return {
    mean: power(1),
    square: power(2),
    reciprocal: power(-1),
    log,
    logSquare: log * log + (trigamma(1) - trigamma(b + 1)) / (a * a),
    ...(a === 1 && { log1m: -1 / b }),
    power,
  };
}

const KUMARASWAMY: Law<Names> = {
  name: "kumaraswamy",
  parameters: { a: POSITIVE, b: POSITIVE },
  support: () => UNIT_INTERVAL,
  logDensity(x, { a, b }) {
    const log = Math.log(x);
    return (
      Math.log(a) +
      Math.log(b) +
      (a === 1 ? 0 : (a - 1) * log) +
      (b === 1 ? 0 : x === 0 ? 0 : (b - 1) * log1mexp(-a * log))
    );
  },
  cdf: (x, { a, b }) => -Math.expm1(b * Math.log1p(-(x ** a))),
  survival: (x, { a, b }) => (x === 0 ? 1 : Math.exp(b * log1mexp(-a * Math.log(x)))),
  quantile: (u, values) => pointAt(Math.log1p(-u), values),
  upperQuantile: (u, values) => pointAt(Math.log(u), values),
  sample: (stream, values) => pointAt(Math.log(stream.uniform()), values),
  mean: (values) => powerMoment(1, values),
  variance: (values) => powerMoment(2, values) - powerMoment(1, values) ** 2,
  entropy: ({ a, b }) => 1 - 1 / b + (1 - 1 / a) * harmonic(b) - Math.log(a) - Math.log(b),
  moments,
  crossEntropyFrom({ log, log1m }, { a, b }) {
    const right = b === 1 ? 0 : a === 1 ? log1m : undefined;
    const left = a === 1 ? 0 : log;
    if (left === undefined || right === undefined) return undefined;
    return -Math.log(a) - Math.log(b) - (a - 1) * left - (b - 1) * right;
  },
  kl,
};

/**
 * The Kumaraswamy law, of a shape like the beta law's with a distribution function in closed form.
 *
 * Distribution function 1 − (1 − x^a)^b for 0 < x < 1. D(p‖q) is closed but for one bounded expectation,
 * taken by quadrature to 1e-14.
 *
 * @param a - Above 0.
 * @param b - Above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(kumaraswamy(2, 3), kumaraswamy(1.5, 2.5)) // 0.04540649019175523
 * kumaraswamy(2, 3).cdf(0.5) // 0.578125
 * ```
 */
export function kumaraswamy(a: number, b: number): Univariate {
  return univariate(KUMARASWAMY, { a, b });
}
