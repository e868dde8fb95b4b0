import { digamma, logMinusDigamma } from "../../scalar/digamma.ts";
import { logGamma, stirlingRemainder } from "../../scalar/log-gamma.ts";
import { logGammaBregman } from "../../scalar/log-gamma-bregman.ts";
import { logPoissonMass } from "../../scalar/log-mass.ts";
import { trigamma } from "../../scalar/trigamma.ts";
import type { Law, Values } from "../law.ts";
import type { Moments } from "../moments.ts";
import { LOG_SQRT_2PI } from "./constants.ts";
import { momentOfPower } from "./moment-of-power.ts";
import { type PowerGammaGap, powerGammaKl } from "./power-gamma-kl.ts";
import { above, below, draw, lowerPoint, upperPoint } from "./power-gamma-tails.ts";
import { HALF_LINE } from "./supports.ts";

/** The law of scale·G^(1/power), G gamma of that shape and rate 1; power is not 0. */
export interface PowerGamma {
  readonly shape: number;
  readonly scale: number;
  readonly power: number;
}

/** log Γ(k) + k − k ψ(k), without cancellation for large k. */
const gammaCore = (k: number): number =>
  k < 8
    ? logGamma(k) + k - k * digamma(k)
    : LOG_SQRT_2PI - 0.5 * Math.log(k) + stirlingRemainder(k) + k * logMinusDigamma(k);

function logDensity(x: number, { shape, scale, power }: PowerGamma): number {
  const index = shape * power - 1;
  const y = (x / scale) ** power;
  if (y === Number.POSITIVE_INFINITY) return Number.NEGATIVE_INFINITY;
  const front = Math.log(Math.abs(power));
  if (shape > 8 && y > 1e-290) return front + Math.log(shape) + logPoissonMass(shape, y) - Math.log(x);
  return front - Math.log(scale) + (index === 0 ? 0 : index * Math.log(x / scale)) - y - logGamma(shape);
}

/** E X^k, Infinity where it diverges. */
function powerMoment(k: number, { shape, scale, power }: PowerGamma): number {
  const h = k / power;
  if (shape + h <= 0) return Number.POSITIVE_INFINITY;
  return scale ** k * Math.exp(logGammaBregman(shape, h) + h * digamma(shape));
}

/** E X² − (E X)², from the curvature of log Γ. */
function variance(form: PowerGamma): number {
  const h = 1 / form.power;
  if (form.shape + 2 * h <= 0) return Number.POSITIVE_INFINITY;
  const curve = logGammaBregman(form.shape + h, h) + logGammaBregman(form.shape + h, -h);
  return powerMoment(1, form) ** 2 * Math.expm1(curve);
}

/** E |X − m| = m(2F(m) − 1) + E X·(1 − 2F*(m)), with F* of the law weighted by x, of shape + 1/power. */
function distance(m: number, form: PowerGamma): number {
  const mean = powerMoment(1, form);
  if (m <= 0 || mean === Number.POSITIVE_INFINITY) return mean - m;
  const { shape, scale, power } = form;
  const share = power > 0 ? below : above;
  return (
    m * (2 * share(shape, m / scale, power) - 1) + mean * (1 - 2 * share(shape + 1 / power, m / scale, power))
  );
}

function moments(form: PowerGamma): Moments {
  const log = Math.log(form.scale) + digamma(form.shape) / form.power;
  const power = (k: number) => powerMoment(k, form);
  return {
    mean: power(1),
    square: power(2),
    reciprocal: power(-1),
    log,
    logSquare: log * log + trigamma(form.shape) / form.power ** 2,
    power,
    exp: (t) => (t === 0 ? 1 : t > 0 && form.power < 1 ? Number.POSITIVE_INFINITY : undefined),
    distance: (m) => distance(m, form),
  };
}

function crossEntropyFrom(given: Moments, { shape, scale, power }: PowerGamma): number | undefined {
  const raised = momentOfPower(given, power);
  if (raised === undefined || given.log === undefined) return undefined;
  if (raised === Number.POSITIVE_INFINITY) return raised;
  return (
    logGamma(shape) -
    Math.log(Math.abs(power)) +
    Math.log(scale) -
    (shape * power - 1) * (given.log - Math.log(scale)) +
    raised / scale ** power
  );
}

/**
 * What a family of powers of gamma variables says of itself; whatever else it gives replaces the common
 * formulas.
 */
export interface PowerGammaFamily<K extends string>
  extends Partial<Omit<Law<K>, "name" | "parameters">>,
    Pick<Law<K>, "name" | "parameters"> {
  readonly form: (values: Values<K>) => PowerGamma;
  readonly gap: (p: Values<K>, q: Values<K>) => PowerGammaGap;
  /** The power, where it is the same in all members: they are an exponential family then. */
  readonly power?: number;
  /** E exp(tX), where it is closed. */
  readonly expMoment?: (t: number, values: Values<K>) => number | undefined;
}

/** The law of a family of powers of gamma variables. */
export function powerGammaLaw<K extends string>(family: PowerGammaFamily<K>): Law<K> {
  const { form, gap, power, expMoment, ...own } = family;
  return {
    support: () => HALF_LINE,
    logDensity: (x, values) => logDensity(x, form(values)),
    cdf(x, values) {
      const { shape, scale, power: p } = form(values);
      return (p > 0 ? below : above)(shape, x / scale, p);
    },
    survival(x, values) {
      const { shape, scale, power: p } = form(values);
      return (p > 0 ? above : below)(shape, x / scale, p);
    },
    quantile(u, values) {
      const { shape, scale, power: p } = form(values);
      return scale * (p > 0 ? lowerPoint : upperPoint)(shape, u, p);
    },
    upperQuantile(u, values) {
      const { shape, scale, power: p } = form(values);
      return scale * (p > 0 ? upperPoint : lowerPoint)(shape, u, p);
    },
    sample(stream, values) {
      const { shape, scale, power: p } = form(values);
      return scale * draw(stream, shape, p);
    },
    mean: (values) => powerMoment(1, form(values)),
    variance: (values) => variance(form(values)),
    entropy(values) {
      const { shape, scale, power: p } = form(values);
      return Math.log(scale / Math.abs(p)) + gammaCore(shape) + digamma(shape) / p;
    },
    moments(values) {
      const common = moments(form(values));
      return expMoment ? { ...common, exp: (t) => expMoment(t, values) } : common;
    },
    crossEntropyFrom: (given, values) => crossEntropyFrom(given, form(values)),
    kl(p, q) {
      const [from, to] = [form(p), form(q)];
      return powerGammaKl(from.shape, { ...gap(p, q), toShape: to.shape, ratio: to.power / from.power });
    },
    ...(power !== undefined && {
      exponential: {
        natural(values: Values<K>) {
          const { shape, scale } = form(values);
          return [shape * power, -(scale ** -power)];
        },
        logNormaliser([a, b]: readonly number[]) {
          const shape = a! / power;
          if (!(shape > 0 && b! < 0)) return Number.POSITIVE_INFINITY;
          return logGamma(shape) - shape * Math.log(-b!) - Math.log(Math.abs(power));
        },
        meanStatistics(values: Values<K>) {
          const { shape, scale } = form(values);
          return [Math.log(scale) + digamma(shape) / power, shape * scale ** power];
        },
      },
    }),
    ...own,
  };
}
