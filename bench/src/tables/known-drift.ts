const LN2 = Math.LN2;

/** D(Bernoulli(q) ‖ Bernoulli(p)) in bits. */
export const bernoulliBits = (q: number, p: number): number =>
  (q * Math.log(q / p) + (1 - q) * Math.log((1 - q) / (1 - p))) / LN2;

/** D(N(m+δ, s) ‖ N(m, s)) = δ²/2s² in bits; the same for lognormals whose μ differ by δ. */
export const shiftBits = (delta: number, sigma: number): number => delta ** 2 / (2 * sigma ** 2 * LN2);

/** D(Beta(b, 1) ‖ Beta(a, 1)) = ln(b/a) + a/b − 1, in bits. */
export const powerLawBits = (b: number, a: number): number => (Math.log(b / a) + a / b - 1) / LN2;

/** Probability of level j of k under the generator's law, ln((j+2)/(j+1)) / ln(k+1). */
export const levelProbability = (j: number, k: number): number =>
  Math.log((j + 2) / (j + 1)) / Math.log(k + 1);

/** D((1−w)·p + w·δ_j ‖ p) in bits, p being the law of k levels: Infinity where j is a new level. */
export function movedBits(w: number, j: number, k: number): number {
  if (j >= k) return Number.POSITIVE_INFINITY;
  const p = levelProbability(j, k);
  const q = (1 - w) * p + w;
  return (q * Math.log(q / p) + (1 - w) * (1 - p) * Math.log(1 - w)) / LN2;
}
