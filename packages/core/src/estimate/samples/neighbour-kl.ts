import { extrapolationWeights, plainWeights } from "./extrapolation.ts";
import { frameOf, inFrame, ROUNDING } from "./frame.ts";
import { kdTree } from "./kd-tree.ts";
import { nearest, nearestOthers } from "./nearest.ts";
import type { RawEstimate } from "./raw-estimate.ts";
import type { Samples } from "./samples.ts";

/**
 * D(p ‖ q) from distances to the k nearest neighbours, k = 1 … K, extrapolated to k = 0.
 *
 * T_k = (d/n) Σᵢ ln(νₖ(i)/ρₖ(i)) + ln(m/(n−1)), ρ and ν the distances of xᵢ to its k-th neighbour in p and in q, each
 * measured in that sample's own frame and mapped back by its determinant. The standard error is of first order: the
 * variance of the terms over n, and that of how often each point of q is a neighbour, which estimates p/q there, over m.
 *
 * Source: Wang, Kulkarni & Verdú, IEEE Trans. Inf. Theory 55 (2009) 2392, for T_k.
 */
export function neighbourKl(fn: string, p: Samples, q: Samples, most: number): RawEstimate {
  const { n, dim } = p;
  const m = q.n;
  const frames = { p: frameOf(fn, p), q: frameOf(fn, q) };
  const own = kdTree(inFrame(frames.p, p), dim);
  const near = nearestOthers(own, most);
  const other = kdTree(inFrame(frames.q, q), dim);
  const far = nearest(other, inFrame(frames.q, p), most, own.order);
  const ks = Array.from({ length: most }, (_, i) => i + 1);
  const weights = extrapolationWeights(ks, 2 / dim);
  const plain = plainWeights(ks);
  // The weight with which the l-th neighbour's place enters: Σ_{k≥l} w_k/k.
  const share = new Float64Array(most);
  for (let k = most; k >= 1; k--) share[k - 1] = weights[k - 1]! / k + (k < most ? share[k]! : 0);
  const ratios = new Float64Array(m);
  let [sum, square, uncorrected] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    let [term, plainTerm] = [0, 0];
    for (let k = 0; k < most; k++) {
      const at = i * most + k;
      const gain = Math.log(Math.max(far.distances[at]!, ROUNDING) / Math.max(near.distances[at]!, ROUNDING));
      term += weights[k]! * gain;
      plainTerm += plain[k]! * gain;
      ratios[far.rows[at]!]! += share[k]!;
    }
    sum += term;
    square += term * term;
    uncorrected += plainTerm;
  }
  let spread = 0;
  for (const count of ratios) spread += ((count * m) / n - 1) ** 2;
  const ofTerms = (dim * dim * (square - (sum * sum) / n)) / (n - 1) / n;
  const value = (dim * sum) / n + Math.log(m / (n - 1)) + frames.q.logScale - frames.p.logScale;
  const bias = (dim * (uncorrected - sum)) / n;
  return {
    value,
    bias,
    standardError: Math.sqrt(ofTerms + spread / m / m),
    doubt: Math.abs(bias),
  };
}
