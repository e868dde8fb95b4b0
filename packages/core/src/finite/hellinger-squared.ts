import type { Family } from "../protocol.ts";
import { compare, type Input, type OutOptions } from "./compare.ts";
import { fold } from "./fold.ts";
import type { Batch, Row } from "./kinds.ts";
import type { Mass } from "./mass.ts";
import { pair } from "./pair.ts";

/** ½(√p − √q)². */
export function hellingerTerm(p: number, q: number, d: number): number {
  const gap = d === 0 ? 0 : d / (Math.sqrt(p) + Math.sqrt(q));
  return 0.5 * gap * gap;
}

/** H² of two rows. */
export function hellingerSquaredOfRows(p: Mass, q: Mass): number {
  return Math.min(1, fold(pair(p, q), hellingerTerm));
}

/**
 * Squared Hellinger distance, between 0 and 1, symmetric.
 *
 * H²(p, q) = ½ Σ (√pᵢ − √qᵢ)² = 1 − Σ √(pᵢqᵢ), computed from the differences pᵢ − qᵢ so that near-equal rows keep
 * their digits.
 *
 * @throws RelentError "invalid-argument" for what no distribution can be, and for rows of different lengths.
 * @see Gibbs & Su, Int. Stat. Rev. 70 (2002) 419.
 * @example
 * ```ts
 * hellingerSquared([0.5, 0.5], [0.9, 0.1]) // 0.10557280900008414
 * hellingerSquared([1, 0], [0, 1]) // 1
 * ```
 */
export function hellingerSquared(p: Row, q: Row): number;
export function hellingerSquared(p: Batch, q: Batch | Row, options?: OutOptions): Float64Array;
export function hellingerSquared(p: Family, q: Family): number;
export function hellingerSquared(p: Input, q: Input, options: OutOptions = {}): number | Float64Array {
  return compare("hellingerSquared", p, q, options, (a, b) => hellingerSquaredOfRows(a, b));
}
