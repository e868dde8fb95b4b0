import { type Family, type LogOptions, logBase } from "../protocol.ts";
import { logSumExp } from "../scalar/log-sum-exp.ts";
import { type BatchOptions, compare, type Input } from "./compare.ts";
import { fold, powerTerm } from "./fold.ts";
import type { Batch, Row } from "./kinds.ts";
import { klOfRows } from "./kl.ts";
import type { Mass } from "./mass.ts";
import { pair } from "./pair.ts";
import { within } from "./parameter.ts";
import { surprisals } from "./surprisal.ts";

/** Rényi divergence of two rows in nats: log1p of the power sum less 1, which has one sign; by logarithms where that leaves the range. */
export function renyiOfRows(p: Mass, q: Mass, order: number): number {
  if (order === 1) return klOfRows(p, q);
  const both = pair(p, q);
  if (order === 0) {
    const missed = fold(both, (u, v) => (u === 0 ? v : 0));
    return Math.abs(missed < 0.5 ? Math.log1p(-missed) : Math.log(fold(both, (u, v) => (u === 0 ? 0 : v))));
  }
  if (order === Number.POSITIVE_INFINITY)
    return both.l.reduce((most, l, i) => (both.p[i]! > 0 ? Math.max(most, -l) : most), 0);
  const excess = fold(both, powerTerm(1 - order));
  if (excess > -0.5 && excess < 1e300) return Math.max(0, Math.log1p(excess) / (order - 1));
  const s = surprisals(p);
  const t = surprisals(q);
  const logs: number[] = [];
  for (let i = 0; i < both.n; i++) {
    if (s[i]! < Number.POSITIVE_INFINITY) {
      if (t[i]! < Number.POSITIVE_INFINITY) logs.push(-order * s[i]! - (1 - order) * t[i]!);
      else if (order > 1) return Number.POSITIVE_INFINITY;
    }
  }
  return logSumExp(logs) / (order - 1);
}

/**
 * Rényi divergence of an order ≥ 0: one family from "do the supports overlap" (0) to the worst case (Infinity).
 *
 * D_α(p‖q) = log(Σ pᵢ^α qᵢ^(1−α)) / (α − 1), in nats, or in units of `base`; `kl` at order 1, −log q(p > 0) at 0,
 * log max pᵢ/qᵢ at Infinity. It grows with the order. Infinity from order 1 on where pᵢ > 0 = qᵢ, below only for
 * disjoint supports.
 *
 * @throws RelentError "invalid-argument" for what no distribution can be, and for rows of different lengths, and for an order below 0.
 * @see van Erven & Harremoës, IEEE Trans. Inf. Theory 60 (2014) 3797.
 * @example
 * ```ts
 * renyi([0.5, 0.5], [0.9, 0.1], 2) // 1.0216512475319814
 * renyi([0.5, 0.5], [0.9, 0.1], Infinity) // 1.6094379124341003
 * renyi([0.5, 0.5], [1, 0], 0.5) // 0.6931471805599453
 * ```
 */
export function renyi(p: Row, q: Row, order: number, options?: LogOptions): number;
export function renyi(p: Batch, q: Batch | Row, order: number, options?: BatchOptions): Float64Array;
export function renyi(p: Family, q: Family, order: number, options?: LogOptions): number;
export function renyi(p: Input, q: Input, order: number, options: BatchOptions = {}): number | Float64Array {
  const unit = logBase("renyi", options.base);
  within("renyi", "order", order, 0, Number.POSITIVE_INFINITY);
  return compare("renyi", p, q, options, (a, b) => renyiOfRows(a, b, order) / unit, [order]);
}
