import { type Family, type LogOptions, logBase } from "../protocol.ts";
import { log1pmx } from "../scalar/log1pmx.ts";
import { type BatchOptions, compare, type Input } from "./compare.ts";
import { fold, klTerm } from "./fold.ts";
import type { Batch, KindedRow, Row } from "./kinds.ts";
import { normalisedKl, scaledTerms } from "./kl-terms.ts";
import type { Mass } from "./mass.ts";
import { pair } from "./pair.ts";
import { over, quickKl } from "./quick.ts";
import { quickLogitKl } from "./quick-logits.ts";

/**
 * D(p‖q) of two rows in nats, to full relative accuracy also where p ≈ q.
 *
 * One pass gives Σ p log(p/q) − p + q, which is that of the normalised rows plus φ(v), v = (Σq − Σp)/Σp, exactly.
 * Where the totals differ so much that φ(v) would cancel most of it, the differences are taken in twice the
 * precision instead; above 0.01 rounding q to a common total costs less than 2e-15 and is the shorter way (though it
 * may round a subnormal to 0, so that Infinity is not taken from it).
 */
export function klOfRows(p: Mass, q: Mass): number {
  if (p.log || q.log) return fold(pair(p, q), klTerm);
  if (Math.abs(q.total - p.total) > 1e-3 * p.total) {
    const far = scaledTerms(p.x, q.x, p.total / q.total);
    const value = far.g / far.p;
    if (value > 0.01 && value < Number.POSITIVE_INFINITY) return value + log1pmx(far.d / far.p);
  } else {
    const value = normalisedKl(scaledTerms(p.x, q.x, 1));
    if (value !== undefined) return value;
  }
  return fold(pair(p, q), klTerm);
}

function quick(a: KindedRow | Batch, b: KindedRow | Batch, index: number): number | undefined {
  return quickKl(a, b, index) ?? quickLogitKl(a, b, index);
}

/**
 * Kullback–Leibler divergence (relative entropy): the extra surprisal of expecting q where p is true.
 *
 * D(p‖q) = Σ pᵢ log(pᵢ/qᵢ), in nats, or in units of `base`; one number for two rows, one a row for batches.
 * Never negative, exactly 0 for bitwise equal rows, relative error a few 1e-16 also for p ≈ q, or
 * 2e-7 for two long `Float32Array` rows, which are measured in f32 (a `Float64Array` is not). An outcome with
 * pᵢ = 0 adds 0; one with pᵢ > 0 = qᵢ makes it Infinity (`explain` names it).
 *
 * @throws RelentError "invalid-argument" for what no distribution can be: see `probs`, `logits` and their kin.
 * @see Kullback & Leibler, Ann. Math. Statist. 22 (1951) 79.
 * @example
 * ```ts
 * kl([0.5, 0.5], [0.9, 0.1]) // 0.5108256237659907
 * kl([0.5, 0.5], [0.9, 0.1], { base: 2 }) // 0.7369655941662062
 * kl([0.5, 0.5], [1, 0]) // Infinity
 * ```
 */
export function kl(p: Row, q: Row, options?: LogOptions): number;
export function kl(p: Batch, q: Batch | Row, options?: BatchOptions): Float64Array;
export function kl(p: Family, q: Family, options?: LogOptions): number;
export function kl(p: Input, q: Input, options: BatchOptions = {}): number | Float64Array {
  const unit = logBase("kl", options.base);
  return compare(
    "kl",
    p,
    q,
    options,
    (a, b) => klOfRows(a, b) / unit,
    [],
    (a, b, i) => over(quick(a, b, i), unit),
  );
}
