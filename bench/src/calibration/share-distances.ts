import type { Counts } from "./sample.ts";

/** p·ln(p/q) summed, each side first divided by its sum, as SciPy's `entropy(p, q)`. */
export function relativeEntropy(p: Counts, q: Counts): number {
  let sumP = 0;
  let sumQ = 0;
  for (let i = 0; i < p.length; i++) {
    sumP += p[i]!;
    sumQ += q[i]!;
  }
  let sum = 0;
  for (let i = 0; i < p.length; i++) {
    const a = p[i]! / sumP;
    if (a > 0) sum += a * Math.log(a / (q[i]! / sumQ));
  }
  return sum;
}

/** The customary population stability index, on shares as they are. */
export function stabilityIndex(p: Counts, q: Counts): number {
  let sum = 0;
  for (let i = 0; i < p.length; i++) sum += (p[i]! - q[i]!) * Math.log(p[i]! / q[i]!);
  return sum;
}

/** The square root of the Jensen–Shannon divergence in units of the base, as SciPy's `distance.jensenshannon`. */
export function jensenShannonDistance(p: Counts, q: Counts, base: number = Math.E): number {
  let sumP = 0;
  let sumQ = 0;
  for (let i = 0; i < p.length; i++) {
    sumP += p[i]!;
    sumQ += q[i]!;
  }
  let sum = 0;
  for (let i = 0; i < p.length; i++) {
    const a = p[i]! / sumP;
    const b = q[i]! / sumQ;
    const middle = (a + b) / 2;
    if (a > 0) sum += a * Math.log(a / middle);
    if (b > 0) sum += b * Math.log(b / middle);
  }
  return Math.sqrt(Math.max(0, sum) / (2 * Math.log(base)));
}

/** √(1 − Σ√(pq)). */
export function hellingerDistance(p: Counts, q: Counts): number {
  let sum = 0;
  for (let i = 0; i < p.length; i++) sum += Math.sqrt(p[i]! * q[i]!);
  return Math.sqrt(1 - Math.min(1, sum));
}

export function totalVariation(p: Counts, q: Counts): number {
  let sum = 0;
  for (let i = 0; i < p.length; i++) sum += Math.abs(p[i]! - q[i]!);
  return sum / 2;
}

export function largestDifference(p: Counts, q: Counts): number {
  let most = 0;
  for (let i = 0; i < p.length; i++) most = Math.max(most, Math.abs(p[i]! - q[i]!));
  return most;
}
