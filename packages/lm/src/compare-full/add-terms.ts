import { expm1mx } from "@relent/core/scalar";
import { SUM } from "./sums.ts";

/** 1/(2k(2k − 1)) for k = 1 … 13. */
const SERIES: Float64Array = Float64Array.from({ length: 13 }, (_, i) => 1 / (2 * (i + 1) * (2 * i + 1)));
/** Below this u² six terms are enough for double precision. */
const TINY = 1e-3;

/** ½[(1 + u) ln(1 + u) + (1 − u) ln(1 − u)], u = (q − p)/(p + q), times (p + q)/2: by its series where u is small. */
function jensenShannonTerm(p: number, q: number, gap: number): number {
  if (p === 0 || q === 0) return (Math.LN2 / 2) * (p + q);
  const both = p + q;
  const u = gap / both;
  const z = u * u;
  if (z < 0.0625) {
    let sum = 0;
    for (let k = z < TINY ? 5 : 12; k >= 0; k--) sum = sum * z + SERIES[k]!;
    return (both / 2) * z * sum;
  }
  return 0.5 * (p * Math.log((2 * p) / both) + q * Math.log((2 * q) / both));
}

/** Greatest ln(p²/q) that is summed as it is. */
const STEEP = 600;

/** Adds e^log to what is summed in logarithms. */
function addSteep(sums: Float64Array, log: number): void {
  if (log === Number.POSITIVE_INFINITY) {
    sums[SUM.square] = log;
    return;
  }
  const top = sums[SUM.steepLog]!;
  if (log > top) {
    sums[SUM.steepLog] = log;
    sums[SUM.steepShare] = sums[SUM.steepShare]! * Math.exp(top - log) + 1;
  } else sums[SUM.steepShare]! += Math.exp(log - top);
}

/**
 * Adds the terms of one outcome to the sums: ln p, ln q, and p, q.
 *
 * The term of D(P ‖ Q) is p(e^d − 1 − d), d = ln(q/p): the sums of p and of q being 1, they add up to it; none is
 * negative, and errors of ln p and ln q enter in second order only. A probability too low for a double is 0 with a finite
 * logarithm, and its divergence finite; without any it is −Infinity, and the divergence Infinity. p²/q, of which Rényi's
 * divergence of order 2 is made, is summed in logarithms where it is beyond a double's range.
 */
export function addTerms(sums: Float64Array, logP: number, logQ: number, p: number, q: number): void {
  const steep = 2 * logP - logQ;
  if (steep > STEEP) addSteep(sums, steep);
  if (p === 0 && q === 0) return;
  if (p === 0 || q === 0) {
    sums[SUM.kl]! += p === 0 ? q : p * (logP - logQ - 1);
    sums[SUM.reverseKl]! += q === 0 ? p : q * (logQ - logP - 1);
    sums[SUM.absolute]! += p + q;
    sums[SUM.roots]! += p + q;
    if (!(steep > STEEP)) sums[SUM.square]! += p === 0 ? q : Math.exp(steep) - 2 * p;
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
  if (!(steep > STEEP)) sums[SUM.square]! += square / q;
  sums[SUM.jensenShannon]! += jensenShannonTerm(p, q, gap);
}

/** Adds what one side says by itself of an outcome that it knows. */
export function addKnown(sums: Float64Array, mass: number, log: number, p: number, logP: number): void {
  sums[mass]! += p;
  if (p > 0) sums[log]! += p * logP;
}
