import { generalizedKlTerms, type Terms } from "../kernel/generalized-kl.ts";
import { type Family, isFamily } from "../protocol.ts";
import { compare, type Input, type OutOptions } from "./compare.ts";
import type { Batch, Row } from "./kinds.ts";
import { type Mass, ofAnyTotal, toKinded } from "./mass.ts";

const terms: Terms = { g: 0, p: 0, d: 0 };

/** A bare array, or what is no family. */
function loose(name: string, input: Input): Input {
  return isFamily(input) ? input : ofAnyTotal(toKinded("generalizedKl", name, input));
}

function masses({ x, log, scale }: Mass): ArrayLike<number> {
  return log
    ? Float64Array.from(x, Math.exp)
    : scale === 1
      ? x
      : Float64Array.from(x, (value) => value / scale);
}

/** Generalised KL of two rows in nats, as they are. */
export function generalizedKlOfRows(p: Mass, q: Mass): number {
  generalizedKlTerms(masses(p), masses(q), 1, terms);
  return terms.g;
}

/**
 * Generalised Kullback–Leibler divergence between measures of any total: nothing is normalised.
 *
 * Σ pᵢ log(pᵢ/qᵢ) − pᵢ + qᵢ ≥ 0, in nats; 0 only where the two are equal. Bare arrays, `probs`, `weights` and `counts`
 * are taken as they are, `logits` and `logProbs` as logarithms of the masses. Infinity where pᵢ > 0 = qᵢ.
 *
 * @throws RelentError "invalid-argument" for what no distribution can be, and for rows of different lengths.
 * @see Csiszár, Ann. Statist. 19 (1991) 2032.
 * @example
 * ```ts
 * generalizedKl([5, 3, 2], [2, 5, 3]) // 2.238046571856475
 * generalizedKl([1, 1], [2, 2]) // 0.6137056388801094
 * ```
 */
export function generalizedKl(p: Row, q: Row): number;
export function generalizedKl(p: Batch, q: Batch | Row, options?: OutOptions): Float64Array;
export function generalizedKl(p: Family, q: Family): number;
export function generalizedKl(p: Input, q: Input, options: OutOptions = {}): number | Float64Array {
  return compare("generalizedKl", loose("p", p), loose("q", q), options, (a, b) => generalizedKlOfRows(a, b));
}
