import { composedLoss } from "../loss/composed-loss.ts";
import type { Rounding } from "../loss/grid-loss.ts";
import { infiniteMass } from "../loss/infinite-mass.ts";
import type { CountedPair } from "../loss/loss-pair.ts";
import { leastEpsilon, leastLogDelta } from "./renyi-conversion.ts";

/** How fine the grid of privacy losses is. */
export interface GridOptions {
  /** The step of the grid of losses; chosen when left out: halving it quarters the width of the bracket. */
  readonly interval?: number;
  /** A grid of about six times the step that would be chosen, and contours of a tenth of the work. */
  readonly rough?: boolean;
}

/** Σ count · log E e^{zL}. */
export function growthOf(pairs: readonly CountedPair[]): { cumulant(z: number): number } {
  return { cumulant: (z) => pairs.reduce((sum, { pair, count }) => sum + count * pair.cumulant(z), 0) };
}

/** P(some L = ∞) of counted pairs. */
const certain = (pairs: readonly CountedPair[]): number =>
  infiniteMass(pairs.map(({ pair, count }) => ({ count, infinite: pair.infinite })));

/** δ(ε) of one direction from one side; without a grid that could hold it the Rényi bound, and nothing from below. */
export function lossDelta(
  pairs: readonly CountedPair[],
  epsilon: number,
  rounding: Rounding,
  options: GridOptions,
): number {
  const { value: depth, order } = leastLogDelta(growthOf(pairs), epsilon);
  const sum = composedLoss(pairs, { rounding, tilt: order - 1, depth, near: epsilon, ...options });
  if (sum !== undefined) return Math.min(1, sum.infinite + Math.exp(sum.logDelta(epsilon)));
  return Math.min(1, certain(pairs) + (rounding === "pessimistic" ? Math.exp(depth) : 0));
}

/** ε(δ) of one direction from one side, likewise. */
export function lossEpsilon(
  pairs: readonly CountedPair[],
  delta: number,
  rounding: Rounding,
  options: GridOptions,
): number {
  const depth = Math.log(delta);
  const { order, value } = leastEpsilon(growthOf(pairs), depth);
  const sum = composedLoss(pairs, { rounding, tilt: order - 1, depth, near: value, ...options });
  const rest = delta - (sum?.infinite ?? certain(pairs));
  if (!(rest > 0)) return Infinity;
  if (sum !== undefined) return Math.max(0, sum.epsilon(Math.log(rest)));
  return rounding === "pessimistic" ? leastEpsilon(growthOf(pairs), Math.log(rest)).value : 0;
}
