/** W(0): weights begin here and are halved every `period` scores. */
const FULL = 2 ** 48;

/**
 * Weights of edges by their score, how many rows more are on one side than on the other: whole numbers times powers of
 * two that fall by no more than e^{ε/2} from one score to the next.
 */
export interface HalvingLaw {
  /** Scores by which the weight is halved. */
  readonly period: number;
  /** Weights of the scores below the period: from 2⁴⁸ to 2⁴⁷. */
  readonly weights: readonly number[];
}

/**
 * The law by which one row spends no more than `epsilon` on an edge.
 *
 * Each weight is rounded up by more than the error of its product, and the last step of a period is shorter.
 */
export function halvingLaw(epsilon: number): HalvingLaw {
  const fall = Math.exp(-epsilon / 2);
  const weights: number[] = [];
  for (let weight = FULL; weight > FULL / 2; weight = Math.ceil(weight * fall) + 1) weights.push(weight);
  return { period: weights.length, weights };
}
