/**
 * Degrees of freedom of a sum of variances that have their own: (Σv)²/Σ(v²/df), at least 1; Infinity where all are 0.
 *
 * @see Satterthwaite, Biometrics Bulletin 2 (1946) 110.
 */
export function satterthwaite(variances: ArrayLike<number>, dfs: ArrayLike<number>): number {
  let [sum, squares] = [0, 0];
  for (let i = 0; i < variances.length; i++) {
    sum += variances[i]!;
    squares += variances[i]! ** 2 / Math.max(1, dfs[i]!);
  }
  return squares > 0 ? Math.max(1, sum ** 2 / squares) : Number.POSITIVE_INFINITY;
}
