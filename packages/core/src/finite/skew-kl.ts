import { type Family, type LogOptions, logBase } from "../protocol.ts";
import { log1pmx } from "../scalar/log1pmx.ts";
import { type BatchOptions, compare, type Input } from "./compare.ts";
import { fold, type Term } from "./fold.ts";
import type { Batch, Row } from "./kinds.ts";
import { klOfRows } from "./kl.ts";
import type { Mass } from "./mass.ts";
import { pair } from "./pair.ts";
import { within } from "./parameter.ts";

/** p log(p/m) − p + m with m = p − (1 − skew) d. */
export function skewKlTerm(skew: number): Term {
  return (p, _q, d) => {
    if (d === 0) return 0;
    const a = ((skew - 1) * d) / p;
    return a < Number.POSITIVE_INFINITY ? -p * log1pmx(a) : (skew - 1) * d;
  };
}

/** The skew divergence of two rows in nats. */
export function skewKlOfRows(p: Mass, q: Mass, skew: number): number {
  return skew === 0 ? klOfRows(p, q) : fold(pair(p, q), skewKlTerm(skew));
}

/**
 * Skew divergence: KL to a mixture that holds a share of p, so that it is always finite.
 *
 * D(p ‖ skew·p + (1 − skew)·q), in nats, or in units of `base`. Between 0 and −log(skew); `kl` at 0, 0 at 1.
 *
 * @throws RelentError "invalid-argument" for what no distribution can be, and for rows of different lengths, and for a skew outside [0, 1].
 * @see Lee, "On the effectiveness of the skew divergence" (AISTATS 2001), there with α = 1 − skew.
 * @example
 * ```ts
 * skewKl([0.5, 0.5], [0.9, 0.1], 0.1) // 0.36532069249376303
 * skewKl([1, 0], [0, 1], 0.5, { base: 2 }) // 1
 * ```
 */
export function skewKl(p: Row, q: Row, skew: number, options?: LogOptions): number;
export function skewKl(p: Batch, q: Batch | Row, skew: number, options?: BatchOptions): Float64Array;
export function skewKl(p: Family, q: Family, skew: number, options?: LogOptions): number;
export function skewKl(p: Input, q: Input, skew: number, options: BatchOptions = {}): number | Float64Array {
  const unit = logBase("skewKl", options.base);
  within("skewKl", "skew", skew, 0, 1);
  return compare("skewKl", p, q, options, (a, b) => skewKlOfRows(a, b, skew) / unit, [skew]);
}
