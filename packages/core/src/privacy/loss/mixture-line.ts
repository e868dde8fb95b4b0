import { expm1mx } from "../../scalar/index.ts";
import { type LinePoints, type LossLine, linePoints, ROUNDING } from "./loss-line.ts";
import { mixtureCeiling } from "./mixture-ceiling.ts";
import { klPart, ratioAt, shareAt } from "./mixture-ratio.ts";
import { leftOut, type Rule, ruleError, ruleFor, type WeightedNormal } from "./mixture-rule.ts";

/** More points than this: the rule hardly settles, and the line is not made. */
const MOST_POINTS = 20_000;
/** log E e^{cL} above this is left to others. */
const MOST_HEIGHT = 200;
/** Below this e^{700} times the rate is not much more than 1. */
const LEAST_RATE = 1e-250;
/** What all weights of the normal law, of mean and mass, miss outside the points. */
const MISSED = 1e-19;

/** sin y − y. */
function sinRest(y: number, sine: number): number {
  if (Math.abs(y) > 0.5) return sine - y;
  const s = y * y;
  return ((-y * s) / 6) * (1 - (s / 20) * (1 - (s / 42) * (1 - (s / 72) * (1 - (s / 110) * (1 - s / 156)))));
}

/** Turns from one sine to the next that is computed anew. */
const TURNS = 16;

/** Adds a point's tilted · (cos jy − 1), and risen · sin jy + weight · (sin jy − jy), turning by y from one j to the next. */
function addTurns(y: number, tilted: number, risen: number, weight: number, { re, im }: LinePoints): void {
  const half = Math.sin(y / 2);
  const stepRe = -2 * half * half;
  const stepIm = Math.sin(y);
  let a = 0;
  let b = 0;
  for (let j = 1; j < re.length; j++) {
    const angle = j * y;
    if (j % TURNS === 0) {
      const sine = Math.sin(angle / 2);
      a = -2 * sine * sine;
      b = Math.sin(angle);
    } else {
      // e^{ijy} − 1, so that small angles keep their digits
      const next = a + stepRe + a * stepRe - b * stepIm;
      b += stepIm + a * stepIm + b * stepRe;
      a = next;
    }
    re[j]! += tilted * a;
    im[j]! += risen * b + weight * sinRest(angle, b);
  }
}

/** Sums over the points that no t changes, each also weighted by how many units its terms may be off. */
interface Moments {
  readonly kl: number;
  /** E e^{cL} − 1. */
  readonly excess: number;
  /** Bounds of the rounding of E e^{zL}: fixed + t · linear + min(t² · square, most + t · turning). */
  readonly fixed: number;
  readonly linear: number;
  readonly square: number;
  readonly most: number;
  readonly turning: number;
  /** The most units of any point. */
  readonly roughest: number;
}

/** At every point the loss, its weight under P, that weight times e^{cL}, and times e^{cL} − 1. */
interface Points {
  readonly loss: Float64Array;
  readonly weight: Float64Array;
  readonly tilted: Float64Array;
  readonly risen: Float64Array;
}

/** E e^{zL} − 1 = z E L + E(e^{zL} − 1 − zL), so that nothing cancels where L is small. */
function pointsOf({ sigma, q }: WeightedNormal, rule: Rule, side: 1 | -1, c: number): Points & Moments {
  const { first, step, points } = rule;
  const loss = new Float64Array(points);
  const weight = new Float64Array(points);
  const tilted = new Float64Array(points);
  const risen = new Float64Array(points);
  const logScale = Math.log(step / (sigma * Math.sqrt(2 * Math.PI)));
  let [kl, rest, fixed, linear, square, most, turning, roughest] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let i = 0; i < points; i++) {
    const x = (first + i) * step;
    const ratio = ratioAt(x, sigma, q);
    const { slope, u, log } = ratio;
    const square2 = (x * x) / (2 * sigma * sigma);
    const logBase = logScale - square2;
    const logW = side === 1 ? logBase + log : logBase;
    const w = Math.exp(logW);
    const l = side * log;
    const power = c * l;
    const up = Math.exp(logW + power);
    const klHere = klPart(ratio, logBase, side);
    const curved = Math.abs(power) < 0.7 ? w * expm1mx(power) : up - w * (1 + power);
    loss[i] = l;
    weight[i] = w;
    tilted[i] = up;
    risen[i] = Math.abs(power) < 0.7 ? w * Math.expm1(power) : up - w;
    kl += klHere;
    rest += curved;
    // units of rounding in a term: its exponents, the loss in them, and the sum
    const units =
      points +
      20 +
      4 * Math.abs(logScale) +
      12 * TURNS +
      8 * square2 +
      (2 + (1 + c) * Math.abs(l)) * (12 + 6 * Math.abs(slope));
    const both = up + w;
    // where |u| is large a difference, of terms that are so much larger
    const klGross = (Math.abs(u) < 0.5 ? 1 : 2 + 30 / (u * u)) * Math.abs(klHere);
    fixed += units * (Math.min(power * power, 2 + Math.abs(power)) * both + c * klGross);
    linear += units * (Math.abs(risen[i]! * l) + klGross);
    square += units * both * l * l;
    most += units * 2 * both;
    turning += units * both * Math.abs(l);
    roughest = Math.max(roughest, units);
  }
  const excess = c * kl + rest;
  return { loss, weight, tilted, risen, kl, excess, fixed, linear, square, most, turning, roughest };
}

/**
 * E e^{(c + it)L} of the (1 − q, q) mixture of N(0, σ²) and N(1, σ²) against N(0, σ²) (side 1), or the other way round
 * (side −1); undefined where the rule needs too many points.
 */
export function mixtureLine(
  sigma: number,
  q: number,
  side: 1 | -1,
  c: number,
  reach: number,
): LossLine | undefined {
  if (q < LEAST_RATE) return undefined;
  const law: WeightedNormal = { sigma, q, power: side === 1 ? 1 + c : -c };
  const rule = ruleFor(law, reach);
  if (!(rule.points < MOST_POINTS)) return undefined;
  const all = pointsOf(law, rule, side, c);
  const { loss, weight, tilted, risen, kl, excess, roughest } = all;
  const mass = 1 + excess;
  if (!(mass < Math.exp(MOST_HEIGHT))) return undefined;
  const ends = leftOut(law, rule, tilted);
  const still = ruleError(law, rule, 0) + MISSED;
  const errorAt = (t: number): number =>
    ROUNDING * (all.fixed + t * all.linear + Math.min(t * t * all.square, all.most + t * all.turning)) +
    mass * ruleError(law, rule, t) +
    ends +
    (3 + 2 * (c + t)) * still;
  const along = (h: number, last: number): LinePoints => {
    const found = linePoints(last);
    const { re, im, error } = found;
    for (let i = 0; i < loss.length; i++) addTurns(h * loss[i]!, tilted[i]!, risen[i]!, weight[i]!, found);
    for (let j = 0; j <= last; j++) {
      const x = excess + re[j]!;
      const y = j * h * kl + im[j]!;
      const size = Math.hypot(1 + x, y);
      const square = x * (2 + x) + y * y;
      const off = errorAt(j * h) / size;
      re[j] = square > -0.5 ? 0.5 * Math.log1p(square) : Math.log(size);
      im[j] = Math.atan2(y, 1 + x);
      error[j] = off < 1 ? -Math.log1p(-off) : Infinity;
    }
    return found;
  };
  const shares = loss.map((_, i) => shareAt((rule.first + i) * rule.step, law));
  const ceiling = mixtureCeiling(law, rule, { tilted, shares, mass, ends, units: roughest });
  return { along, ceiling, points: rule.points };
}
