import type { Family } from "../protocol.ts";
import { compare, type Input, type OutOptions } from "./compare.ts";
import { cumulative } from "./cumulative.ts";
import type { Batch, Row } from "./kinds.ts";
import { gapsBetween, type PositionOptions } from "./positions.ts";

/**
 * Cramér's distance (squared L₂ distance of the cumulative distributions) over ordered places.
 *
 * Σ (Pᵢ − Qᵢ)² (xᵢ₊₁ − xᵢ), in units of `positions`, which are 0, 1, 2, … when left out. Half of `energy`,
 * symmetric.
 *
 * @throws RelentError "invalid-argument" for what no distribution can be, and for rows of different lengths, and for positions that are not in ascending order.
 * @see Cramér, Skand. Aktuarietidskr. 11 (1928) 141.
 * @example
 * ```ts
 * cramer([0.5, 0.5], [0.9, 0.1]) // 0.16000000000000003
 * cramer([1, 0, 0], [0, 0, 1], { positions: [0, 10, 25] }) // 25
 * ```
 */
export function cramer(p: Row, q: Row, options?: PositionOptions): number;
export function cramer(p: Batch, q: Batch | Row, options?: OutOptions & PositionOptions): Float64Array;
export function cramer(p: Family, q: Family, options?: PositionOptions): number;
export function cramer(
  p: Input,
  q: Input,
  options: OutOptions & PositionOptions = {},
): number | Float64Array {
  const gaps = gapsBetween("cramer", options.positions);
  return compare("cramer", p, q, options, (a, b) => cumulative("cramer", a, b, gaps, (c) => c * c));
}
