/** How much more the shares of a clustered sample vary than those of as many independent rows. */
export interface DesignEffect {
  readonly value: number;
  /** Standard error of `value` where rows are in fact independent. */
  readonly nullError: number;
}

/**
 * First-order Rao–Scott design effect of a table of counts, one row a cluster, one column a cell.
 *
 * d = Σ_j (n/p_j)·V_j / (k−1), V_j = C/(C−1)·Σ_c (x_cj − p_j·n_c)²/n²: the mean of the design effects of the k shares.
 * 1 for independent rows; null with fewer than 2 clusters or 2 cells that occur.
 *
 * Source: Rao & Scott, JASA 76 (1981) 221.
 */
export function designEffect(counts: readonly ArrayLike<number>[]): DesignEffect | null {
  const clusters = counts.length;
  const width = counts[0]?.length ?? 0;
  const sizes = counts.map((row) => Array.from(row).reduce((a, b) => a + b, 0));
  const n = sizes.reduce((a, b) => a + b, 0);
  let cells = 0;
  let sum = 0;
  for (let j = 0; j < width; j++) {
    const p = counts.reduce((a, row) => a + row[j]!, 0) / n;
    if (!(p > 0)) continue;
    cells++;
    const square = counts.reduce((a, row, c) => a + (row[j]! - p * sizes[c]!) ** 2, 0);
    sum += square / (n * p);
  }
  if (clusters < 2 || cells < 2) return null;
  const value = (sum * clusters) / (clusters - 1) / (cells - 1);
  return { value, nullError: Math.sqrt(2 / ((cells - 1) * (clusters - 1))) };
}

/** Σ n_c²/n: the size of the cluster in which an average row stands. */
export function typicalSize(sizes: readonly number[]): number {
  const n = sizes.reduce((a, b) => a + b, 0);
  return n === 0 ? 0 : sizes.reduce((a, b) => a + b * b, 0) / n;
}
