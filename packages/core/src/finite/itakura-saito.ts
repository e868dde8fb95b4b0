import type { Family } from "../protocol.ts";
import { expm1mx } from "../scalar/expm1mx.ts";
import { compare, type Input, type OutOptions } from "./compare.ts";
import { fold } from "./fold.ts";
import type { Batch, Row } from "./kinds.ts";
import { pair } from "./pair.ts";

/** p/q − log(p/q) − 1. */
export function itakuraSaitoTerm(p: number, q: number, _d: number, l: number): number {
  if (p === 0 || q === 0) return Number.POSITIVE_INFINITY;
  return l > -0.7 ? expm1mx(-l) : p / q + l - 1;
}

/**
 * Itakura–Saito distance between normalised rows, which weighs relative errors alone.
 *
 * Σ (pᵢ/qᵢ − log(pᵢ/qᵢ) − 1) ≥ 0; any pᵢ = 0 or qᵢ = 0 makes it Infinity, also where both are.
 *
 * @throws RelentError "invalid-argument" for what no distribution can be, and for rows of different lengths.
 * @see Itakura & Saito, Proc. 6th Int. Congr. Acoustics (1968) C-17.
 * @example
 * ```ts
 * itakuraSaito([0.5, 0.5], [0.9, 0.1]) // 2.533904308023574
 * itakuraSaito([0, 1], [0.5, 0.5]) // Infinity
 * ```
 */
export function itakuraSaito(p: Row, q: Row): number;
export function itakuraSaito(p: Batch, q: Batch | Row, options?: OutOptions): Float64Array;
export function itakuraSaito(p: Family, q: Family): number;
export function itakuraSaito(p: Input, q: Input, options: OutOptions = {}): number | Float64Array {
  return compare("itakuraSaito", p, q, options, (a, b) => fold(pair(a, b), itakuraSaitoTerm));
}
