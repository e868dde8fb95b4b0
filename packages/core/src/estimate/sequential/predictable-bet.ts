/** The moments of what was seen, with one observation of mean ½ and variance ¼ before the first. */
export interface PredictableMoments {
  readonly n: number;
  readonly sum: number;
  /** Σ(y − mean with y)², the mean as it was estimated then. */
  readonly squares: number;
}

export const NOTHING_SEEN: PredictableMoments = { n: 0, sum: 0, squares: 0 };

/** The mean that the moments predict for the next observation. */
export function predictedMean({ n, sum }: PredictableMoments): number {
  return (0.5 + sum) / (n + 1);
}

/** The moments after one more observation. */
export function seeNext({ n, sum, squares }: PredictableMoments, y: number): PredictableMoments {
  const next = { n: n + 1, sum: sum + y, squares };
  return { ...next, squares: squares + (y - predictedMean(next)) ** 2 };
}

/**
 * The predictable plug-in bet on the next observation: √(2 log(2/α)/(σ̂² t log(1 + t))), t its number.
 *
 * Source: Waudby-Smith & Ramdas, J. R. Statist. Soc. B 86 (2024) 1, equation (24).
 */
export function plugInBet({ n, squares }: PredictableMoments, alpha: number): number {
  const t = n + 1;
  const variance = (0.25 + squares) / t;
  return Math.sqrt((2 * Math.log(2 / alpha)) / (variance * t * Math.log1p(t)));
}
