import { normalDraw } from "../../random/index.ts";
import { erf, erfc } from "../../scalar/erf.ts";
import { erfcInverse, erfInverse } from "../../scalar/erf-inverse.ts";
import { logGamma } from "../../scalar/log-gamma.ts";
import type { Univariate } from "../distribution.ts";
import type { Law } from "../law.ts";
import { POSITIVE, REAL } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { EULER, LOG_SQRT_2PI } from "./constants.ts";
import { powerGammaKl } from "./power-gamma-kl.ts";
import { LINE } from "./supports.ts";

const LOG_SQRT_PI = 0.5723649429247001;

/** √(exp(−z)/2), of which the distribution function is erfc. */
const root = (z: number): number => Math.exp(-0.5 * z) * Math.SQRT1_2;

const MOYAL: Law<"location" | "scale"> = {
  name: "moyal",
  parameters: { location: REAL, scale: POSITIVE },
  support: () => LINE,
  logDensity(x, { location, scale }) {
    const z = (x - location) / scale;
    return -0.5 * (z + Math.exp(-z)) - Math.log(scale) - LOG_SQRT_2PI;
  },
  cdf: (x, { location, scale }) => erfc(root((x - location) / scale)),
  survival: (x, { location, scale }) => erf(root((x - location) / scale)),
  quantile: (u, { location, scale }) => location - scale * Math.log(2 * erfcInverse(u) ** 2),
  upperQuantile: (u, { location, scale }) => location - scale * (Math.LN2 + 2 * Math.log(erfInverse(u))),
  sample: (stream, { location, scale }) => location - 2 * scale * Math.log(Math.abs(normalDraw(stream))),
  mean: ({ location, scale }) => location + scale * (EULER + Math.LN2),
  variance: ({ scale }) => 0.5 * (Math.PI * scale) ** 2,
  entropy: ({ scale }) => Math.log(scale) + LOG_SQRT_2PI + 0.5 * (EULER + Math.LN2 + 1),
  moments({ location, scale }) {
    const mean = location + scale * (EULER + Math.LN2);
    return {
      mean,
      square: mean * mean + 0.5 * (Math.PI * scale) ** 2,
      exp(t) {
        const k = -t * scale;
        if (k <= -0.5) return Number.POSITIVE_INFINITY;
        return Math.exp(t * location + k * Math.LN2 + logGamma(0.5 + k) - LOG_SQRT_PI);
      },
    };
  },
  crossEntropyFrom(given, { location, scale }) {
    const decay = given.exp?.(-1 / scale);
    if (decay === Number.POSITIVE_INFINITY) return decay;
    if (decay === undefined || given.mean === undefined) return undefined;
    const raised = decay * Math.exp(location / scale);
    return Math.log(scale) + LOG_SQRT_2PI + 0.5 * ((given.mean - location) / scale + raised);
  },
  kl(p, q) {
    const power = (p.scale - q.scale) / q.scale;
    const scale = (q.location - p.location) / q.scale + power * Math.LN2;
    return powerGammaKl(0.5, { power, scale, ratio: p.scale / q.scale });
  },
};

/**
 * The Moyal law: location − scale·log Z² of a standard normal Z, near Landau's law of energy losses.
 *
 * Density exp(−(z + e⁻ᶻ)/2)/(scale √2π) with z = (x − location)/scale.
 *
 * @param location - The mode, a finite number.
 * @param scale - Above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(moyal(0, 1), moyal(1, 2)) // 0.2833010926740327
 * moyal(0, 1).mean() // 1.2703628454614782
 * ```
 */
export function moyal(location: number, scale: number): Univariate {
  return univariate(MOYAL, { location, scale });
}
