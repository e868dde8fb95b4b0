import { gammaDraw, normalDraw } from "../../random/index.ts";
import { digamma } from "../../scalar/digamma.ts";
import { logGamma } from "../../scalar/log-gamma.ts";
import { logRatio } from "../../scalar/log-ratio.ts";
import { powerGammaKl } from "../continuous/power-gamma-kl.ts";
import { checkParameter, POSITIVE, REAL } from "../parameter.ts";
import { pivotTerm } from "./scale-excess.ts";
import type { Multivariate, VectorLaw } from "./vector-law.ts";
import { vectorMember, wrongLength } from "./vector-member.ts";
import { written } from "./written.ts";

interface NormalInverseGamma {
  readonly mean: number;
  readonly strength: number;
  readonly shape: number;
  readonly scale: number;
}

const LOG_2PI = 1.8378770664093453;

const NORMAL_INVERSE_GAMMA: VectorLaw<NormalInverseGamma, readonly number[]> = {
  name: "normalInverseGamma",
  on: "space",
  dimension: () => 2,
  write: ({ mean, strength, shape, scale }) => written("normalInverseGamma", mean, strength, shape, scale),
  refusePoint: (x) => wrongLength(x, 2),
  logDensity([x, variance], { mean, strength, shape, scale }) {
    if (!(variance! > 0)) return Number.NEGATIVE_INFINITY;
    const log = Math.log(variance!);
    const normal = 0.5 * (Math.log(strength) - LOG_2PI - log - (strength * (x! - mean) ** 2) / variance!);
    return normal + shape * Math.log(scale) - logGamma(shape) - (shape + 1) * log - scale / variance!;
  },
  sample(random, { mean, strength, shape, scale }) {
    const variance = scale / gammaDraw(random, shape);
    return [mean + Math.sqrt(variance / strength) * normalDraw(random), variance];
  },
  mean: ({ mean, shape, scale }) => [mean, shape > 1 ? scale / (shape - 1) : Number.POSITIVE_INFINITY],
  entropy({ strength, shape, scale }) {
    const log = Math.log(scale) - digamma(shape);
    const normal = 0.5 * (1 + LOG_2PI - Math.log(strength) + log);
    return normal + shape + logGamma(shape) - shape * Math.log(scale) + (shape + 1) * log;
  },
  kl(p, q) {
    const ratio = (q.strength - p.strength) / p.strength;
    const place = (0.5 * q.strength * (p.mean - q.mean) ** 2 * p.shape) / p.scale;
    const spread = powerGammaKl(p.shape, { shape: q.shape - p.shape, scale: logRatio(q.scale, p.scale) });
    return 0.5 * pivotTerm(ratio, Math.log(q.strength / p.strength)) + place + spread;
  },
  exponential: {
    natural: ({ mean, strength, shape, scale }) =>
      Float64Array.of(strength, strength * mean, scale + 0.5 * strength * mean * mean, shape),
    logNormaliser(natural) {
      const [strength, pull, square, shape] = natural as unknown as [number, number, number, number];
      const scale = square - (0.5 * pull * pull) / strength;
      if (!(strength > 0 && scale > 0 && shape > 0)) return Number.POSITIVE_INFINITY;
      return logGamma(shape) - shape * Math.log(scale) - 0.5 * Math.log(strength);
    },
  },
};

/**
 * The normal-inverse-gamma law of a mean and a variance, the conjugate prior of the normal law.
 *
 * Points are [x, v]: v is inverse gamma with this shape and scale, x given v is normal with variance v/strength. D(p‖q) is closed.
 *
 * @param mean - The centre of x.
 * @param strength - λ, how many observations the mean is worth, above 0.
 * @param shape - Above 0.
 * @param scale - Above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(normalInverseGamma(0, 2, 3, 1.5), normalInverseGamma(0.5, 1, 2, 2)) // 1.0008465999149296
 * normalInverseGamma(0, 2, 3, 1.5).mean() // [0, 0.75]
 * ```
 */
export function normalInverseGamma(
  mean: number,
  strength: number,
  shape: number,
  scale: number,
): Multivariate {
  const values = { mean, strength, shape, scale };
  checkParameter("normalInverseGamma", "mean", mean, REAL);
  for (const name of ["strength", "shape", "scale"] as const) {
    checkParameter("normalInverseGamma", name, values[name], POSITIVE);
  }
  return vectorMember(NORMAL_INVERSE_GAMMA, values) as unknown as Multivariate;
}
