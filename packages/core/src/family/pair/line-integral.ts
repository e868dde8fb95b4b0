import type { LawMember } from "../law-member.ts";
import { type Integral, integratePieces, type Noisy, type Piece } from "./gauss-kronrod.ts";

/** An integrand on the line that knows a point by the log densities of the laws there. */
export interface LineIntegrand {
  /** log of the density that weighs `at`. */
  logWeight(logs: readonly number[]): number;
  at(logs: readonly number[], x: number): number;
  /** log |at|, where `at` itself leaves the range. */
  log?(logs: readonly number[]): number;
}

/** One side of an end: x = end ± e^y, the end finite, or x = centre ± e^y towards an infinite one. */
interface Side {
  readonly origin: number;
  readonly sign: 1 | -1;
}

/** A finite end of a law's support, and how near to it a point still keeps its digits. */
interface End extends Side {
  readonly trust: number;
}

const EPSILON = 2.3e-16;
/** −log of twice the share that lies beyond an edge. */
const LADDER = [0, 1, 3, 8, 20, 45];
/** What lies this far, in logarithms, under the largest part is left out. */
const NEGLIGIBLE = 50;
/** From this slope on a tail has no finite integral; those of the laws are known to about 1e-10. */
const DIVERGES = -1e-6;
const DIVERGENT: Integral = { value: Number.POSITIVE_INFINITY, error: 0 };

/** The integrand along a coordinate, and its logarithm. */
function integrandOf(laws: readonly LawMember[], f: LineIntegrand) {
  const logsAt = (x: number) => laws.map((law) => law.logDensity(x));
  const weighed = (logs: readonly number[], x: number, logWeight: number) => {
    const value = f.at(logs, x);
    if (f.log !== undefined && Math.abs(value) > 1e200)
      return Math.sign(value) * Math.exp(f.log(logs) + logWeight);
    const weight = Math.exp(logWeight);
    return weight === 0 ? 0 : value * weight;
  };
  const noisy = (logs: readonly number[], x: number, logJacobian: number): Noisy => {
    const logWeight = f.logWeight(logs) + logJacobian;
    const value = weighed(logs, x, logWeight);
    if (logs.includes(Number.POSITIVE_INFINITY) || Number.isNaN(value)) return { value: 0, noise: 0 };
    const shift = EPSILON * logs.reduce((sum, log) => sum + (Number.isFinite(log) ? Math.abs(log) : 0), 1);
    const last = logs.length - 1;
    const moved = logs.map((log, i) => (i === last ? log + Math.min(1, 2 * shift) : log));
    const noise = Math.abs(weighed(moved, x, logWeight) - value);
    return { value, noise: Number.isFinite(noise) ? noise : 0 };
  };
  /** log |integrand|, without a Jacobian. */
  const logSize = (logs: readonly number[], x: number) => {
    const logWeight = f.logWeight(logs);
    if (logWeight === Number.NEGATIVE_INFINITY) return logWeight;
    const value = Math.abs(f.at(logs, x));
    return logWeight + (value < 1e200 || f.log === undefined ? Math.log(value) : f.log(logs));
  };
  return { logsAt, noisy, logSize };
}

type Integrand = ReturnType<typeof integrandOf>;

const ascending = (points: readonly number[]): number[] =>
  [...new Set(points.filter((x) => Math.abs(x) < 1e300))].sort((a, b) => a - b);

/** Ends, corners and gaps of the laws, where a density may be singular; medians that are near none of them. */
function anchorsOf(laws: readonly LawMember[]): number[] {
  const sharp = laws.flatMap(({ law, parameters, support }) => [
    support.low,
    support.high,
    ...(law.knots?.(parameters) ?? []),
    ...(support.gaps ?? []).flat(),
  ]);
  const medians = laws.map((law) => law.quantile(0.5));
  const apart = (x: number) => sharp.every((point) => !(Math.abs(x - point) < 1e-6 * (1 + Math.abs(x))));
  return ascending([...sharp, ...medians.filter(apart)]);
}

/** Points where panels begin anew: quantiles of every law, and the anchors. */
function edgesOf(laws: readonly LawMember[], anchors: readonly number[]): number[] {
  const shares = LADDER.map((t) => 0.5 * Math.exp(-t));
  const quantiles = laws.flatMap((law) => shares.flatMap((u) => [law.quantile(u), law.upperQuantile(u)]));
  return ascending([...quantiles, ...anchors]);
}

