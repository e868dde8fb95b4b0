import type { CountedPair } from "../loss/loss-pair.ts";
import { cumulants, type Tilt } from "../loss/tilted-cumulant.ts";
import { minimumAt } from "../minimum.ts";

/** More nodes than this mean that the integrand hardly decays: few compositions, or losses that are countable. */
const MOST_NODES = 5000;

/** K on the line c + it, without the factor e^{K(c)}: real and imaginary part of K(c + it) − K(c), and K(c). */
interface Line {
  readonly c: number;
  readonly step: number;
  readonly re: readonly number[];
  readonly im: readonly number[];
  readonly height: number;
}

/** The integrand's values on a line where the sum of losses, tilted by c, has this curvature. */
function line(pairs: readonly CountedPair[], c: number, { slope, curvature }: Tilt): Line | undefined {
  const whole = (z: number) => pairs.reduce((sum, { pair, count }) => sum + count * pair.cumulant(z), 0);
  const base = whole(c);
  const far = minimumAt(
    (s) => (whole(c + s) - base + 40) / s,
    1e-2,
    1e4,
    (_, best, found) => found > best,
    0.05,
  ).value;
  // the sum repeats the law of the loss at this distance: beyond it the tilted tail must be spent
  const period = Math.max(6 * Math.PI * Math.sqrt(curvature), far - slope, 40 / c);
  const step = (2 * Math.PI) / period;
  const { at } = cumulants(pairs, c);
  const height = at(0)[0];
  const re: number[] = [];
  const im: number[] = [];
  for (let j = 0; j < MOST_NODES; j++) {
    const [x, y] = j === 0 ? [height, 0] : at(j * step);
    re.push(x - height);
    im.push(y);
    const t = j * step;
    if (x - height - 0.5 * Math.log(((c * c + t * t) * ((1 + c) ** 2 + t * t)) / (c * (1 + c)) ** 2) < -39)
      return { c, step, re, im, height };
  }
  return undefined;
}

/** log δ(ε) and its slope: (1/2π) ∫ e^{K(z) − zε}/(z(z + 1)) dt along z = c + it (Alghamdi et al. 2022). */
function logDeltaOn({ c, step, re, im, height }: Line, epsilon: number): { value: number; slope: number } {
  let sum = 0;
  let gross = 0;
  let slope = 0;
  for (let j = 0; j < re.length; j++) {
    const t = j * step;
    const size = Math.exp(re[j]!) * (j === 0 ? 0.5 : 1);
    const phase = im[j]! - t * epsilon;
    const real = size * Math.cos(phase);
    const imaginary = size * Math.sin(phase);
    // 1/(z(z+1)) = 1/z − 1/(z+1)
    const outer = (1 + c) ** 2 + t * t;
    const inner = c * c + t * t;
    const kernelRe = c / inner - (1 + c) / outer;
    const kernelIm = -t / inner + t / outer;
    sum += real * kernelRe - imaginary * kernelIm;
    gross += size * Math.hypot(kernelRe, kernelIm);
    slope -= (real * (1 + c) + imaginary * t) / outer;
  }
  // where the terms cancel so far the digits are gone, and another accountant is asked
  if (!(sum > 1e-6 * gross)) return { value: Number.NaN, slope: Number.NaN };
  return { value: height - c * epsilon + Math.log((sum * step) / Math.PI), slope: slope / sum };
}

/** The loss at which the integrand with pole factors is stationary at c. */
function stationary({ slope }: Tilt, c: number): number {
  return slope - 1 / c - 1 / (1 + c);
}

/** The saddle-point approximation of log δ at the ε that belongs to c. */
function roughLogDelta(pairs: readonly CountedPair[], c: number): number {
  const tilt = cumulants(pairs, c).tilt();
  const width = tilt.curvature + 1 / (c * c) + 1 / (1 + c) ** 2;
  return tilt.value - c * stationary(tilt, c) - Math.log(c * (1 + c)) - 0.5 * Math.log(2 * Math.PI * width);
}

/** The c in [1e-8, 1e6] where a decreasing f meets 0, found in log c. */
function crossing(f: (c: number) => number): number {
  let low = 1e-3;
  let high = 1;
  while (high < 1e6 && f(high) > 0) {
    low = high;
    high *= 4;
  }
  while (low > 1e-8 && f(low) < 0) {
    high = low;
    low /= 8;
  }
  // a line anywhere near will do
  for (let n = 0; n < 12; n++) {
    const middle = Math.sqrt(low * high);
    if (f(middle) > 0) low = middle;
    else high = middle;
  }
  return Math.sqrt(low * high);
}

/** log δ(ε) by the line through c, or undefined where the integral does not settle. */
function logDeltaThrough(pairs: readonly CountedPair[], c: number, epsilon: number): number | undefined {
  const path = line(pairs, c, cumulants(pairs, c).tilt());
  const value = path === undefined ? Number.NaN : logDeltaOn(path, epsilon).value;
  return Number.isNaN(value) ? undefined : value;
}

/** A line at half a tilted standard deviation from c, where the terms are others but hardly larger. */
function beside(pairs: readonly CountedPair[], c: number): number {
  return c - Math.min(0.2 * c, 0.5 / Math.sqrt(cumulants(pairs, c).tilt().curvature));
}

/** How much log δ may differ on two lines. */
const AGREED = 1e-6;

/** log δ(ε) of one direction, or undefined where the integral does not settle or differs on another line. */
export function contourLogDelta(pairs: readonly CountedPair[], epsilon: number): number | undefined {
  const c = crossing((at) => epsilon - stationary(cumulants(pairs, at).tilt(), at));
  const value = logDeltaThrough(pairs, c, epsilon);
  const again = logDeltaThrough(pairs, beside(pairs, c), epsilon);
  return value !== undefined && again !== undefined && Math.abs(value - again) < AGREED ? value : undefined;
}

/** ε(δ) of one direction, 0 where δ(0) is less already, or undefined where the integral does not settle. */
export function contourEpsilon(pairs: readonly CountedPair[], logDelta: number): number | undefined {
  const found = positiveEpsilon(pairs, logDelta);
  if (found !== undefined) return found;
  const atZero = contourLogDelta(pairs, 0);
  return atZero !== undefined && atZero <= logDelta ? 0 : undefined;
}

/** The ε > 0 at which δ(ε) is this, on two lines. */
function positiveEpsilon(pairs: readonly CountedPair[], logDelta: number): number | undefined {
  const c = crossing((at) => roughLogDelta(pairs, at) - logDelta);
  const tilt = cumulants(pairs, c).tilt();
  const path = line(pairs, c, tilt);
  if (path === undefined) return undefined;
  let epsilon = Math.max(0, stationary(tilt, c));
  let last = Infinity;
  for (let n = 0; n < 60; n++) {
    const { value, slope } = logDeltaOn(path, epsilon);
    const move = (value - logDelta) / slope;
    if (!Number.isFinite(move)) return undefined;
    epsilon -= move;
    const size = Math.abs(move) / Math.max(epsilon, 1e-3);
    // steps that no longer shrink are rounding
    if (size <= 1e-14 || (size < 1e-10 && size > last / 2)) {
      const again = epsilon > 0 ? logDeltaThrough(pairs, beside(pairs, c), epsilon) : undefined;
      return again !== undefined && Math.abs(again - logDelta) < AGREED ? epsilon : undefined;
    }
    last = size;
  }
  return undefined;
}
