import type { Fingerprint } from "../fingerprint.ts";
import type { SumOverCells } from "./by-deleting-one.ts";
import { zhangSum } from "./sums.ts";

/** The share A with which the next observation of a category seen once is of that category again. */
function repeatShare({ n, singletons, doubletons }: Fingerprint): number {
  if (singletons === 0) return 1;
  if (doubletons > 0) return (2 * doubletons) / ((n - 1) * singletons + 2 * doubletons);
  return 2 / ((n - 1) * (singletons - 1) + 2);
}

const STEP = 0.25;
/** The integrand's logarithm falls by so much before its ends are cut. */
const DEPTH = 40;
const TO = 4;

/**
 * Σ_{r≥n} x^{r−n+1}/r with x = 1 − a: the alternating tail (1−a)^{1−n}·{−ln a − Σ_{r<n} (1−a)^r/r} without its cancellation.
 *
 * It is x·∫₀^∞ e^{−w}/(n·a + n·x·(1 − e^{−w/n})) dw, summed by trapezoids in ln w: under 300 terms whatever n is,
 * and 14 digits, as the integrand is analytic for |Im ln w| < π/2.
 */
export function lerchTail(n: number, a: number): number {
  const x = 1 - a;
  if (x === 0) return 0;
  let sum = 0;
  for (let u = Math.log(Math.min(1, n * a)) - DEPTH; u <= TO; u += STEP) {
    const w = Math.exp(u);
    sum += (w * Math.exp(-w)) / (n * (a - x * Math.expm1(-w / n)));
  }
  return x * STEP * sum;
}

/** Σ_{r=n}^{last} x^{r−n+1}/r with x = 1 − a. */
export function lerchSum(n: number, last: number, a: number): number {
  const rest = last < Number.POSITIVE_INFINITY ? (1 - a) ** (last + 1 - n) * lerchTail(last + 1, a) : 0;
  return lerchTail(n, a) - rest;
}

/** What Chao, Wang and Jost guess of Σ_{r=n}^{last} (1/r)·Σ p(1−p)^r, the terms of the entropy that n rows do not show. */
export function unseenEntropy(f: Fingerprint, last: number = Number.POSITIVE_INFINITY): number {
  return (f.singletons / f.n) * lerchSum(f.n, last, repeatShare(f));
}

/** Zhang's sum plus the entropy of what was not seen, guessed from the categories seen once and twice. */
export const chaoWangJostSum: SumOverCells = {
  cell: zhangSum.cell,
  finish: (sum, f) => zhangSum.finish(sum, f) + unseenEntropy(f),
};
