import type { Family } from "../protocol.ts";
import { compare, type Input, type OutOptions } from "./compare.ts";
import { largestGap } from "./cumulative.ts";
import type { Batch, Row } from "./kinds.ts";

/**
 * Kolmogorov–Smirnov distance between distributions over ordered outcomes.
 *
 * max |Pᵢ − Qᵢ|, P and Q the cumulative sums; between 0 and 1, at most the total variation
 * distance; a metric.
 *
 * @throws RelentError "invalid-argument" for what no distribution can be, and for rows of different lengths.
 * @see Kolmogorov, G. Ist. Ital. Attuari 4 (1933) 83; Smirnov, Bull. Math. Univ. Moscou 2 (1939) 3.
 * @example
 * ```ts
 * kolmogorovSmirnov([0.5, 0.5], [0.9, 0.1]) // 0.4
 * kolmogorovSmirnov([0.2, 0.3, 0.5], [0.5, 0.3, 0.2]) // 0.3
 * ```
 */
export function kolmogorovSmirnov(p: Row, q: Row): number;
export function kolmogorovSmirnov(p: Batch, q: Batch | Row, options?: OutOptions): Float64Array;
export function kolmogorovSmirnov(p: Family, q: Family): number;
export function kolmogorovSmirnov(p: Input, q: Input, options: OutOptions = {}): number | Float64Array {
  return compare("kolmogorovSmirnov", p, q, options, (a, b) => largestGap(a, b));
}
