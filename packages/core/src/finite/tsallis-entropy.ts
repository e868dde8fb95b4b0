import type { Family } from "../protocol.ts";
import { each, type Input, type OutOptions } from "./compare.ts";
import { entropyOfRow } from "./entropy.ts";
import type { Batch, Row } from "./kinds.ts";
import type { Mass } from "./mass.ts";
import { within } from "./parameter.ts";
import { powerExcess } from "./power-excess.ts";

/** Tsallis entropy of a row. */
export function tsallisEntropyOfRow(p: Mass, order: number): number {
  return order === 1 ? entropyOfRow(p) : Math.max(0, powerExcess(p, order) / (1 - order));
}

/**
 * Tsallis entropy of an order ≥ 0: the Rényi entropy without its logarithm.
 *
 * S_α(p) = (1 − Σ pᵢ^α)/(α − 1); `entropy` in nats at order 1; the Gini–Simpson index 1 − Σ pᵢ² at 2.
 *
 * @throws RelentError "invalid-argument" for what no distribution can be, and for an order that is negative or infinite.
 * @see Tsallis, J. Stat. Phys. 52 (1988) 479.
 * @example
 * ```ts
 * tsallisEntropy([0.5, 0.25, 0.25], 2) // 0.625
 * tsallisEntropy([1, 0], 0.5) // 0
 * ```
 */
export function tsallisEntropy(p: Row, order: number): number;
export function tsallisEntropy(p: Batch, order: number, options?: OutOptions): Float64Array;
export function tsallisEntropy(p: Family, order: number): number;
export function tsallisEntropy(p: Input, order: number, options: OutOptions = {}): number | Float64Array {
  within("tsallisEntropy", "order", order, 0, Number.MAX_VALUE);
  return each("tsallisEntropy", p, options, (a) => tsallisEntropyOfRow(a, order), [order]);
}
