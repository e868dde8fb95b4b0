import { fold, powerTerm } from "../fold.ts";
import type { Pair } from "../pair.ts";
import type { Slope } from "./gradient.ts";

/** Derivatives of Σ p^α q^(1−α), less those of Σ αp + (1−α)q, so that they vanish where p = q. */
export function powerSlopes(alpha: number): { readonly p: Slope; readonly q: Slope } {
  const t = 1 - alpha;
  const bound = (x: number) => (Number.isNaN(x) ? 0 : x);
  return {
    p: {
      slope: (_p, _q, _d, l) => bound(alpha * Math.expm1(t * l)),
      scaled: (p, q, _d, l) =>
        p === 0 ? (alpha < 0 && q > 0 ? -Infinity : 0) : alpha * p * Math.expm1(t * l),
    },
    q: {
      slope: (_p, _q, _d, l) => bound(t * Math.expm1(-alpha * l)),
      scaled: (p, q, _d, l) => (q === 0 ? (t < 0 && p > 0 ? -Infinity : 0) : t * q * Math.expm1(-alpha * l)),
    },
  };
}

/** Σ p^α q^(1−α). */
export function powerSum(both: Pair, alpha: number): number {
  return 1 + fold(both, powerTerm(1 - alpha));
}
