import { expm1mx, log1pmx } from "@relent/core/scalar";
import { SUM } from "./sums.ts";

/** (p + q)/2 times the divergence of their shares from one half each. */
function jensenShannonTerm(p: number, q: number, gap: number): number {
  if (p === 0 || q === 0) return (Math.LN2 / 2) * (p + q);
  const u = gap / (p + q);
  const both = p + q;
  if (u > -0.9 && u < 0.9) return (both / 4) * ((1 + u) * log1pmx(u) + (1 - u) * log1pmx(-u) + 2 * u * u);
  return 0.5 * (p * Math.log((2 * p) / both) + q * Math.log((2 * q) / both));
}

/**
 * Adds the terms of one outcome to the sums: ln p, ln q, and p, q.
 *
 * The term of D(P ‖ Q) is p(e^d − 1 − d), d = ln(q/p): the sums of p and of q being 1, they add up to it; none is
 * negative, and errors of ln p and ln q enter in second order only.
 */
export function addTerms(sums: Float64Array, logP: number, logQ: number, p: number, q: number): void {
  if (p === 0 && q === 0) return;
  if (p === 0 || q === 0) {
    sums[SUM.kl]! += p === 0 ? q : Number.POSITIVE_INFINITY;
    sums[SUM.reverseKl]! += q === 0 ? p : Number.POSITIVE_INFINITY;
    sums[SUM.absolute]! += p + q;
    sums[SUM.roots]! += p + q;
    sums[SUM.square]! += p === 0 ? q : Number.POSITIVE_INFINITY;
    sums[SUM.jensenShannon]! += jensenShannonTerm(p, q, q - p);
    return;
  }
  const d = logQ - logP;
  const bent = p * expm1mx(d);
  const gap = bent + p * d;
  const square = gap * gap;
  sums[SUM.kl]! += bent;
  sums[SUM.reverseKl]! += d * gap - bent;
  sums[SUM.absolute]! += Math.abs(gap);
  sums[SUM.roots]! += square / (p + q + 2 * Math.sqrt(p * q));
  sums[SUM.square]! += square / q;
  sums[SUM.jensenShannon]! += jensenShannonTerm(p, q, gap);
}

/** Adds what one side says by itself of an outcome that it knows. */
export function addKnown(sums: Float64Array, mass: number, log: number, p: number, logP: number): void {
  sums[mass]! += p;
  if (p > 0) sums[log]! += p * logP;
}
