import { digamma } from "../../scalar/digamma.ts";
import { trigamma } from "../../scalar/trigamma.ts";
import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import type { Moments } from "../moments.ts";
import { POSITIVE } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { betaPrimePower } from "./beta-prime.ts";
import { rateExcess } from "./log-excess.ts";
import { HALF_LINE } from "./supports.ts";

type Names = "c" | "k" | "scale";

/** log(1 + (x/scale)^c), also where the power leaves the range. */
function logKernel(x: number, { c, scale }: Values<Names>): number {
  const power = (x / scale) ** c;
  return power < 1e300 ? Math.log1p(power) : c * Math.log(x / scale);
}

const point = (logRest: number, { c, k, scale }: Values<Names>): number =>
  scale * Math.expm1(-logRest / k) ** (1 / c);

const powerMoment = (j: number, { c, k, scale }: Values<Names>): number =>
  scale ** j * betaPrimePower(j / c, 1, k);

function moments(values: Values<Names>): Moments {
  const { c, k, scale } = values;
  const log = Math.log(scale) + (digamma(1) - digamma(k)) / c;
  const power = (j: number) => powerMoment(j, values);
  return {
    mean: power(1),
    square: power(2),
    reciprocal: power(-1),
    log,
    logSquare: log * log + (trigamma(1) + trigamma(k)) / (c * c),
    ...(c === 1 && scale === 1 && { log1p: 1 / k }),
    power,
    exp: (t) => (t === 0 ? 1 : t > 0 ? Number.POSITIVE_INFINITY : undefined),
  };
}

const BURR: Law<Names> = {
  name: "burr",
  parameters: { c: POSITIVE, k: POSITIVE, scale: POSITIVE },
  support: () => HALF_LINE,
  logDensity(x, values) {
    const { c, k, scale } = values;
    const rise = c === 1 ? 0 : (c - 1) * Math.log(x / scale);
    return Math.log((c * k) / scale) + rise - (k + 1) * logKernel(x, values);
  },
  cdf: (x, values) => -Math.expm1(-values.k * logKernel(x, values)),
  survival: (x, values) => Math.exp(-values.k * logKernel(x, values)),
  quantile: (u, values) => point(Math.log1p(-u), values),
  upperQuantile: (u, values) => point(Math.log(u), values),
  sample: (stream, values) => point(Math.log(stream.uniform()), values),
  mean: (values) => powerMoment(1, values),
  variance: (values) =>
    values.c * values.k > 2 ? powerMoment(2, values) - powerMoment(1, values) ** 2 : Number.POSITIVE_INFINITY,
  entropy: ({ c, k, scale }) =>
    Math.log(scale / (c * k)) - ((c - 1) * (digamma(1) - digamma(k))) / c + 1 + 1 / k,
  moments,
  crossEntropyFrom({ log1p }, { c, k, scale }) {
    if (c !== 1 || scale !== 1 || log1p === undefined) return undefined;
    return (k + 1) * log1p - Math.log(k);
  },
  kl: (p, q) => (p.c === q.c && p.scale === q.scale ? rateExcess(q.k, p.k) : undefined),
};

/**
 * The Burr (type XII, Singh–Maddala) law of incomes.
 *
 * P(X > x) = (1 + (x/scale)^c)^−k for x ≥ 0. The mean is Infinity for ck ≤ 1, the variance for ck ≤ 2. D(p‖q)
 * is closed for one c and scale, integrated else.
 *
 * @param c - How the density rises from 0, above 0.
 * @param k - Above 0; ck is the index of the tail.
 * @param scale - Above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(burr(2, 2, 1), burr(2, 1, 1)) // 0.1931471805599453
 * burr(2, 1, 3).quantile(0.5) // 3
 * ```
 */
export function burr(c: number, k: number, scale: number): Univariate {
  return univariate(BURR, { c, k, scale });
}
