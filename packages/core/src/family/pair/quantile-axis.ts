import type { LawMember } from "../law-member.ts";
import { type Integral, integrate, type Noisy } from "./gauss-kronrod.ts";

/** What is integrated: a function of the log densities of two laws at one point. */
export interface OfLogs {
  at(own: number, other: number): number;
  /** log |at|, where `at` itself leaves the range. */
  log?(own: number, other: number): number;
}

interface Logs {
  readonly own: number;
  readonly other: number;
}

/** Where the tail is looked at: −log of twice the share beyond. */
const PROBES = [0.5, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 700];
/** From this rate on ∫ e^{(rate − 1)t} diverges; quantiles give the rate to about 1e-10. */
const DIVERGES = 1 - 1e-6;
const EPSILON = 2.3e-16;

/** One half of a law, from its median outwards; t = −log(2u) where u is the share that lies beyond. */
function half(own: LawMember, other: LawMember, upper: boolean) {
  const end = upper ? own.support.high : own.support.low;
  const point = (t: number) => {
    const u = 0.5 * Math.exp(-t);
    return upper ? own.upperQuantile(u) : own.quantile(u);
  };
  const logs = (x: number): Logs => ({ own: own.logDensity(x), other: other.logDensity(x) });
  const inside = (x: number) => x >= other.support.low && x <= other.support.high;
  /** Whether x still tells how far it is from the end, and both densities are in range. */
  const trusted = (t: number) => {
    const x = point(t);
    const size = Math.abs(x);
    if (!(size < 1e300) || (end === 0 ? size < 1e-300 : Math.abs(x - end) < 1e-8 * Math.abs(end)))
      return false;
    const at = logs(x);
    if (!Number.isFinite(at.own)) return false;
    return Number.isFinite(at.other) || !inside(x);
  };
  let last = 0;
  let limit = Number.POSITIVE_INFINITY;
  for (const t of PROBES) {
    if (trusted(t)) last = t;
    else {
      limit = t;
      break;
    }
  }
  if (limit < Number.POSITIVE_INFINITY) {
    for (let n = 0; n < 8; n++) {
      const middle = 0.5 * (last + limit);
      if (trusted(middle)) last = middle;
      else limit = middle;
    }
  }
  /** Beyond the last point that is trusted both log densities go on as straight lines in t. */
  let beyond: ((t: number) => Logs) | undefined;
  const extended = (t: number): Logs => {
    if (t <= last) return logs(point(t));
    if (beyond === undefined) {
      const step = Math.min(1, 0.5 * last);
      const to = logs(point(last));
      const from = step > 0 ? logs(point(last - step)) : to;
      const line = (a: number, b: number) => (Number.isFinite(b) && step > 0 ? (b - a) / step : 0);
      const slope = { own: line(from.own, to.own), other: line(from.other, to.other) };
      beyond = (s) => ({ own: to.own + slope.own * (s - last), other: to.other + slope.other * (s - last) });
    }
    return beyond(t);
  };
  return { logs: extended, last };
}

/** The places of a list of points on the axis of t, ascending. */
function edgesOf(own: LawMember, upper: boolean, points: readonly number[], end: number): number[] {
  const edges = [0, 1, 3, 8, 20, 60, 200, 700].filter((t) => t < end);
  edges.push(end);
  for (const x of points) {
    const share = upper ? own.survival(x) : own.cdf(x);
    const t = -Math.log(2 * share);
    if (t > 0 && t < end) edges.push(t);
  }
  return edges.sort((a, b) => a - b);
}

function integrateHalf(
  own: LawMember,
  other: LawMember,
  upper: boolean,
  f: OfLogs,
  points: readonly number[],
): Integral {
  const { logs, last } = half(own, other, upper);
  const weighed = (t: number, { own: a, other: b }: Logs) => {
    const value = f.at(a, b);
    if (Math.abs(value) < 1e300) return value * 0.5 * Math.exp(-t);
    return f.log ? Math.sign(value) * Math.exp(f.log(a, b) - t - Math.LN2) : value;
  };
  const at = (t: number): Noisy => {
    const point = logs(t);
    const value = weighed(t, point);
    if (Number.isNaN(value)) return { value: 0, noise: Math.exp(-t) };
    const shift = EPSILON * (1 + Math.abs(point.own) + Math.min(Math.abs(point.other), 1e300));
    const noise = Number.isFinite(point.other)
      ? Math.abs(weighed(t, { own: point.own, other: point.other + 2 * shift }) - value)
      : 0;
    return { value, noise: noise > 0 ? noise : 0 };
  };

  const logSize = ({ own: a, other: b }: Logs) => {
    const value = Math.abs(f.at(a, b));
    return value < 1e300 || f.log === undefined ? Math.log(value) : f.log(a, b);
  };
  const seen = PROBES.filter((t) => t <= last).map((t) => [t, logSize(logs(t))] as const);
  const [t1, v1] = seen.at(-1) ?? [0, 0];
  const [t0, v0] = seen.at(-2) ?? [0, 0];
  const rate = v1 > 1 && v0 > Number.NEGATIVE_INFINITY && seen.length > 2 ? (v1 - v0) / (t1 - t0) : 0;
  if (rate > DIVERGES) return { value: Number.POSITIVE_INFINITY, error: 0 };

  const most = Math.max(...seen.map(([t, v]) => v - t));
  const negligible = seen.find(
    ([t, v], i) => v - t < most - 43 && seen.slice(i).every(([s, w]) => w - s < most - 43),
  );
  const end = Math.min(negligible?.[0] ?? 700, 40 / (1 - Math.min(rate, 0.95)) + last);
  const edges = edgesOf(own, upper, points, Math.min(end, 700));
  if (last > 0 && last < edges.at(-1)!) edges.push(last);
  return integrate(
    at,
    edges.sort((a, b) => a - b),
    1e-14,
  );
}

/** E f(log own(X), log other(X)) for X from the first law, along its quantiles: ∫₀¹ du. */
export function alongQuantiles(own: LawMember, other: LawMember, f: OfLogs): Integral {
  const points = [
    ...(own.law.knots?.(own.parameters) ?? []),
    ...(other.law.knots?.(other.parameters) ?? []),
    other.support.low,
    other.support.high,
  ].filter(Number.isFinite);
  const lower = integrateHalf(own, other, false, f, points);
  if (lower.value === Number.POSITIVE_INFINITY) return lower;
  const upper = integrateHalf(own, other, true, f, points);
  return { value: lower.value + upper.value, error: lower.error + upper.error };
}
