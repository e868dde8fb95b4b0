import { normalDraw } from "../../random/index.ts";
import { bracketedRoot } from "../../scalar/bracketed-root.ts";
import { erfcx } from "../../scalar/erf.ts";
import { normalCdf, normalQuantile, normalTail } from "../../scalar/normal.ts";
import { skewNormalCdf, skewNormalTail } from "../../scalar/skew-normal.ts";
import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import { POSITIVE, REAL } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { normal } from "./normal.ts";
import { LINE } from "./supports.ts";

type Names = "location" | "scale" | "shape";

const LOG_SQRT_HALF_PI = 0.22579135264472744;

/** log Φ(x). */
function logNormalCdf(x: number): number {
  if (x > 0) return Math.log1p(-normalTail(x));
  return x > -10 ? Math.log(normalCdf(x)) : Math.log(0.5 * erfcx(-x * Math.SQRT1_2)) - 0.5 * x * x;
}

/** The correlation between the two normal numbers that the law is made from. */
const delta = (shape: number): number => shape / Math.hypot(1, shape);

/**
 * P(X > x) ≤ 2 P(Z > x), and the same below, gives the bracket; one more on either side makes room for
 * rounding.
 */
function point(u: number, rest: number, { location, scale, shape }: Values<Names>): number {
  const gap =
    u < 0.5
      ? (z: number) => Math.log(skewNormalCdf(z, shape) / u)
      : (z: number) => Math.log(rest / skewNormalTail(z, shape));
  return location + scale * bracketedRoot(gap, normalQuantile(0.5 * u) - 1, 1 - normalQuantile(0.5 * rest));
}

const mean = ({ location, scale, shape }: Values<Names>): number =>
  location + scale * delta(shape) * Math.sqrt(2 / Math.PI);

const variance = ({ scale, shape }: Values<Names>): number =>
  scale * scale * (1 - (2 * delta(shape) ** 2) / Math.PI);

const SKEW_NORMAL: Law<Names> = {
  name: "skewNormal",
  parameters: { location: REAL, scale: POSITIVE, shape: REAL },
  support: () => LINE,
  logDensity(x, { location, scale, shape }) {
    const z = (x - location) / scale;
    return logNormalCdf(shape * z) - 0.5 * z * z - Math.log(scale) - LOG_SQRT_HALF_PI;
  },
  cdf: (x, { location, scale, shape }) => skewNormalCdf((x - location) / scale, shape),
  survival: (x, { location, scale, shape }) => skewNormalTail((x - location) / scale, shape),
  quantile: (u, values) => point(u, 1 - u, values),
  upperQuantile: (u, values) => point(1 - u, u, values),
  sample(stream, { location, scale, shape }) {
    const common = Math.abs(normalDraw(stream));
    return location + scale * ((shape * common + normalDraw(stream)) / Math.hypot(1, shape));
  },
  mean,
  variance,
  moments(values) {
    const { location, scale, shape } = values;
    const centre = mean(values);
    return {
      mean: centre,
      square: centre * centre + variance(values),
      exp: (t) => 2 * Math.exp(t * location + 0.5 * (t * scale) ** 2) * normalCdf(t * scale * delta(shape)),
    };
  },
  within: ({ location, scale, shape }) => (shape === 0 ? [normal(location, scale)] : []),
};

/**
 * The skew-normal law (Azzalini 1985).
 *
 * Density 2/scale φ(z) Φ(shape·z), z = (x − location)/scale. Entropy and D(p‖q) have no closed form and are
 * integrated.
 *
 * @param location - A finite number.
 * @param scale - Above 0.
 * @param shape - A finite number; 0 is the normal law, above 0 the upper tail is the longer one.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * skewNormal(0, 1, 2).mean() // 0.7136496464611085
 * skewNormal(0, 1, 1).cdf(0) // 0.25
 * ```
 */
export function skewNormal(location: number, scale: number, shape: number): Univariate {
  return univariate(SKEW_NORMAL, { location, scale, shape });
}
