import type { Family } from "../protocol.ts";
import { compare, type Input, type OutOptions } from "./compare.ts";
import { fold, powerTerm, type Term } from "./fold.ts";
import { itakuraSaitoTerm } from "./itakura-saito.ts";
import type { Batch, Row } from "./kinds.ts";
import { klOfRows } from "./kl.ts";
import type { Mass } from "./mass.ts";
import { pair } from "./pair.ts";
import { within } from "./parameter.ts";

/** One outcome's part, β neither 0 nor 1: the power term of p/q, scaled. */
export function betaTerm(beta: number): Term {
  const power = powerTerm(beta);
  const scale = beta * (beta - 1);
  return (p, q, d, l) => {
    if (p === 0 && beta < 0) return Number.POSITIVE_INFINITY;
    if (q === 0) return p === 0 ? 0 : beta > 1 ? p ** beta / scale : Number.POSITIVE_INFINITY;
    if (Math.abs(l) > 1.5) return (p ** beta + ((beta - 1) * q - beta * p) * q ** (beta - 1)) / scale;
    return (q ** (beta - 1) * power(q, p, -d, -l)) / scale;
  };
}

/** The β-divergence of two rows. */
export function betaOfRows(p: Mass, q: Mass, beta: number): number {
  if (beta === 1) return klOfRows(p, q);
  return Math.max(0, fold(pair(p, q), beta === 0 ? itakuraSaitoTerm : betaTerm(beta)));
}

/**
 * β-divergence (density power divergence) of normalised rows, for any real β: KL at 1, Itakura–Saito at 0.
 *
 * d_β(p‖q) = Σ (pᵢ^β + (β − 1)qᵢ^β − β pᵢ qᵢ^(β−1)) / (β(β − 1)); half the squared Euclidean distance at 2. For
 * β ≤ 0 any pᵢ = 0 makes it Infinity; for β ≤ 1 so does pᵢ > 0 = qᵢ.
 *
 * @throws RelentError "invalid-argument" for what no distribution can be, and for rows of different lengths, and for a beta that is not finite.
 * @see Basu et al., Biometrika 85 (1998) 549; Cichocki & Amari, Entropy 12 (2010) 1532.
 * @example
 * ```ts
 * betaDivergence([0.5, 0.5], [0.9, 0.1], 2) // 0.16
 * betaDivergence([0.5, 0.5], [0.9, 0.1], 0) // 2.533904308023574
 * ```
 */
export function betaDivergence(p: Row, q: Row, beta: number): number;
export function betaDivergence(p: Batch, q: Batch | Row, beta: number, options?: OutOptions): Float64Array;
export function betaDivergence(p: Family, q: Family, beta: number): number;
export function betaDivergence(
  p: Input,
  q: Input,
  beta: number,
  options: OutOptions = {},
): number | Float64Array {
  within("betaDivergence", "beta", beta, -Number.MAX_VALUE, Number.MAX_VALUE);
  return compare("betaDivergence", p, q, options, (a, b) => betaOfRows(a, b, beta), [beta]);
}
