import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import { POSITIVE, REAL } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { noMoment } from "./no-moment.ts";
import { LINE } from "./supports.ts";

type Names = "location" | "scale";

/** P(X ≤ z), small for a far negative z, of the standard law. */
export const cauchyCdf = (z: number): number =>
  z < 0 ? Math.atan(-1 / z) / Math.PI : 1 - Math.atan2(1, z) / Math.PI;

/** The z below which u lies in the standard law. */
export const cauchyQuantile = (u: number): number =>
  u < 0.25
    ? -1 / Math.tan(Math.PI * u)
    : u > 0.75
      ? 1 / Math.tan(Math.PI * (1 - u))
      : Math.tan(Math.PI * (u - 0.5));

const WHY = "its tails fall as 1/x²";

const CAUCHY: Law<Names> = {
  name: "cauchy",
  parameters: { location: REAL, scale: POSITIVE },
  support: () => LINE,
  logDensity(x, { location, scale }) {
    const z = Math.abs((x - location) / scale);
    const log = z > 1e8 ? 2 * Math.log(z) : Math.log1p(z * z);
    return -log - Math.log(Math.PI * scale);
  },
  cdf: (x, { location, scale }) => cauchyCdf((x - location) / scale),
  survival: (x, { location, scale }) => cauchyCdf((location - x) / scale),
  quantile: (u, { location, scale }) => location + scale * cauchyQuantile(u),
  upperQuantile: (u, { location, scale }) => location - scale * cauchyQuantile(u),
  sample: (stream, { location, scale }) => location + scale * cauchyQuantile(stream.uniform()),
  mean: () => noMoment("cauchy", "mean", WHY),
  variance: () => noMoment("cauchy", "variance", WHY),
  entropy: ({ scale }) => Math.log(4 * Math.PI * scale),
  moments: ({ location, scale }) => ({
    square: Number.POSITIVE_INFINITY,
    exp: (t) => (t === 0 ? 1 : Number.POSITIVE_INFINITY),
    distance: () => Number.POSITIVE_INFINITY,
    cos: (m) => Math.cos(location - m) * Math.exp(-scale),
  }),
  kl(p, q) {
    const square = (p.scale - q.scale) ** 2 + (p.location - q.location) ** 2;
    return Math.log1p(square / (4 * p.scale * q.scale));
  },
  klSlopes(p, q, wrt): Values<Names> {
    const [own, other] = wrt === "p" ? [p, q] : [q, p];
    const gap = own.location - other.location;
    const whole = (p.scale + q.scale) ** 2 + gap * gap;
    return {
      location: (2 * gap) / whole,
      scale: ((own.scale - other.scale) * (own.scale + other.scale) - gap * gap) / (own.scale * whole),
    };
  },
};

/**
 * The Cauchy law.
 *
 * Density 1/(π scale (1 + ((x − location)/scale)²)) on the line. It has neither mean nor variance. D(p‖q) is
 * symmetric.
 *
 * @param location - The median, a finite number.
 * @param scale - Half of the distance between the quartiles, above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @see F. Chyzak and F. Nielsen, "A closed-form formula for the Kullback–Leibler divergence between Cauchy distributions", 2019.
 * @example
 * ```ts
 * kl(cauchy(0, 1), cauchy(2, 0.4)) // 1.3150668518315229
 * cauchy(0, 1).mean() // throws "its mean does not exist"
 * ```
 */
export function cauchy(location: number, scale: number): Univariate {
  return univariate(CAUCHY, { location, scale });
}
