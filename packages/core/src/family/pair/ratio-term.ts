import { expm1mx } from "../../scalar/expm1mx.ts";
import { log1pmx } from "../../scalar/log1pmx.ts";

/**
 * An f-divergence as an expectation under both laws: q f(p/q)/(p + q) as a function of δ = log(q/p).
 *
 * ∫ q f(p/q) = E_p term(δ) + E_q term(δ), in which nothing overflows that need not, q's mass outside p's support is
 * counted by δ = Infinity, and near-equal laws keep their digits because first-order terms cancel within the term.
 */
export interface RatioTerm {
  at(delta: number): number;
  /** log |at|, where `at` itself leaves the range. */
  log?(delta: number): number;
}

/** p/(p + q). */
const share = (delta: number) => 1 / (1 + Math.exp(delta));
/** (q − p)/(p + q). */
const gap = (delta: number) => Math.tanh(0.5 * delta);

/** p (a − log(1 + a)) ≥ 0 where p·a is known; its limit p·a where p is 0. */
function excess(p: number, pa: number): number {
  const a = pa / p;
  return a < Number.POSITIVE_INFINITY ? -p * log1pmx(a) : pa;
}

const logSum = (delta: number) =>
  delta > 0 ? delta + Math.log1p(Math.exp(-delta)) : Math.log1p(Math.exp(delta));

/** p log(p/q) − p + q. */
export const KL_TERM: RatioTerm = {
  at(delta) {
    if (delta < 0.7) return share(delta) * expm1mx(delta);
    return delta === Number.POSITIVE_INFINITY ? 1 : share(-delta) - share(delta) * (1 + delta);
  },
};

export const JEFFREYS_TERM: RatioTerm = { at: (delta) => delta * gap(delta) };

export const TOTAL_VARIATION_TERM: RatioTerm = { at: (delta) => 0.5 * Math.abs(gap(delta)) };

export const HELLINGER_TERM: RatioTerm = {
  at(delta) {
    const root = gap(delta) / (Math.sqrt(share(delta)) + Math.sqrt(share(-delta)));
    return 0.5 * root * root;
  },
};

export const TRIANGULAR_TERM: RatioTerm = { at: (delta) => gap(delta) ** 2 };

/** w D(p‖m) + (1 − w) D(q‖m) of m = w p + (1 − w) q. */
export function jensenShannonTerm(w: number): RatioTerm {
  return {
    at(delta) {
      const d = gap(delta);
      return d === 0 ? 0 : w * excess(share(delta), (1 - w) * d) + (1 - w) * excess(share(-delta), -w * d);
    },
  };
}

/** D(p‖skew·p + (1 − skew)·q). */
export function skewTerm(skew: number): RatioTerm {
  return {
    at(delta) {
      const d = gap(delta);
      return d === 0 ? 0 : excess(share(delta), (1 - skew) * d);
    },
  };
}

/** p^(1−t) q^t − (1 − t)p − tq: one sign, and its integral is ∫ p^(1−t) q^t − 1. */
export function powerTerm(t: number): RatioTerm {
  return {
    at(delta) {
      if (delta === Number.POSITIVE_INFINITY) return t > 1 ? delta : t === 1 ? 0 : -t;
      if (delta === Number.NEGATIVE_INFINITY) return t < 0 ? -delta : t === 0 ? 0 : t - 1;
      if (Math.abs(delta) < 1.5) return share(delta) * (expm1mx(t * delta) - t * expm1mx(delta));
      return Math.exp(t * delta - logSum(delta)) - (1 - t) * share(delta) - t * share(-delta);
    },
    log: (delta) => t * delta - logSum(delta),
  };
}

/** q f(p/q) for a convex f with f(1) = 0, whose f(t)/t tends to `slope`. */
export function convexTerm(f: (t: number) => number, slope: number): RatioTerm {
  return {
    at(delta) {
      if (delta === Number.NEGATIVE_INFINITY) return slope;
      if (delta > 0) return share(-delta) * f(Math.exp(-delta));
      const ratio = Math.exp(Math.min(600, -delta));
      return (share(delta) * f(ratio)) / ratio;
    },
  };
}