/** The interval from a to b, in logarithms of the distance from an anchor where it spans many of them. */
function pieceBetween(a: number, b: number, anchors: readonly number[], { logsAt, noisy }: Integrand): Piece {
  const left = anchors.findLast((anchor) => anchor < a);
  const right = anchors.find((anchor) => anchor > b);
  if (left !== undefined && b - left > 4 * (a - left)) {
    const at = (y: number) => noisy(logsAt(left + Math.exp(y)), left + Math.exp(y), y);
    return { at, low: Math.log(a - left), high: Math.log(b - left) };
  }
  if (right !== undefined && right - a > 4 * (right - b)) {
    const at = (y: number) => noisy(logsAt(right - Math.exp(y)), right - Math.exp(y), y);
    return { at, low: Math.log(right - b), high: Math.log(right - a) };
  }
  return { at: (x) => noisy(logsAt(x), x, 0), low: a, high: b };
}

/** What a tail adds: pieces, and an estimate of what lies beyond them; undefined where it diverges. */
interface Tail {
  readonly pieces: readonly Piece[];
  readonly rest: number;
}

/** The slope of log |integrand|·e^y from one point of a tail to the next. */
function slopeOf(size: (y: number) => number, from: number, to: number): number {
  return (size(to) + to - size(from) - from) / Math.abs(to - from);
}

/** From x = origin ± e^y outwards to an infinite end, in panels of growing length. */
function outwardTail(
  { origin, sign }: Side,
  start: number,
  most: number,
  integrand: Integrand,
): Tail | undefined {
  const { logsAt, noisy, logSize } = integrand;
  const pointAt = (y: number) => origin + sign * Math.exp(y);
  const size = (y: number) => logSize(logsAt(pointAt(y)), pointAt(y));
  const at = (y: number) => noisy(logsAt(pointAt(y)), pointAt(y), y);
  const pieces: Piece[] = [];
  let y = start;
  let last = { from: start, to: start };
  for (let step = 0.35; y < 690; step *= 1.5) {
    if (size(y) + y < most - NEGLIGIBLE && size(y + 0.3) < size(y)) return { pieces, rest: 0 };
    const next = Math.min(y + step, 690);
    if (!Number.isFinite(size(next)) || !(Math.abs(size(next)) < 1e290)) break;
    pieces.push({ at, low: y, high: next });
    last = { from: y, to: next };
    y = next;
  }
  if (size(y) === Number.NEGATIVE_INFINITY) return { pieces, rest: 0 };
  const slope = slopeOf(size, last.from, last.to);
  if (slope === 0 || slope > DIVERGES) return undefined;
  return { pieces, rest: Math.exp(size(y) + y) / -slope };
}

/**
 * From x = origin ± e^y inwards to a finite end; past the last point that keeps its digits the log densities go on straight,
 * unless all are finite at the end, where the digits of the distance do not matter.
 */
function inwardTail(
  { origin, sign, trust }: End,
  start: number,
  most: number,
  integrand: Integrand,
  f: LineIntegrand,
): Tail | undefined {
  const { logsAt, noisy, logSize } = integrand;
  const pointAt = (y: number) => origin + sign * Math.exp(y);
  const near = Math.min(Math.log(trust), start);
  const span = Math.min(20, Math.max(0.5, start - near));
  const one = Math.min(1, span);
  const [base, next, farther] = [0, one, span].map((far) => logsAt(pointAt(near + far))) as [
    number[],
    number[],
    number[],
  ];
  const slopes = base.map((log, i) => (Number.isFinite(next[i]! - log) ? (next[i]! - log) / one : 0));
  const middle = logsAt(pointAt(near + 0.5 * span));
  const straight = base.every(
    (log, i) => !(Math.abs(middle[i]! - 0.5 * (log + farther[i]!)) > 0.01 * (1 + Math.abs(log))),
  );
  const bounded = logsAt(origin).every(Number.isFinite);
  const logs = (y: number) =>
    bounded || y >= near ? logsAt(pointAt(y)) : base.map((log, i) => log + slopes[i]! * (y - near));
  const size = (y: number) => logSize(logs(y), pointAt(Math.max(y, near)));
  if (!straight && Number.isFinite(size(near)) && slopeOf(size, near + span, near) > DIVERGES)
    return undefined;
  const power = (y: number) => f.logWeight(logs(y)) + (f.log?.(logs(y)) ?? 0) + y;
  const fall = straight ? power(near) - power(near - 1) : 1;
  if (!(fall > 1e-9) && Number.isFinite(fall))
    return f.log === undefined ? { pieces: [], rest: 0 } : undefined;
  const at = (y: number) => noisy(logs(y), pointAt(Math.max(y, near)), y);
  const pieces: Piece[] = [];
  let y = start;
  for (let step = 0.7; size(y) + y > most - NEGLIGIBLE || y > near; step *= 1.6) {
    if (size(y) + y < most - NEGLIGIBLE - 20) break;
    const to = y > near ? Math.max(y - step, near) : y - step;
    pieces.push({ at, low: to, high: y });
    y = to;
    if (pieces.length > 60) break;
  }
  return { pieces, rest: 0 };
}

