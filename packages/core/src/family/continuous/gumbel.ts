import { logGamma1p } from "../../scalar/log-gamma.ts";
import type { Univariate } from "../distribution.ts";
import type { Law } from "../law.ts";
import { POSITIVE, REAL } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { EULER } from "./constants.ts";
import { extremeValueSlopes } from "./extreme-value-slopes.ts";
import { powerGammaKl } from "./power-gamma-kl.ts";
import { LINE } from "./supports.ts";
import { weibull } from "./weibull.ts";

type Names = "location" | "scale";

const GUMBEL: Law<Names> = {
  name: "gumbel",
  parameters: { location: REAL, scale: POSITIVE },
  support: () => LINE,
  logDensity(x, { location, scale }) {
    const z = (x - location) / scale;
    return -z - Math.exp(-z) - Math.log(scale);
  },
  cdf: (x, { location, scale }) => Math.exp(-Math.exp((location - x) / scale)),
  survival: (x, { location, scale }) => -Math.expm1(-Math.exp((location - x) / scale)),
  quantile: (u, { location, scale }) => location - scale * Math.log(-Math.log(u)),
  upperQuantile: (u, { location, scale }) => location - scale * Math.log(-Math.log1p(-u)),
  sample: (stream, { location, scale }) => location - scale * Math.log(-Math.log(stream.uniform())),
  mean: ({ location, scale }) => location + EULER * scale,
  variance: ({ scale }) => (Math.PI * scale) ** 2 / 6,
  entropy: ({ scale }) => Math.log(scale) + EULER + 1,
  moments({ location, scale }) {
    const mean = location + EULER * scale;
    return {
      mean,
      square: mean * mean + (Math.PI * scale) ** 2 / 6,
      exp: (t) =>
        t * scale < 1 ? Math.exp(t * location + logGamma1p(-t * scale)) : Number.POSITIVE_INFINITY,
    };
  },
  crossEntropyFrom(given, { location, scale }) {
    const decay = given.exp?.(-1 / scale);
    if (decay === Number.POSITIVE_INFINITY) return decay;
    if (decay === undefined || given.mean === undefined) return undefined;
    return Math.log(scale) + (given.mean - location) / scale + decay * Math.exp(location / scale);
  },
  kl: (p, q) =>
    powerGammaKl(1, {
      power: (p.scale - q.scale) / q.scale,
      ratio: p.scale / q.scale,
      scale: (q.location - p.location) / q.scale,
    }),
  klSlopes(p, q, wrt) {
    const ratio = p.scale / q.scale;
    const shift = (q.location - p.location) / q.scale;
    const by = extremeValueSlopes(ratio, shift);
    if (wrt === "p") return { location: -by.scale / q.scale, scale: by.ratio / q.scale };
    return { location: by.scale / q.scale, scale: -(by.scale * shift + by.ratio * ratio) / q.scale };
  },
  image: ({ location, scale }) => ({ map: "-log", base: weibull(1 / scale, Math.exp(-location)) }),
};

/**
 * The Gumbel law, of greatest values.
 *
 * Distribution function exp(−exp(−(x − location)/scale)) on the line.
 *
 * @param location - The mode, a finite number.
 * @param scale - Above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(gumbel(-1, 2.5), gumbel(0.3, 1.2)) // 4.198024744005911
 * gumbel(0, 1).mean() // 0.5772156649015329
 * ```
 */
export function gumbel(location: number, scale: number): Univariate {
  return univariate(GUMBEL, { location, scale });
}
