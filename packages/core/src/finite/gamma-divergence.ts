import { type Family, type LogOptions, logBase } from "../protocol.ts";
import { expm1mx } from "../scalar/expm1mx.ts";
import { logSumExp } from "../scalar/log-sum-exp.ts";
import { type BatchOptions, compare, type Input } from "./compare.ts";
import type { Batch, Row } from "./kinds.ts";
import type { Mass } from "./mass.ts";
import { pair } from "./pair.ts";
import { within } from "./parameter.ts";
import { surprisals } from "./surprisal.ts";

/** The definition, by log-sums; for rows so far apart that nothing cancels. */
function gammaByLogs(s: Float64Array, t: Float64Array, gamma: number): number {
  const order = 1 + gamma;
  const own = logSumExp(s.map((u) => -order * u)) / (gamma * order);
  const other = logSumExp(t.map((v) => -order * v)) / order;
  return own + other - logSumExp(s.map((u, i) => -u - gamma * t[i]!)) / gamma;
}

/** The γ-divergence of two rows in nats: two log-means of powers of q/p under p^(1+γ), centred at their common first order. */
export function gammaOfRows(p: Mass, q: Mass, gamma: number): number {
  const both = pair(p, q);
  const order = 1 + gamma;
  const w = both.p.map((u) => u ** order);
  const total = w.reduce((sum, u) => sum + u, 0);
  const shared = both.l.map((l, i) => (w[i]! > 0 && Number.isFinite(l) ? w[i]! / total : 0));
  const mass = shared.reduce((sum, u) => sum + u, 0);
  const centre = shared.reduce((sum, u, i) => (u > 0 ? sum + u * both.l[i]! : sum), 0) / (mass || 1);
  if (mass === 0) return Number.POSITIVE_INFINITY;
  if (Math.abs(centre) > 3 || mass < 0.5) return gammaByLogs(surprisals(p), surprisals(q), gamma);
  let outer = 0;
  let inner = 0;
  for (let i = 0; i < both.n; i++) {
    if (shared[i]! > 0) {
      const t = both.l[i]! - centre;
      outer += shared[i]! * expm1mx(order * t);
      inner += shared[i]! * expm1mx(gamma * t);
    } else {
      outer += (both.q[i]! ** order / total) * Math.exp(-order * centre) - w[i]! / total;
      inner -= w[i]! / total;
    }
  }
  return Math.max(0, Math.log1p(outer) / order - Math.log1p(inner) / gamma);
}

/**
 * γ-divergence of Fujisawa and Eguchi, for γ > 0: a robust divergence that outliers of small probability hardly move.
 *
 * D_γ(p‖q) = log(Σpᵢ^(1+γ))/(γ(1+γ)) + log(Σqᵢ^(1+γ))/(1+γ) − log(Σpᵢqᵢ^γ)/γ, in nats, or in units of `base`.
 * Tends to `kl` as γ → 0. Infinity only for disjoint supports.
 *
 * @throws RelentError "invalid-argument" for what no distribution can be, and for rows of different lengths, and for a gamma that is not positive and finite.
 * @see Fujisawa & Eguchi, J. Multivariate Anal. 99 (2008) 2053.
 * @example
 * ```ts
 * gammaDivergence([0.5, 0.5], [0.9, 0.1], 1) // 0.24734812091805347
 * gammaDivergence([1, 0], [0, 1], 1) // Infinity
 * ```
 */
export function gammaDivergence(p: Row, q: Row, gamma: number, options?: LogOptions): number;
export function gammaDivergence(
  p: Batch,
  q: Batch | Row,
  gamma: number,
  options?: BatchOptions,
): Float64Array;
export function gammaDivergence(p: Family, q: Family, gamma: number, options?: LogOptions): number;
export function gammaDivergence(
  p: Input,
  q: Input,
  gamma: number,
  options: BatchOptions = {},
): number | Float64Array {
  const unit = logBase("gammaDivergence", options.base);
  within("gammaDivergence", "gamma", gamma, Number.MIN_VALUE, Number.MAX_VALUE);
  return compare("gammaDivergence", p, q, options, (a, b) => gammaOfRows(a, b, gamma) / unit, [gamma]);
}
