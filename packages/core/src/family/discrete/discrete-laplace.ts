import { expm1mx } from "../../scalar/expm1mx.ts";
import { secondOrderRemainder } from "../../scalar/gauss-legendre.ts";
import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import { POSITIVE } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { INTEGER } from "./domain.ts";
import { searchedQuantiles } from "./least-integer.ts";

type Names = "location" | "scale";

const support = () => ({ low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY, integers: true });

/** P(X ≥ d) about the location, for d > 0: rᵈ/(1 + r), r = e^(−1/scale). */
const beyond = (d: number, scale: number): number => Math.exp(-d / scale) / (1 + Math.exp(-1 / scale));

const TAILS = {
  cdf(x: number, { location, scale }: Values<Names>) {
    const d = x - location;
    return d < 0 ? beyond(-d, scale) : 1 - beyond(d + 1, scale);
  },
  survival(x: number, { location, scale }: Values<Names>) {
    const d = x - location;
    return d < 0 ? 1 - beyond(-d, scale) : beyond(d + 1, scale);
  },
  mean: ({ location }: Values<Names>) => location,
  variance: ({ scale }: Values<Names>) => 0.5 / Math.sinh(0.5 / scale) ** 2,
};

/** sinh a − a. */
function sinhmx(a: number): number {
  if (a > 1) return Math.sinh(a) - a;
  const w = a * a;
  return ((a * w) / 6) * (1 + (w / 20) * (1 + (w / 42) * (1 + (w / 72) * (1 + (w / 110) * (1 + w / 156)))));
}

const geometricDraw = (uniform: number, scale: number): number => Math.floor(-Math.log(uniform) * scale);

const DISCRETE_LAPLACE: Law<Names> = {
  name: "discreteLaplace",
  parameters: { location: INTEGER, scale: POSITIVE },
  support,
  logDensity: (x, { location, scale }) => Math.log(Math.tanh(0.5 / scale)) - Math.abs(x - location) / scale,
  ...TAILS,
  ...searchedQuantiles(TAILS, support),
  sample: (random, { location, scale }) =>
    location + geometricDraw(random.uniform(), scale) - geometricDraw(random.uniform(), scale),
  entropy: ({ scale }) => 1 / (scale * Math.sinh(1 / scale)) - Math.log(Math.tanh(0.5 / scale)),
  kl(p, q) {
    const a = 1 / p.scale;
    const b = 1 / q.scale;
    const step = (p.scale - q.scale) / (p.scale * q.scale);
    const scales =
      Math.abs(step) < 0.5 * Math.min(a, b)
        ? secondOrderRemainder((x) => Math.cosh(x) / Math.sinh(x) ** 2, a, step)
        : Math.log(Math.tanh(0.5 * a) / Math.tanh(0.5 * b)) + step / Math.sinh(a);
    const d = Math.abs(p.location - q.location);
    if (d === 0) return scales;
    return scales + b * (a > 700 ? d : (expm1mx(-a * d) + d * sinhmx(a)) / Math.sinh(a));
  },
};

/**
 * The two-sided geometric (discrete Laplace) law.
 *
 * P(k) = tanh(1/2s) e^(−|k − location|/s) for every integer k and scale s: the noise of integer-valued differential
 * privacy, s = sensitivity/ε. D(p‖q) is closed.
 *
 * @param location - The centre, an integer.
 * @param scale - Above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @see Inusah & Kozubowski, J. Statist. Plan. Inference 136 (2006) 1090.
 * @example
 * ```ts
 * kl(discreteLaplace(0, 2), discreteLaplace(1, 2)) // 0.12245933120185452
 * discreteLaplace(0, 1).variance() // 1.8413471884155845
 * ```
 */
export function discreteLaplace(location: number, scale: number): Univariate {
  return univariate(DISCRETE_LAPLACE, { location, scale });
}
