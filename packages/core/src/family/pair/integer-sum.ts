import { Total } from "../../scalar/total.ts";
import type { LawMember } from "../law-member.ts";
import { type Integral, integrate } from "./gauss-kronrod.ts";

/** So many outcomes are summed one by one; of more, the middle is integrated. */
export const MOST = 20_000;
/** How many are summed at an end where the law begins or stops. */
const ENDS = 5_000;
/** The share of mass beyond which nothing is looked for. */
const TAIL = 1e-30;

/** A sum, with how it was found. */
export interface Sum extends Integral {
  readonly method: string;
}

/** log densities of the laws at k, by their formulas, also between integers. */
type Terms = (...logs: number[]) => number;

interface Range {
  readonly low: number;
  readonly high: number;
}

/** The outcomes that hold all but 1e-30 of each law, at either end. */
export function rangeOf(laws: readonly LawMember[]): Range {
  return {
    low: Math.min(...laws.map((law) => Math.max(law.support.low, law.quantile(TAIL)))),
    high: Math.max(...laws.map((law) => Math.min(law.support.high, law.upperQuantile(TAIL)))),
  };
}

/** Σ f(k), with Neumaier's correction. */
export function oneByOne(f: (k: number) => number, low: number, high: number): Integral {
  const sum = new Total();
  let size = 0;
  for (let k = low; k <= high; k++) {
    const value = f(k);
    if (value === Number.POSITIVE_INFINITY) return { value, error: 0 };
    sum.add(value);
    size += Math.abs(value);
  }
  return { value: sum.value, error: 1e-15 * size };
}

/** Σ of a smooth f over low … high by the midpoint form of Euler and Maclaurin: ∫ f − (f′(b) − f′(a))/24. */
function byIntegral(
  f: (x: number) => number,
  low: number,
  high: number,
  laws: readonly LawMember[],
): Integral {
  const [a, b] = [low - 0.5, high + 0.5];
  const edges = [a, b];
  for (const law of laws) {
    for (const u of [1e-20, 1e-12, 1e-6, 1e-3, 0.05, 0.25, 0.5])
      edges.push(law.quantile(u), law.upperQuantile(u));
  }
  for (let x = Math.max(ENDS, a); x < b; x *= 2) edges.push(x);
  for (let x = Math.max(ENDS, -b); x < -a; x *= 2) edges.push(-x);
  const within = edges.filter((x) => x >= a && x <= b).sort((x, y) => x - y);
  const { value, error } = integrate((x) => ({ value: f(x), noise: 0 }), within, 1e-14);
  const slope = (x: number) => f(x + 0.5) - f(x - 0.5);
  const correction = (slope(b) - slope(a)) / 24;
  return { value: value - correction, error: error + 1e-3 * Math.abs(correction) };
}

/** What lies beyond the last outcome, from how the terms fall there as a power of the distance, unless they are rounding. */
function beyond(
  f: (k: number) => number,
  isRounding: (k: number) => boolean,
  from: number,
  side: 1 | -1,
): Integral {
  const start = Math.max(16, Math.abs(from));
  const at = (steps: number) => Math.abs(f(from + side * Math.round(start * (2 ** steps - 1))));
  const [first, second, third] = [at(0), at(1), at(2)];
  if (!(first > 0)) return { value: 0, error: 0 };
  if (isRounding(from)) return { value: 0, error: first * start };
  const falls = (a: number, b: number) => Math.log(a / b) / Math.LN2;
  const rate = Math.min(falls(first, second), falls(second, third));
  if (second === Number.POSITIVE_INFINITY || rate < 1 + 1e-6)
    return { value: Number.POSITIVE_INFINITY, error: 0 };
  if (!(rate < 50)) return { value: 0, error: first * 64 };
  const rest = (first * start) / (rate - 1);
  return { value: rest, error: 1e-3 * rest };
}

/** Σ f over all outcomes of the laws, f being given their log probabilities; what their tails hold is bounded. */
export function sumOver(laws: readonly LawMember[], terms: Terms): Sum {
  const { low, high } = rangeOf(laws);
  const direct = (k: number) => terms(...laws.map((law) => law.logDensity(k)));
  const isRounding = (k: number) => {
    const logs = laws.map((law) => law.logDensity(k));
    const term = terms(...logs);
    const nudged = terms(...logs.map((log, i) => (i === 0 ? log : log * (1 + 8 * Number.EPSILON))));
    return Math.abs(term) <= Math.abs(nudged - term);
  };
  const between = (x: number) =>
    terms(
      ...laws.map(({ law, parameters, support }) =>
        x < support.low - 0.5 || x > support.high + 0.5
          ? Number.NEGATIVE_INFINITY
          : law.logDensity(x, parameters),
      ),
    );
  const lowest = Math.min(...laws.map((law) => law.support.low));
  const highest = Math.max(...laws.map((law) => law.support.high));
  const parts: Integral[] = [];
  let method = `sum over ${high - low + 1} outcomes`;
  if (high - low < MOST) parts.push(oneByOne(direct, low, high));
  else {
    const from = low + ENDS;
    const to = high === highest ? high - ENDS : high;
    parts.push(
      oneByOne(direct, low, from - 1),
      byIntegral(between, from, to, laws),
      to < high ? oneByOne(direct, to + 1, high) : { value: 0, error: 0 },
    );
    method = `sum over ${from - low + high - to} outcomes, the rest integrated`;
  }
  if (low > lowest) parts.push(beyond(direct, isRounding, low - 1, -1));
  if (high < highest) parts.push(beyond(direct, isRounding, high + 1, 1));
  const value = parts.reduce((sum, part) => sum + part.value, 0);
  const error = parts.reduce((sum, part) => sum + part.error, 0);
  if (value === Number.POSITIVE_INFINITY) return { value, error: 0, method: "the sum diverges" };
  return { value, error, method };
}
