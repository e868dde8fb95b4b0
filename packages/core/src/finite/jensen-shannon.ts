import { type Family, type LogOptions, logBase } from "../protocol.ts";
import { log1pmx } from "../scalar/log1pmx.ts";
import { type BatchOptions, compare, type Input } from "./compare.ts";
import { fold, type Term } from "./fold.ts";
import type { Batch, Row } from "./kinds.ts";
import type { Mass } from "./mass.ts";
import { mixtureWeights } from "./mixture-weights.ts";
import { pair } from "./pair.ts";
import { over } from "./quick.ts";
import { quickJensenShannon } from "./quick-jensen-shannon.ts";

/** How much each distribution weighs in the mixture. */
export interface JensenShannonOptions {
  /** As many as there are distributions, ≥ 0, with a sum of 1; equal when left out. */
  readonly weights?: readonly number[];
}

/** p (a − log(1 + a)) ≥ 0, where p·a is known; its limit p·a where p is 0. */
function excess(p: number, pa: number): number {
  const a = pa / p;
  return a < Number.POSITIVE_INFINITY ? -p * log1pmx(a) : pa;
}

/** w D(p‖m) + (1 − w) D(q‖m), outcome by outcome; first-order terms cancel within each, so that none is negative. */
export function jensenShannonTerm(w: number): Term {
  return (p, q, d) => (d === 0 ? 0 : w * excess(p, (w - 1) * d) + (1 - w) * excess(q, w * d));
}

/** JS of two rows in nats; the bound is the entropy of the weights. */
export function jensenShannonOfRows(p: Mass, q: Mass, w: number): number {
  const bound = w <= 0 || w >= 1 ? 0 : -w * Math.log(w) - (1 - w) * Math.log1p(-w);
  return Math.min(bound, fold(pair(p, q), jensenShannonTerm(w)));
}

/**
 * Jensen–Shannon divergence: how far two distributions lie from their mixture.
 *
 * JS(p, q) = w₁D(p‖m) + w₂D(q‖m) with m = w₁p + w₂q, in nats, or in units of `base`; `weights` are [½, ½] when
 * left out. Between 0 and the entropy of the weights (log 2), finite whatever is 0, symmetric for equal weights, and the mutual
 * information between an outcome and which of the two it came from. `jensenShannonOf` takes more than two.
 *
 * @throws RelentError "invalid-argument" for what no distribution can be, and for rows of different lengths, and for weights that are not a distribution.
 * @see Lin, IEEE Trans. Inf. Theory 37 (1991) 145.
 * @example
 * ```ts
 * jensenShannon([0.5, 0.5], [0.9, 0.1]) // 0.1017492250791967
 * jensenShannon([1, 0], [0, 1], { base: 2 }) // 1
 * jensenShannon([0.5, 0.5], [0.9, 0.1], { weights: [0.25, 0.75] }) // 0.08330339835461541
 * ```
 */
export function jensenShannon(p: Row, q: Row, options?: LogOptions & JensenShannonOptions): number;
export function jensenShannon(
  p: Batch,
  q: Batch | Row,
  options?: BatchOptions & JensenShannonOptions,
): Float64Array;
export function jensenShannon(p: Family, q: Family, options?: LogOptions & JensenShannonOptions): number;
export function jensenShannon(
  p: Input,
  q: Input,
  options: BatchOptions & JensenShannonOptions = {},
): number | Float64Array {
  const unit = logBase("jensenShannon", options.base);
  const w = mixtureWeights("jensenShannon", options.weights, 2)[0]!;
  return compare(
    "jensenShannon",
    p,
    q,
    options,
    (a, b) => jensenShannonOfRows(a, b, w) / unit,
    [],
    (a, b, i) => (w === 0.5 ? over(quickJensenShannon(a, b, i), unit) : undefined),
  );
}
