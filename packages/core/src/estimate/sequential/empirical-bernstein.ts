import {
  NOTHING_SEEN,
  type PredictableMoments,
  plugInBet,
  predictedMean,
  seeNext,
} from "./predictable-bet.ts";

/** Bets stay below this, where the bound's ψ is finite. */
const MOST = 0.5;

/** Running sums of the empirical Bernstein bound. */
export interface BernsteinSums {
  readonly moments: PredictableMoments;
  /** Σλ. */
  readonly bets: number;
  /** Σλy. */
  readonly weighted: number;
  /** Σ(y − predicted mean)²·(−log(1 − λ) − λ). */
  readonly variation: number;
}

export const NO_SUMS: BernsteinSums = { moments: NOTHING_SEEN, bets: 0, weighted: 0, variation: 0 };

/** The sums after an observation y in [0, 1]. */
export function addBernstein(sums: BernsteinSums, y: number, alpha: number): BernsteinSums {
  const bet = Math.min(MOST, plugInBet(sums.moments, alpha));
  return {
    moments: seeNext(sums.moments, y),
    bets: sums.bets + bet,
    weighted: sums.weighted + bet * y,
    variation: sums.variation + (y - predictedMean(sums.moments)) ** 2 * (-Math.log1p(-bet) - bet),
  };
}

/**
 * Σλy/Σλ ± (log(2/α) + Σ(y − μ̂)²ψ(λ))/Σλ, ψ(λ) = −log(1 − λ) − λ.
 *
 * Source: Waudby-Smith & Ramdas, J. R. Statist. Soc. B 86 (2024) 1, theorem 2.
 */
export function bernsteinInterval(sums: BernsteinSums, alpha: number): readonly [number, number] {
  const centre = sums.weighted / sums.bets;
  const width = (Math.log(2 / alpha) + sums.variation) / sums.bets;
  return [centre - width, centre + width];
}
