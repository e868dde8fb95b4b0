import { expm1mx } from "../scalar/expm1mx.ts";
import type { Pair } from "./pair.ts";

/** What one outcome adds, from its two probabilities, their difference p − q and log-ratio log(q/p). */
export type Term = (p: number, q: number, d: number, l: number) => number;

/** Sums a term over the outcomes, with Neumaier's correction. */
export function fold({ n, p, q, d, l }: Pair, term: Term): number {
  let sum = 0;
  let rest = 0;
  for (let i = 0; i < n; i++) {
    const value = term(p[i]!, q[i]!, d[i]!, l[i]!);
    const next = sum + value;
    rest += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return Number.isNaN(rest) ? sum : sum + rest;
}

/** p log(p/q) − p + q ≥ 0; over normalised rows these sum to the divergence. */
export function klTerm(p: number, q: number, d: number, l: number): number {
  if (p === 0) return q;
  return l < 0.7 ? p * expm1mx(l) : -d - p * l;
}

/** p^(1−t) q^t − (1−t)p − tq: one sign for all outcomes, and their sum is Σ p^(1−t) q^t − 1. */
export function powerTerm(t: number): Term {
  return (p, q, d, l) => {
    if (p === 0) return t <= 1 ? -t * q : q === 0 ? 0 : Number.POSITIVE_INFINITY;
    if (q === 0) return t > 0 ? -(1 - t) * p : Number.POSITIVE_INFINITY;
    if (Math.abs(l) > 1.5) {
      if (Math.abs(t * l) < 1) return p * Math.expm1(t * l) + t * d;
      if (Math.abs((t - 1) * l) < 1) return q * Math.expm1((t - 1) * l) - (1 - t) * d;
      const power = (q / p) ** t;
      return (power > 0 && power < Number.POSITIVE_INFINITY ? p * power : p ** (1 - t) * q ** t) - p + t * d;
    }
    if (t > 0.5) return q * (expm1mx((t - 1) * l) - (1 - t) * expm1mx(-l));
    return p * (expm1mx(t * l) - t * expm1mx(l));
  };
}
