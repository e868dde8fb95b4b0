import { type Family, type LogOptions, logBase } from "../protocol.ts";
import { logSumExp } from "../scalar/log-sum-exp.ts";
import { type BatchOptions, each, type Input } from "./compare.ts";
import { entropyOfRow } from "./entropy.ts";
import type { Batch, Row } from "./kinds.ts";
import type { Mass } from "./mass.ts";
import { within } from "./parameter.ts";
import { powerExcess } from "./power-excess.ts";
import { surprisals } from "./surprisal.ts";

/** Rényi entropy of a row in nats. */
export function renyiEntropyOfRow(p: Mass, order: number): number {
  if (order === 1) return entropyOfRow(p);
  const s = surprisals(p);
  if (order === Number.POSITIVE_INFINITY) return s.reduce((least, value) => Math.min(least, value));
  if (order === 0) return Math.log(s.filter((value) => value < Number.POSITIVE_INFINITY).length);
  const excess = powerExcess(p, order);
  if (excess > -0.5 && excess < 1e300) return Math.max(0, Math.log1p(excess) / (1 - order));
  return logSumExp(s.map((value) => -order * value)) / (1 - order);
}

/**
 * Rényi entropy of an order ≥ 0.
 *
 * H_α(p) = log(Σ pᵢ^α)/(1 − α), in nats, or in units of `base`; `entropy` at order 1, the log of how many outcomes
 * are possible at 0, `minEntropy` at Infinity. Between 0 and log n; it falls with the order.
 *
 * @throws RelentError "invalid-argument" for what no distribution can be, and for an order below 0.
 * @see Rényi, Proc. 4th Berkeley Symp. 1 (1961) 547.
 * @example
 * ```ts
 * renyiEntropy([0.5, 0.25, 0.25], 2) // 0.9808292530117262
 * renyiEntropy([0.5, 0.5, 0], 0, { base: 2 }) // 1
 * ```
 */
export function renyiEntropy(p: Row, order: number, options?: LogOptions): number;
export function renyiEntropy(p: Batch, order: number, options?: BatchOptions): Float64Array;
export function renyiEntropy(p: Family, order: number, options?: LogOptions): number;
export function renyiEntropy(p: Input, order: number, options: BatchOptions = {}): number | Float64Array {
  const unit = logBase("renyiEntropy", options.base);
  within("renyiEntropy", "order", order, 0, Number.POSITIVE_INFINITY);
  return each("renyiEntropy", p, options, (a) => renyiEntropyOfRow(a, order) / unit, [order]);
}
