import { composedLoss } from "../loss/composed-loss.ts";
import type { Rounding } from "../loss/grid-loss.ts";
import type { CountedPair } from "../loss/loss-pair.ts";
import { leastEpsilon, leastLogDelta } from "./renyi-conversion.ts";

/** How fine the grid of privacy losses is. */
export interface GridOptions {
  /** The step of the grid of losses; chosen when left out: halving it quarters the width of the bracket. */
  readonly interval?: number;
  /** A grid of about six times the step that would be chosen. */
  readonly rough?: boolean;
}

/** Σ count · log E e^{zL}. */
export function growthOf(pairs: readonly CountedPair[]): { cumulant(z: number): number } {
  return { cumulant: (z) => pairs.reduce((sum, { pair, count }) => sum + count * pair.cumulant(z), 0) };
}

/** δ(ε) of one direction from one side. */
export function lossDelta(
  pairs: readonly CountedPair[],
  epsilon: number,
  rounding: Rounding,
  options: GridOptions,
): number {
  const { value: depth, order } = leastLogDelta(growthOf(pairs), epsilon);
  const sum = composedLoss(pairs, { rounding, tilt: order - 1, depth, near: epsilon, ...options });
  return Math.min(1, sum.infinite + Math.exp(sum.logDelta(epsilon)));
}

/** ε(δ) of one direction from one side. */
export function lossEpsilon(
  pairs: readonly CountedPair[],
  delta: number,
  rounding: Rounding,
  options: GridOptions,
): number {
  const depth = Math.log(delta);
  const { order, value } = leastEpsilon(growthOf(pairs), depth);
  const sum = composedLoss(pairs, { rounding, tilt: order - 1, depth, near: value, ...options });
  const rest = delta - sum.infinite;
  return rest > 0 ? Math.max(0, sum.epsilon(Math.log(rest))) : Infinity;
}
