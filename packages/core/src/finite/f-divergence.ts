import type { Family } from "../protocol.ts";
import { limitSlope } from "../scalar/limit-slope.ts";
import { compare, type Input, type OutOptions } from "./compare.ts";
import { fold, type Term } from "./fold.ts";
import type { Batch, Row } from "./kinds.ts";
import { pair } from "./pair.ts";

/** A convex function with f(1) = 0, and the limit of f(t)/t at Infinity. */
export type Convex =
  | ((t: number) => number)
  | {
      /** The convex function. */
      readonly f: (t: number) => number;
      readonly slope: number;
    };

/** q f(p/q), with its limits at 0. */
export function fTerm(convex: Convex): Term {
  const f = typeof convex === "function" ? convex : convex.f;
  const slope = typeof convex === "function" ? limitSlope(f) : convex.slope;
  return (p, q) => (q === 0 ? (p === 0 ? 0 : p * slope) : q * f(p / q));
}

/**
 * f-divergence of your own convex f with f(1) = 0.
 *
 * D_f(p‖q) = Σ qᵢ f(pᵢ/qᵢ), with f(0) taken where pᵢ = 0 and pᵢ·lim f(t)/t where qᵢ = 0; the limit is `f.slope`.
 * Of a bare function it is f(t)/t at 1e150, or Infinity where that is still above the one at 1e75. As accurate as f is
 * near 1: prefer forms without cancellation.
 *
 * @throws RelentError "invalid-argument" for what no distribution can be, and for rows of different lengths.
 * @see Csiszár, Publ. Math. Inst. Hung. Acad. Sci. 8 (1963) 85.
 * @example
 * ```ts
 * fDivergence([0.5, 0.5], [0.9, 0.1], (t) => (t - 1) ** 2) // 1.777777777777778
 * fDivergence([0.5, 0.5], [1, 0], (t) => (t === 0 ? 0 : t * Math.log(t))) // Infinity
 * fDivergence([0.5, 0.5], [1, 0], { f: (t) => Math.abs(t - 1) / 2, slope: 0.5 }) // 0.5
 * ```
 */
export function fDivergence(p: Row, q: Row, f: Convex): number;
export function fDivergence(p: Batch, q: Batch | Row, f: Convex, options?: OutOptions): Float64Array;
export function fDivergence(p: Family, q: Family, f: Convex): number;
export function fDivergence(p: Input, q: Input, f: Convex, options: OutOptions = {}): number | Float64Array {
  return compare("fDivergence", p, q, options, (a, b) => fold(pair(a, b), fTerm(f)), [f]);
}
