import type { CountDivergence } from "./count-divergence.ts";
import { type CountPair, pairSizes } from "./count-pair.ts";

/** A divergence of two smoothed samples and its sampling variance by the delta method. */
export interface Smoothed {
  readonly value: number;
  readonly variance: number;
}

const HALF = 0.5;

/**
 * Value and delta variance of a divergence on counts with ½ added to each cell.
 *
 * The variance is Var_p(∂D/∂p)/n + Var_q(∂D/∂q)/m. A cell that the reference never saw is coded by an escape symbol of
 * fixed probability `epsilon` where one is given: it then has no reference variance, the seen cells share 1 − epsilon.
 */
export function addHalf(divergence: CountDivergence, pair: CountPair, epsilon?: number): Smoothed {
  const { n, m, cells } = pairSizes(pair, "addHalf");
  const escaped = (i: number): boolean => epsilon !== undefined && pair.y[i] === 0;
  let seen = 0;
  for (let i = 0; i < cells; i++) if (!escaped(i)) seen++;
  const keep = seen < cells ? 1 - epsilon! : 1;
  let value = 0;
  let pMean = 0;
  let pSquare = 0;
  let qMean = 0;
  let qSquare = 0;
  for (let i = 0; i < cells; i++) {
    const p = (pair.x[i]! + HALF) / (n + HALF * cells);
    const share = escaped(i) ? epsilon! : (pair.y[i]! + HALF) / (m + HALF * seen);
    const q = escaped(i) ? share : keep * share;
    const [dp, dq] = divergence.slopes(p, q);
    value += divergence.at(p, q);
    pMean += p * dp;
    pSquare += p * dp * dp;
    if (!escaped(i)) {
      qMean += share * keep * dq;
      qSquare += share * (keep * dq) ** 2;
    }
  }
  const variance = Math.max(0, pSquare - pMean ** 2) / n + Math.max(0, qSquare - qMean ** 2) / m;
  return { value, variance };
}
