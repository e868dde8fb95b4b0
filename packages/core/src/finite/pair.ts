import { expm1mx } from "../scalar/expm1mx.ts";
import { type Mass, toLog } from "./mass.ts";

/**
 * Two normalised distributions side by side, with what two lists of rounded probabilities cannot give: their
 * differences and log-ratios to full relative accuracy, however close the two are.
 */
export interface Pair {
  readonly n: number;
  readonly p: Float64Array;
  readonly q: Float64Array;
  /** p − q; they sum to 0. */
  readonly d: Float64Array;
  /** log(q/p): −Infinity where only q is 0, Infinity where only p is, 0 where both are. */
  readonly l: Float64Array;
}

/** Lays two rows side by side; differing representations meet as log-weights. */
export function pair(a: Mass, b: Mass): Pair {
  return a.log || b.log ? logPair(toLog(a), toLog(b)) : plainPair(a, b);
}

function blank(n: number): Pair {
  const array = () => new Float64Array(n);
  return { n, p: array(), q: array(), d: array(), l: array() };
}

/** A sum of two doubles, high and low: error-free transformations of Dekker (1971) and Knuth. */
function exactSum(x: ArrayLike<number>): [high: number, low: number] {
  let high = 0;
  let low = 0;
  for (let i = 0; i < x.length; i++) {
    const value = x[i]!;
    const sum = high + value;
    const rest = sum - high;
    low += high - (sum - rest) + (value - rest);
    high = sum;
  }
  const sum = high + low;
  return [sum, low - (sum - high)];
}

const SPLITTER = 2 ** 27 + 1;

/** The rounding error of a·b. */
export function productError(a: number, b: number, product: number): number {
  const ta = SPLITTER * a;
  const ah = ta - (ta - a);
  const al = a - ah;
  const tb = SPLITTER * b;
  const bh = tb - (tb - b);
  const bl = b - bh;
  return al * bl - (product - ah * bh - al * bh - ah * bl);
}

/** The rounding error of a − b. */
function differenceError(a: number, b: number, difference: number): number {
  const virtual = a - difference;
  return a - (difference + virtual) + (virtual - b);
}

/** pᵢ·Sq − qᵢ·Sp in twice the working precision, so that totals that differ leave no trace in the differences. */
function plainPair(a: Mass, b: Mass): Pair {
  const n = a.x.length;
  const out = blank(n);
  const [ph, pl] = exactSum(a.x);
  const [qh, ql] = exactSum(b.x);
  const same = a.x === b.x;
  const drift = (ph - qh + (pl - ql)) / qh;
  const shift = Math.abs(drift) < 0.5 ? Math.log1p(drift) : Math.log(ph / qh);
  for (let i = 0; i < n; i++) {
    const u = a.x[i]!;
    const v = b.x[i]!;
    out.p[i] = u / ph;
    out.q[i] = v / qh;
    if (same || (u === 0 && v === 0)) continue;
    const x = u * qh;
    const y = v * ph;
    const gap = x - y + (productError(u, qh, x) + u * ql - (productError(v, ph, y) + v * pl));
    out.d[i] = gap / (ph * qh);
    const ratio = v / u;
    out.l[i] =
      Math.abs(gap) < 0.5 * x
        ? Math.log1p(-gap / x)
        : ratio > 1e-290 && ratio < 1e290
          ? Math.log(ratio) + shift
          : Math.log(v) - Math.log(u) + shift;
  }
  return out;
}

/** log(q/p) centred at its mean under p: Δlse enters as μ + log1p(E φ), of which only the second has an error. */
function logPair(a: Mass, b: Mass): Pair {
  const n = a.x.length;
  const out = blank(n);
  const { p, q, d, l } = out;
  const offset = b.max - a.max;
  let shared = 0;
  let mean = 0;
  for (let i = 0; i < n; i++) {
    const x = a.x[i]!;
    const y = b.x[i]!;
    p[i] = Math.exp(x - a.max);
    q[i] = Math.exp(y - b.max);
    if (x === Number.NEGATIVE_INFINITY || y === Number.NEGATIVE_INFINITY) continue;
    l[i] = y - x;
    shared += p[i]!;
    mean += p[i]! * (l[i]! - offset + differenceError(y, x, l[i]!));
  }
  mean = shared > 0 ? mean / shared : 0;
  const lift = Math.exp(-mean);
  let excess = 0;
  for (let i = 0; i < n; i++) {
    const x = a.x[i]!;
    const y = b.x[i]!;
    if (x === Number.NEGATIVE_INFINITY) excess += q[i]! * lift;
    else if (y === Number.NEGATIVE_INFINITY) excess -= p[i]!;
    else {
      const t = l[i]! - offset - mean + differenceError(y, x, l[i]!);
      l[i] = t;
      excess += t > 1 ? q[i]! * lift - p[i]! - p[i]! * t : p[i]! * expm1mx(t);
    }
  }
  const total = excess / a.total;
  const extra =
    total > -0.5 && total < 1e300 ? Math.log1p(total) : Math.log(b.total) - Math.log(a.total) - mean;
  for (let i = 0; i < n; i++) {
    const x = a.x[i]!;
    const y = b.x[i]!;
    p[i] = p[i]! / a.total;
    q[i] = q[i]! / b.total;
    if (x === Number.NEGATIVE_INFINITY || y === Number.NEGATIVE_INFINITY) {
      if (x !== y) l[i] = x < y ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
      d[i] = p[i]! - q[i]!;
      continue;
    }
    l[i] = l[i]! - extra;
    d[i] = l[i]! > 1 ? p[i]! - q[i]! : -p[i]! * Math.expm1(l[i]!);
  }
  return out;
}
