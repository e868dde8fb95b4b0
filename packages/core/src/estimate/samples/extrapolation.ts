/**
 * Weights of T_k, one for each of `ks`, that extrapolate T_k = T₀ + b·k^power to k = 0 by least squares, T_k having weight k.
 *
 * They sum to 1. The bias of a density from the ball of k neighbours, where the density is smooth, grows as the squared
 * radius, and that as (k/n)^{2/d}.
 */
export function extrapolationWeights(ks: readonly number[], power: number): readonly number[] {
  if (ks.length === 1) return [1];
  let [sum, first, second] = [0, 0, 0];
  for (const k of ks) {
    const u = k ** power;
    sum += k;
    first += k * u;
    second += k * u * u;
  }
  return ks.map((k) => (k * (second - first * k ** power)) / (sum * second - first * first));
}

/** Weights of the average in which T_k has weight k: what the extrapolation corrects. */
export function plainWeights(ks: readonly number[]): readonly number[] {
  const sum = ks.reduce((a, b) => a + b, 0);
  return ks.map((k) => k / sum);
}

/** Σ wⱼ·termsⱼ, point by point. */
export function combine(terms: readonly Float64Array[], weights: readonly number[]): Float64Array {
  return terms[0]!.map((_, i) => terms.reduce((sum, of, j) => sum + weights[j]! * of[i]!, 0));
}
