import { shareAt } from "./mixture-ratio.ts";

/** N(0, σ²), weighted by a power of r(x) = 1 − q + q e^{(2x − 1)/2σ²}: at least 1, or at most 0. */
export interface WeightedNormal {
  readonly sigma: number;
  readonly q: number;
  readonly power: number;
}

/** Points of the line for the trapezoid rule. */
export interface Rule {
  /** The first point, in steps. */
  readonly first: number;
  readonly step: number;
  readonly points: number;
  /** The height of the strip by which the error is bounded. */
  readonly height: number;
}

/** Beyond this many σ the normal law has 4e-20 of its mass. */
const WIDTH = 9.2;
/** −log of what the rule may be off by. */
const DIGITS = 44;

/** The mode of N(0, σ²) r^{power} for a power below 0: −x = −power · share(x). */
function leftMode(law: WeightedNormal): number {
  let low = law.power;
  let high = 0;
  for (let n = 0; n < 40; n++) {
    const middle = (low + high) / 2;
    if (-middle > -law.power * shareAt(middle, law)) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * How much |N(x) r(x)^{power + it}| grows from the line to Im x = a < πσ²: |N| by e^{a²/2σ²}, the turn of r by e^{ta/σ²};
 * |r| shrinks, by cos(a/2σ²) at most.
 */
function growth(a: number, { sigma, power }: WeightedNormal, t: number): number {
  const turn = a / (sigma * sigma);
  return (a * turn) / 2 + t * turn + (power < 0 ? power * Math.log(Math.cos(turn / 2)) : 0);
}

/** The rule that is right to e^{−44} of E e^{cL} for all imaginary parts up to t. */
export function ruleFor(law: WeightedNormal, t: number): Rule {
  const { sigma, power } = law;
  let step = 0;
  let height = 0;
  for (let k = 0; k < 24; k++) {
    const a = 0.95 * Math.PI * sigma * sigma * 2 ** (-k / 2);
    const wide = (2 * Math.PI * a) / (DIGITS + growth(a, law, t));
    if (wide > step) {
      step = wide;
      height = a;
    }
  }
  // a step of 24 bits, and points at whole multiples of it: no point is rounded
  step = Math.fround(step);
  const first = Math.floor((-WIDTH * sigma + (power < 0 ? leftMode(law) : 0)) / step);
  const last = Math.ceil((WIDTH * sigma + Math.max(1, power)) / step);
  return { first, step, height, points: last - first + 1 };
}

/**
 * The error of the trapezoid rule: 2/(e^{2πa/h} − 1) of what the integrand's size sums to on the edges of the strip
 * |Im x| ≤ a where it is analytic; relative to E e^{cL}.
 *
 * Trefethen & Weideman, SIAM Review 56 (2014), theorem 5.1.
 */
export function ruleError(law: WeightedNormal, { step, height }: Rule, t: number): number {
  return stripError(height, step, growth(height, law, t));
}

/** The same of a strip on whose edges the integrand's size sums to e^{growth}. */
export function stripError(height: number, step: number, growth: number): number {
  const gap = (2 * Math.PI * height) / step;
  return (2 * Math.exp(growth - gap)) / -Math.expm1(-gap);
}

/** What the points left out on both sides weigh at most, given the weights at the points: they fall geometrically. */
export function leftOut(law: WeightedNormal, { first, step, points }: Rule, weights: Float64Array): number {
  const { sigma, power } = law;
  const low = first * step;
  const high = (first + points - 1) * step;
  const falling = (high - Math.max(0, power)) / (sigma * sigma);
  const rising = (-low + Math.min(0, power) * shareAt(low, law)) / (sigma * sigma);
  return weights[0]! / Math.expm1(rising * step) + weights[points - 1]! / Math.expm1(falling * step);
}
