import type { LossNodes } from "./loss-pair.ts";
import { klPart, ratioAt, shareAt } from "./mixture-ratio.ts";

/** The step at which the trapezoid rule is exact to rounding: log(1 + u) branches at Im x = πσ². */
function step(sigma: number): number {
  return Math.min(sigma / 10, (2 * Math.PI ** 2 * sigma ** 2) / 42);
}

/** A point x of the line with the logarithm of the width it stands for. */
type Placed = readonly [x: number, logWidth: number];

/**
 * N(0, σ²) against its mixture with N(1, σ²), at points of the line: 1 + u = 1 − q + q e^{(2x−1)/2σ²} is their ratio.
 *
 * @param side - 1 if P is the mixture, −1 if Q is.
 */
export function nodesAt(points: readonly Placed[], sigma: number, q: number, side: 1 | -1): LossNodes {
  const loss = new Float64Array(points.length);
  const logWeight = new Float64Array(points.length);
  const logScale = Math.log(sigma * Math.sqrt(2 * Math.PI));
  let kl = 0;
  points.forEach(([x, logWidth], i) => {
    const ratio = ratioAt(x, sigma, q);
    const logBase = logWidth - logScale - (x * x) / (2 * sigma * sigma);
    loss[i] = side * ratio.log;
    logWeight[i] = side === 1 ? logBase + ratio.log : logBase;
    kl += klPart(ratio, logBase, side);
  });
  return { loss, logWeight, weight: logWeight.map(Math.exp), kl };
}

/**
 * The trapezoid rule from 12σ left of 0 to 12σ right of it, and further by the reach on its side, right to 1e-13 at
 * every order of the Rényi divergence.
 *
 * Mironov, Talwar & Zhang (arXiv 1908.10530) have the integral.
 */
export function line(sigma: number, reach: number): Placed[] {
  return trapezoid(-12 * sigma + Math.min(0, reach), 12 * sigma + Math.max(0, reach), sigma);
}

function trapezoid(low: number, high: number, sigma: number): Placed[] {
  const h = step(sigma);
  const length = Math.ceil((high - low) / h) + 1;
  return Array.from({ length }, (_, i) => [low + i * h, Math.log(h)]);
}

/** More σ than this are not walked through: the weighted law stands at its two ends, and between them is nothing. */
export const FAR = 300;

/** The trapezoid rule around the modes of N(0, σ²) times the ratio to a great power: x = power · share(x). */
export function ends(sigma: number, q: number, power: number): Placed[] {
  let near = 0;
  for (let n = 0; n < 60 && near < power / 2; n++) near = power * shareAt(near, { sigma, q });
  const left = near < power / 2 ? near : 0;
  return [
    ...trapezoid(-12 * sigma, left + 12 * sigma, sigma),
    ...trapezoid(power - 12 * sigma, power + 12 * sigma, sigma),
  ];
}

/**
 * How far the normal law moves when it is weighted by the ratio to this power: to the right by the power at most, to
 * the left while the ratio still falls.
 */
export function reachOf(power: number, sigma: number, q: number): number {
  if (power >= 0) return power;
  const fall = sigma * sigma * Math.log1p((-power * q) / ((1 - q) * sigma));
  return -Math.min(-power, Math.max(sigma, fall));
}

/** The double-exponential rule from ½, where the loss is 0, to 13σ + reach beyond it. */
export function halfLine(sigma: number, reach: number): Placed[] {
  const half = (13 * sigma + reach) / 2;
  const h = 1 / 64;
  return Array.from({ length: 449 }, (_, i) => {
    const t = (i - 224) * h;
    const s = (Math.PI / 2) * Math.sinh(t);
    const edge = 2 / (1 + Math.exp(-2 * s));
    return [
      0.5 + half * edge,
      Math.log((h * half * Math.PI * Math.cosh(t)) / 2) - 2 * Math.log(Math.cosh(s)),
    ];
  });
}

/** Makes nodes once for every power of 2 that the reach may have to either side. */
export function remembered(
  drift: (z: number) => number,
  make: (reach: number) => LossNodes,
): (z: number) => LossNodes {
  const known = new Map<number, LossNodes>();
  return (z) => {
    const far = drift(z);
    const reach = Math.sign(far || 1) * 2 ** Math.ceil(Math.log2(Math.max(1, Math.abs(far))));
    const found = known.get(reach) ?? make(reach);
    known.set(reach, found);
    return found;
  };
}
