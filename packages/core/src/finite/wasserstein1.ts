import type { Family } from "../protocol.ts";
import { compare, type Input, type OutOptions } from "./compare.ts";
import { cumulative } from "./cumulative.ts";
import type { Batch, Row } from "./kinds.ts";
import { gapsBetween, type PositionOptions } from "./positions.ts";

/**
 * Wasserstein-1 (earth mover's) distance between distributions over ordered places.
 *
 * W₁(p, q) = Σ |Pᵢ − Qᵢ| (xᵢ₊₁ − xᵢ), P and Q the cumulative sums; in units of `positions`, which are 0, 1, 2, …
 * when left out. Always finite; a metric.
 *
 * @throws RelentError "invalid-argument" for what no distribution can be, and for rows of different lengths, and for positions that are not in ascending order.
 * @see Vallender, Theory Probab. Appl. 18 (1974) 784.
 * @example
 * ```ts
 * wasserstein1([0.5, 0.5], [0.9, 0.1]) // 0.4
 * wasserstein1([1, 0, 0], [0, 0, 1], { positions: [0, 10, 25] }) // 25
 * ```
 */
export function wasserstein1(p: Row, q: Row, options?: PositionOptions): number;
export function wasserstein1(p: Batch, q: Batch | Row, options?: OutOptions & PositionOptions): Float64Array;
export function wasserstein1(p: Family, q: Family, options?: PositionOptions): number;
export function wasserstein1(
  p: Input,
  q: Input,
  options: OutOptions & PositionOptions = {},
): number | Float64Array {
  const gaps = gapsBetween("wasserstein1", options.positions);
  return compare("wasserstein1", p, q, options, (a, b) => cumulative("wasserstein1", a, b, gaps, Math.abs));
}
