import type { Mass } from "./mass.ts";

/** −log of each normalised probability; the likeliest one by log1p of the others, so that a near-certainty keeps its digits. */
export function surprisals({ x, log, total, max }: Mass): Float64Array {
  const n = x.length;
  const s = new Float64Array(n);
  let top = 0;
  let others = 0;
  for (let i = 1; i < n; i++) if (x[i]! > x[top]!) top = i;
  for (let i = 0; i < n; i++) if (i !== top) others += log ? Math.exp(x[i]! - max) : x[i]!;
  const least = Math.log1p(log ? others : others / max);
  for (let i = 0; i < n; i++) {
    const value = x[i]!;
    if (i === top) s[i] = least;
    else if (log) s[i] = max - value + least;
    else s[i] = value > total * 1e-290 ? Math.log(total / value) : Math.log(total) - Math.log(value);
  }
  return s;
}

/** Normalised probabilities. */
export function probabilities({ x, log, total, max }: Mass): Float64Array {
  const p = new Float64Array(x.length);
  for (let i = 0; i < p.length; i++) p[i] = (log ? Math.exp(x[i]! - max) : x[i]!) / total;
  return p;
}

/** Σ pᵢ sᵢ, with 0 · ∞ = 0. */
export function expectation(p: Float64Array, s: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < p.length; i++) if (p[i]! > 0) sum += p[i]! * s[i]!;
  return sum;
}
