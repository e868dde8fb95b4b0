import { type LinePoints, type LossLine, linePoints, ROUNDING } from "../loss/loss-line.ts";
import type { CountedPair } from "../loss/loss-pair.ts";
import type { Tilt } from "../loss/tilted-cumulant.ts";

/** −log of what is left out of the sum, and of the other periods in it, relative to e^{K(c) − cε}. */
const DIGITS = 38;
/** Points of the losses' rules times points of a path: a fifth of a second, and what a curve of many figures may take. */
export const MOST_WORK = 40_000_000;
export const ROUGH_WORK = 4_000_000;

/** e^{K(z)} along z = c + ijh, with bounds of what its trapezoid sum leaves out. */
export interface Path {
  readonly c: number;
  readonly step: number;
  /** K(c). */
  readonly height: number;
  /** K(c + ijh) − K(c). */
  readonly points: LinePoints;
  /** Bound of the sum beyond the last point, relative to e^{K(c) − cε}, in units of h/π. */
  readonly beyond: number;
  /** K at orders above and below c, from above: what bounds the other periods. */
  readonly beside: readonly (readonly [order: number, height: number])[];
}

interface CountedLine {
  readonly line: LossLine;
  readonly count: number;
}

function linesOf(
  pairs: readonly CountedPair[],
  c: number,
  reach: number,
): readonly CountedLine[] | undefined {
  const lines = pairs.map(({ pair, count }) => ({ line: pair.line?.(c, reach), count }));
  return lines.every((one): one is CountedLine => one.line !== undefined) ? lines : undefined;
}

/** K at points of the line, and bounds of its error. */
function summed(lines: readonly CountedLine[], h: number, last: number): LinePoints {
  const sum = linePoints(last);
  // of the logarithm, the product and every sum
  const units = 4 + lines.length;
  for (const { line, count } of lines) {
    const { re, im, error } = line.along(h, last);
    for (let j = 0; j <= last; j++) {
      sum.re[j]! += count * re[j]!;
      sum.im[j]! += count * im[j]!;
      sum.error[j]! += count * (error[j]! + units * ROUNDING * (Math.abs(re[j]!) + Math.abs(im[j]!)));
    }
  }
  return sum;
}

/** Points of the losses' rules times points of a path. */
const work = (lines: readonly CountedLine[], last: number): number =>
  last * lines.reduce((sum, { line }) => sum + line.points, 0);

/** K at a real order, from above; undefined where that takes too many points. */
export function heightAbove(pairs: readonly CountedPair[], order: number): number | undefined {
  const lines = linesOf(pairs, order, 0);
  if (lines === undefined) return undefined;
  const { re, error } = summed(lines, 0, 0);
  return re[0]! + error[0]!;
}

/** K at the line's real point. */
const heightOf = (lines: readonly CountedLine[]): number => summed(lines, 0, 0).re[0]!;

/** The order at ± s from c at which e^{K(c ± s) ∓ s(ε + period)} bounds the other periods by the shortest period. */
function bestBeside(
  growth: (z: number) => number,
  c: number,
  epsilon: number,
  curvature: number,
  side: 1 | -1,
): { order: number; period: number } {
  let best = { order: c, period: Infinity };
  let s = 2 * Math.sqrt((2 * DIGITS) / curvature);
  if (side === -1) s = Math.min(c, s);
  for (let n = 0; n < 40; n++, s *= 0.7) {
    const period = (growth(c + side * s) - growth(c) - side * s * epsilon + DIGITS) / s;
    if (period < best.period) best = { order: c + side * s, period };
    else if (best.period < Infinity) break;
  }
  return best;
}

/** How far along the line the sum must go: where what follows is bounded by e^{−DIGITS}. */
function reachOf(
  pairs: readonly CountedPair[],
  c: number,
  step: number,
  curvature: number,
  most: number,
): { reach: number; ceiling: number } | undefined {
  let reach = 1.1 * Math.sqrt((2 * DIGITS) / curvature);
  for (let round = 0; round < 40; round++) {
    const lines = linesOf(pairs, c, reach);
    if (lines === undefined || work(lines, reach / step) > most) return undefined;
    const height = heightOf(lines);
    const ceiling = lines.reduce((sum, { line, count }) => sum + count * line.ceiling(reach), 0);
    const fall = height - ceiling;
    if (fall > DIGITS) return { reach, ceiling };
    reach *= Math.min(2, Math.max(1.05, fall > 0 ? Math.sqrt(DIGITS / fall) * 1.02 : 2));
  }
  return undefined;
}

/**
 * The path through c for ε and thereabouts: its step so that the other periods vanish, its end so that the rest does.
 *
 * Undefined where a loss has no line or the path would take too much work.
 */
export function pathAt(
  pairs: readonly CountedPair[],
  c: number,
  { curvature }: Tilt,
  epsilon: number,
  most: number = MOST_WORK,
): Path | undefined {
  if (!(curvature > 0 && curvature < Infinity)) return undefined;
  const growth = (z: number) => pairs.reduce((sum, { pair, count }) => sum + count * pair.cumulant(z), 0);
  const above = bestBeside(growth, c, epsilon, curvature, 1);
  const below = bestBeside(growth, c, epsilon, curvature, -1);
  const step = (2 * Math.PI) / Math.max(above.period, below.period);
  const end = reachOf(pairs, c, step, curvature, most);
  if (end === undefined) return undefined;
  const last = Math.ceil(end.reach / step);
  const lines = linesOf(pairs, c, (last + 1) * step);
  if (lines === undefined) return undefined;
  const points = summed(lines, step, last);
  const height = points.re[0]!;
  for (let j = 0; j <= last; j++) {
    points.error[j]! += ROUNDING * (Math.abs(height) + Math.abs(points.re[j]!));
    points.re[j]! -= height;
  }
  const beside: (readonly [number, number])[] = [];
  for (const { order } of [above, below]) {
    const top = order === 0 ? 0 : heightAbove(pairs, order);
    if (top === undefined) return undefined;
    beside.push([order, top]);
  }
  const beyond = Math.exp(end.ceiling - height) / (step * end.reach);
  return { c, step, height, points, beyond, beside };
}