/** The finite ends of the laws' supports, each once. */
function endsOf(laws: readonly LawMember[]): End[] {
  const found: End[] = [];
  for (const law of laws) {
    const median = law.quantile(0.5);
    for (const [origin, sign] of [
      [law.support.low, 1],
      [law.support.high, -1],
    ] as const) {
      if (!Number.isFinite(origin) || found.some((end) => end.origin === origin && end.sign === sign))
        continue;
      const trust = Math.max(1e-300, Math.min(1e-8 * Math.abs(origin), 1e-4 * Math.abs(median - origin)));
      found.push({ origin, sign, trust });
    }
  }
  return found;
}

/** ∫ exp(logWeight) · at over the line, with an estimate of its error; Infinity where a tail diverges. */
export function lineIntegral(laws: readonly LawMember[], f: LineIntegrand): Integral {
  const integrand = integrandOf(laws, f);
  const anchors = anchorsOf(laws);
  const medians = laws.map((law) => law.quantile(0.5));
  const ends = endsOf(laws);
  const edges = edgesOf(laws, anchors).filter((x) =>
    ends.every(({ origin, trust }) => x === origin || Math.abs(x - origin) >= trust),
  );
  const most = Math.max(
    ...edges.slice(1).map((x, i) => {
      const middle = 0.5 * (x + edges[i]!);
      const size = integrand.logSize(integrand.logsAt(middle), middle);
      return size < 1e300 ? size + Math.log(x - edges[i]!) : Number.NEGATIVE_INFINITY;
    }),
  );
  const pieces: Piece[] = [];
  let rest = 0;
  for (let i = 0; i + 1 < edges.length; i++) {
    let [a, b] = [edges[i]!, edges[i + 1]!];
    const from = ends.find(({ origin, sign }) => sign === 1 && origin === a);
    const to = ends.find(({ origin, sign }) => sign === -1 && origin === b);
    const half = from && to ? 0.5 * (a + b) : undefined;
    for (const end of [from, to]) {
      if (end === undefined) continue;
      const start = Math.log(half === undefined ? b - a : half - a);
      const tail = inwardTail(end, start, most, integrand, f);
      if (tail === undefined) return DIVERGENT;
      pieces.push(...tail.pieces);
      a = b;
    }
    if (b > a) pieces.push(pieceBetween(a, b, anchors, integrand));
  }
  const [lowest, highest] = [edges[0]!, edges.at(-1)!];
  const outward: [boolean, number, 1 | -1][] = [
    [laws.some(({ support }) => support.low === Number.NEGATIVE_INFINITY), lowest, -1],
    [laws.some(({ support }) => support.high === Number.POSITIVE_INFINITY), highest, 1],
  ];
  for (const [open, edge, sign] of outward) {
    if (!open) continue;
    const origin = sign < 0 ? Math.max(...medians) : Math.min(...medians);
    const tail = outwardTail({ origin, sign }, Math.log(Math.abs(edge - origin)), most, integrand);
    if (tail === undefined) return DIVERGENT;
    pieces.push(...tail.pieces);
    rest += tail.rest;
  }
  const { value, error } = integratePieces(pieces, 1e-14);
  if (value === Number.POSITIVE_INFINITY) return DIVERGENT;
  return { value, error: error + rest };
}
