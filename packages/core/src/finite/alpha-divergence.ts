import type { Family } from "../protocol.ts";
import { compare, type Input, type OutOptions } from "./compare.ts";
import { fold, powerTerm } from "./fold.ts";
import type { Batch, Row } from "./kinds.ts";
import { klOfRows } from "./kl.ts";
import type { Mass } from "./mass.ts";
import { pair } from "./pair.ts";
import { within } from "./parameter.ts";

/** Amari's divergence of two rows. */
export function alphaOfRows(p: Mass, q: Mass, alpha: number): number {
  if (alpha === 1) return klOfRows(p, q);
  if (alpha === 0) return klOfRows(q, p);
  return Math.max(0, fold(pair(p, q), powerTerm(1 - alpha)) / (alpha * (alpha - 1)));
}

/**
 * Amari's α-divergence, for any real α: KL at 1, reverse KL at 0, four times the squared Hellinger distance at ½.
 *
 * D_α(p‖q) = (Σ pᵢ^α qᵢ^(1−α) − 1) / (α(α − 1)); half of χ² at 2, half of Neyman's at −1. Infinity where pᵢ > 0 = qᵢ
 * for α ≥ 1, and where qᵢ > 0 = pᵢ for α ≤ 0.
 *
 * @throws RelentError "invalid-argument" for what no distribution can be, and for rows of different lengths, and for an alpha that is not finite.
 * @see Amari, Information Geometry and Its Applications (2016), §3.5.
 * @example
 * ```ts
 * alphaDivergence([0.5, 0.5], [0.9, 0.1], 0.5) // 0.42229123600033663
 * alphaDivergence([0.5, 0.5], [0.9, 0.1], -1) // 0.32000000000000006
 * ```
 */
export function alphaDivergence(p: Row, q: Row, alpha: number): number;
export function alphaDivergence(p: Batch, q: Batch | Row, alpha: number, options?: OutOptions): Float64Array;
export function alphaDivergence(p: Family, q: Family, alpha: number): number;
export function alphaDivergence(
  p: Input,
  q: Input,
  alpha: number,
  options: OutOptions = {},
): number | Float64Array {
  within("alphaDivergence", "alpha", alpha, -Number.MAX_VALUE, Number.MAX_VALUE);
  return compare("alphaDivergence", p, q, options, (a, b) => alphaOfRows(a, b, alpha), [alpha]);
}
