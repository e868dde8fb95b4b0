import type { Family } from "../protocol.ts";
import { compare, type Input, type OutOptions } from "./compare.ts";
import { cumulative } from "./cumulative.ts";
import type { Batch, Row } from "./kinds.ts";
import { gapsBetween, type PositionOptions } from "./positions.ts";

/**
 * Energy distance between distributions over ordered places.
 *
 * 2E|X − Y| − E|X − X′| − E|Y − Y′| = 2 Σ (Pᵢ − Qᵢ)² (xᵢ₊₁ − xᵢ), in units of `positions`, which are 0, 1, 2, … when
 * left out. Its square root is a metric.
 *
 * @throws RelentError "invalid-argument" for what no distribution can be, and for rows of different lengths, and for positions that are not in ascending order.
 * @see Székely & Rizzo, J. Stat. Plan. Inference 143 (2013) 1249.
 * @example
 * ```ts
 * energy([0.5, 0.5], [0.9, 0.1]) // 0.32000000000000006
 * energy([1, 0, 0], [0, 0, 1], { positions: [0, 10, 25] }) // 50
 * ```
 */
export function energy(p: Row, q: Row, options?: PositionOptions): number;
export function energy(p: Batch, q: Batch | Row, options?: OutOptions & PositionOptions): Float64Array;
export function energy(p: Family, q: Family, options?: PositionOptions): number;
export function energy(
  p: Input,
  q: Input,
  options: OutOptions & PositionOptions = {},
): number | Float64Array {
  const gaps = gapsBetween("energy", options.positions);
  return compare("energy", p, q, options, (a, b) => 2 * cumulative("energy", a, b, gaps, (c) => c * c));
}
