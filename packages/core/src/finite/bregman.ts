import type { Family } from "../protocol.ts";
import { compare, type Input, type OutOptions } from "./compare.ts";
import { fold } from "./fold.ts";
import type { Batch, Row } from "./kinds.ts";
import { pair } from "./pair.ts";

/** A convex function and its derivative. */
export interface Generator {
  /** φ(x). */
  readonly value: (x: number) => number;
  /** φ′(x). */
  readonly slope: (x: number) => number;
}

/**
 * Bregman divergence of your own separable convex generator.
 *
 * B_φ(p‖q) = Σ φ(pᵢ) − φ(qᵢ) − φ′(qᵢ)(pᵢ − qᵢ) over the normalised rows. As accurate as φ's differences are; `kl`,
 * `itakuraSaito` and `betaDivergence` are the stable forms of their generators.
 *
 * @throws RelentError "invalid-argument" for what no distribution can be, and for rows of different lengths.
 * @see Bregman, USSR Comput. Math. Math. Phys. 7 (1967) 200.
 * @example
 * ```ts
 * bregman([0.5, 0.5], [0.9, 0.1], { value: (x) => x * x, slope: (x) => 2 * x }) // 0.32
 * ```
 */
export function bregman(p: Row, q: Row, generator: Generator): number;
export function bregman(p: Batch, q: Batch | Row, generator: Generator, options?: OutOptions): Float64Array;
export function bregman(p: Family, q: Family, generator: Generator): number;
export function bregman(
  p: Input,
  q: Input,
  generator: Generator,
  options: OutOptions = {},
): number | Float64Array {
  return compare(
    "bregman",
    p,
    q,
    options,
    (a, b) => fold(pair(a, b), (p, q, d) => generator.value(p) - generator.value(q) - generator.slope(q) * d),
    [generator],
  );
}
