import { ROUNDING } from "../loss/loss-line.ts";
import type { CountedPair } from "../loss/loss-pair.ts";
import { type Tilt, tiltOf } from "../loss/tilted-cumulant.ts";
import { type Path, pathAt } from "./contour-path.ts";
import { type ContourSum, contourSum } from "./contour-sum.ts";

/** A figure with bounds of it that hold for certain. */
export interface Bracketed {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** What rounding makes of the logarithm of a δ that is given. */
export const doubtOf = (logDelta: number): number => 2 * ROUNDING * Math.abs(logDelta);

/** How far the bounds of log δ may lie apart. */
const WIDEST = 1e-6;

/** The loss at which the integrand with pole factors is stationary at c. */
function stationary({ slope }: Tilt, c: number): number {
  return slope - 1 / c - 1 / (1 + c);
}

/** The saddle-point approximation of log δ at the ε that belongs to c. */
function roughLogDelta(tilt: Tilt, c: number): number {
  const width = tilt.curvature + 1 / (c * c) + 1 / (1 + c) ** 2;
  return tilt.value - c * stationary(tilt, c) - Math.log(c * (1 + c)) - 0.5 * Math.log(2 * Math.PI * width);
}

/** The c in [1e-8, 1e6] where a decreasing f meets 0, about: a line anywhere near will do. */
function crossing(pairs: readonly CountedPair[], f: (tilt: Tilt, c: number) => number): number {
  const at = (c: number) => f(tiltOf(pairs, c), c);
  let low = 1;
  let high = 4;
  while (high < 1e6 && at(high) > 0) {
    low = high;
    high *= 4;
  }
  while (low > 1e-8 && at(low) < 0) {
    high = low;
    low /= 4;
  }
  for (let n = 0; n < 5; n++) {
    const middle = Math.sqrt(low * high);
    if (at(middle) > 0) low = middle;
    else high = middle;
  }
  return Math.sqrt(low * high);
}

/** Whether the bounds are near enough to speak of the figure itself. */
const isNarrow = ({ low, high }: ContourSum): boolean => high - low < WIDEST;

/** log δ(ε) of one direction, or undefined where the path takes more work than `most`. */
export function contourLogDelta(
  pairs: readonly CountedPair[],
  epsilon: number,
  most?: number,
): Bracketed | undefined {
  const c = crossing(pairs, (tilt, at) => epsilon - stationary(tilt, at));
  const path = pathAt(pairs, c, tiltOf(pairs, c), epsilon, most);
  const found = path && contourSum(path, epsilon);
  return found && isNarrow(found) ? found : undefined;
}

/** ε(δ) of one direction, 0 where δ(0) is less already, or undefined where the path takes more work than `most`. */
export function contourEpsilon(
  pairs: readonly CountedPair[],
  logDelta: number,
  most?: number,
): Bracketed | undefined {
  const c = crossing(pairs, (tilt, at) => roughLogDelta(tilt, at) - logDelta);
  const tilt = tiltOf(pairs, c);
  const start = Math.max(0, stationary(tilt, c));
  const path = pathAt(pairs, c, tilt, start, most);
  const found = path && epsilonOn(path, start, logDelta);
  if (found !== undefined && found > 0) return around(path!, found, logDelta);
  const none = contourLogDelta(pairs, 0, most);
  return none && none.high <= logDelta - doubtOf(logDelta) ? { value: 0, low: 0, high: 0 } : undefined;
}

/** The ε at which a path's δ is this, by Newton's method; it may lie below 0. */
function epsilonOn(path: Path, start: number, logDelta: number): number | undefined {
  let epsilon = start;
  let last = Infinity;
  for (let n = 0; n < 60; n++) {
    const { value, slope } = contourSum(path, epsilon);
    const move = (value - logDelta) / slope;
    if (!Number.isFinite(move)) return undefined;
    epsilon -= move;
    if (epsilon < 0) return epsilon;
    const size = Math.abs(move) / Math.max(epsilon, 1e-3);
    // steps that no longer shrink are rounding
    if (size <= 1e-14 || (size < 1e-10 && size > last / 2)) return epsilon;
    last = size;
  }
  return undefined;
}

/** An ε with one below it at which δ is certainly more, and one above at which it is certainly less. */
function around(path: Path, epsilon: number, logDelta: number): Bracketed | undefined {
  const at = contourSum(path, epsilon);
  if (!isNarrow(at)) return undefined;
  const target = doubtOf(logDelta);
  let room = (at.high - at.low + 2 * target) / -at.slope + 4 * ROUNDING * epsilon;
  for (let n = 0; n < 8; n++, room *= 2) {
    const [low, high] = [Math.max(0, epsilon - room), epsilon + room];
    const enough = contourSum(path, high).high <= logDelta - target;
    if (enough && (low === 0 || contourSum(path, low).low >= logDelta + target))
      return { value: epsilon, low, high };
  }
  return undefined;
}
