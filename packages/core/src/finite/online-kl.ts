import { type LogOptions, logBase } from "../protocol.ts";
import { expm1mx } from "../scalar/expm1mx.ts";
import { log1pmx } from "../scalar/log1pmx.ts";
import { refuseLengths, refuseMassless } from "./check.ts";
import type { Row } from "./kinds.ts";
import { logPart, toPart } from "./part.ts";

/**
 * What D(p‖q) needs to know of the outcomes seen so far; plain numbers, to be saved and merged.
 *
 * With w = p·exp(−scale) and t = log(q/p) − centre: `mass` is Σw, `first` Σwt, `second` Σw(eᵗ − 1 − t), where an
 * outcome that only q has adds its q·exp(−scale − centre) to the last; `lost` is the mass of outcomes only p has.
 */
export interface KlSum {
  readonly scale: number;
  readonly mass: number;
  readonly centre: number;
  readonly first: number;
  readonly second: number;
  readonly lost: number;
}

/** The sums of nothing. */
export const emptyKlSum: KlSum = {
  scale: Number.NEGATIVE_INFINITY,
  mass: 0,
  centre: 0,
  first: 0,
  second: 0,
  lost: 0,
};

/** Moves sums to another centre and scale; φ(t − h) = e^(−h)φ(t) + expm1(−h)t + φ(−h). */
function move(sum: KlSum, scale: number, centre: number): KlSum {
  const h = centre - sum.centre;
  const f = sum.scale === scale ? 1 : Math.exp(sum.scale - scale);
  return {
    scale,
    centre,
    mass: sum.mass * f,
    lost: sum.lost * f,
    first: (sum.first - sum.mass * h) * f,
    second: (Math.exp(-h) * sum.second + Math.expm1(-h) * sum.first + sum.mass * expm1mx(-h)) * f,
  };
}

/**
 * Adds the sums of two shards.
 *
 * Merging gives what one pass over everything gives, to a few units in the last place, in any order.
 *
 * @example
 * ```ts
 * const a = addToKlSum(emptyKlSum, weights([5, 3]), weights([2, 5]));
 * const b = addToKlSum(emptyKlSum, weights([2]), weights([3]));
 * klOf(mergeKlSums(a, b)) // 0.22380465718564744
 * ```
 */
export function mergeKlSums(a: KlSum, b: KlSum): KlSum {
  if (a.scale === Number.NEGATIVE_INFINITY) return b;
  if (b.scale === Number.NEGATIVE_INFINITY) return a;
  const scale = Math.max(a.scale, b.scale);
  const wa = a.mass * Math.exp(a.scale - scale);
  const wb = b.mass * Math.exp(b.scale - scale);
  const share = wa + wb > 0 ? wb / (wa + wb) : 0.5;
  const centre = a.centre + (b.centre - a.centre) * share;
  const x = move(a, scale, centre);
  const y = move(b, scale, centre);
  return {
    scale,
    centre,
    mass: x.mass + y.mass,
    lost: x.lost + y.lost,
    first: x.first + y.first,
    second: x.second + y.second,
  };
}

/**
 * Adds the outcomes of two pieces of rows to the sums; the pieces of a row lie next to each other in any order.
 *
 * Numbers are taken as weights of any total (bare arrays and `probs` too) or as log-weights, and only the whole is
 * normalised. Both pieces must be over the same outcomes.
 *
 * @throws RelentError "invalid-argument" for numbers the kind forbids and for pieces of different lengths.
 * @example
 * ```ts
 * klOf(addToKlSum(emptyKlSum, logits([0, 0]), logits([0, Math.log(3)]))) // 0.14384103622589042
 * ```
 */
export function addToKlSum(sum: KlSum, p: Row, q: Row): KlSum {
  const fn = "addToKlSum";
  const a = toPart(fn, "p", p);
  const b = toPart(fn, "q", q);
  refuseLengths(fn, a.x.length, b.x.length);
  const plain = !a.log && !b.log;
  const x = logPart(a);
  const y = logPart(b);
  let scale = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < x.length; i++)
    scale = Math.max(scale, x[i]! > Number.NEGATIVE_INFINITY ? x[i]! : y[i]!);
  if (scale === Number.NEGATIVE_INFINITY) return sum;
  const gap = (i: number) => {
    const u = a.x[i]!;
    const v = b.x[i]!;
    return plain && Math.abs(v - u) < 0.5 * u ? Math.log1p((v - u) / u) : y[i]! - x[i]!;
  };
  const shared = (i: number) => x[i]! > Number.NEGATIVE_INFINITY && y[i]! > Number.NEGATIVE_INFINITY;
  let mass = 0;
  let lost = 0;
  let mean = 0;
  const t = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) {
    const w = Math.exp(x[i]! - scale);
    if (shared(i)) {
      t[i] = gap(i);
      mass += w;
      mean += w * t[i]!;
    } else lost += w;
  }
  const centre = mass > 0 ? mean / mass : 0;
  let first = 0;
  let second = 0;
  for (let i = 0; i < x.length; i++) {
    if (shared(i)) {
      const w = Math.exp(x[i]! - scale);
      const h = t[i]! - centre;
      first += w * h;
      second += h > 1 ? Math.exp(y[i]! - scale - centre) - w - w * h : w * expm1mx(h);
    } else if (x[i] === Number.NEGATIVE_INFINITY) second += Math.exp(y[i]! - scale - centre);
  }
  return mergeKlSums(sum, { scale, mass, centre, first, second, lost });
}

/**
 * D(p‖q) of all outcomes added so far, in nats, or in units of `base`.
 *
 * Never negative, Infinity where only p had mass. Within a few 1e-15 of `kl` over the whole, or 1e-13 for weights over
 * twenty decades; a divergence below 1e-31 is lost in the rounding of what was merged.
 *
 * @throws RelentError "invalid-argument" when p or q has no mass yet.
 * @example
 * ```ts
 * klOf(addToKlSum(emptyKlSum, [1, 1], [1, 0])) // Infinity
 * ```
 */
export function klOf(sum: KlSum, options: LogOptions = {}): number {
  const unit = logBase("klOf", options.base);
  if (!(sum.mass + sum.lost > 0)) refuseMassless("klOf", "p");
  if (!(sum.mass + sum.second > 0)) refuseMassless("klOf", "q");
  if (sum.lost > 0) return Number.POSITIVE_INFINITY;
  const mean = sum.first / sum.mass;
  return Math.max(0, Math.log1p(sum.second / sum.mass / (1 + mean)) + log1pmx(mean)) / unit;
}
