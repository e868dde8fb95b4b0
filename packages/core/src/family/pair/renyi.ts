import type { LawMember } from "../law-member.ts";
import { logAffinityOfNormalisers } from "./exponential.ts";
import { fDivergenceOfLaws } from "./f-divergence.ts";
import { solveKl } from "./kl.ts";
import { largestLogRatio } from "./largest-log-ratio.ts";
import { outside } from "./outside.ts";
import { powerTerm } from "./ratio-term.ts";
import { derived, firstSharp, infinite, type Solved } from "./solved.ts";

/** p^α q^(1−α) as a share of p + q: what the power term is without the terms that make it small at p ≈ q. */
function affinityTerm(alpha: number) {
  const log = (delta: number) =>
    (1 - alpha) * delta - (delta > 0 ? delta + Math.log1p(Math.exp(-delta)) : Math.log1p(Math.exp(delta)));
  return {
    at: (delta: number) => (Number.isFinite(delta) ? Math.exp(log(delta)) : 0),
    log,
  };
}

/** log ∫ p^α q^(1−α), for any α but 0 and 1. */
export function solveLogAffinity(measure: string, p: LawMember, q: LawMember, alpha: number): Solved {
  const why = alpha > 1 ? outside(p, q) : alpha < 0 ? outside(q, p) : undefined;
  if (why !== undefined) return infinite(why);
  return firstSharp(measure, p, q, [
    () => logAffinityOfNormalisers(p, q, alpha),
    () => {
      const excess = fDivergenceOfLaws(p, q, powerTerm(1 - alpha));
      if (!(excess.value > -0.99)) return undefined;
      return derived(excess, Math.log1p(excess.value), 1 / (1 + excess.value));
    },
    () => {
      if (alpha < 0 || alpha > 1) return undefined;
      const affinity = fDivergenceOfLaws(p, q, affinityTerm(alpha));
      return derived(affinity, Math.log(affinity.value), 1 / affinity.value);
    },
  ]);
}

/** D₀(p‖q) = −log q(where p has mass). */
function renyiOfOrderZero(p: LawMember, q: LawMember): Solved {
  if (p.support.integers !== q.support.integers) return infinite(outside(p, q) ?? "");
  const { low, high, integers, gaps = [] } = p.support;
  const missed =
    (integers ? q.cdf(low - 1) : q.cdf(low)) +
    q.survival(high) +
    gaps.reduce((sum, [from, to]) => sum + Math.max(0, q.cdf(to) - q.cdf(from)), 0);
  const value = Math.abs(Math.log1p(-Math.min(1, missed)));
  return { value, method: "mass on the support of p", error: 1e-15 * value };
}

/** Rényi's divergence of an order from 0 to Infinity. */
export function solveRenyi(p: LawMember, q: LawMember, order: number): Solved {
  if (order === 1) return solveKl(p, q);
  if (order === 0) return renyiOfOrderZero(p, q);
  if (order === Number.POSITIVE_INFINITY) return largestLogRatio(p, q);
  const log = solveLogAffinity("renyi", p, q, order);
  const value = log.value / (order - 1);
  return derived(log, value < 0 || Object.is(value, -0) ? 0 : value, 1 / (order - 1));
}

/** ∫ p^α q^(1−α) − 1. */
export function solvePowerExcess(measure: string, p: LawMember, q: LawMember, alpha: number): Solved {
  const log = solveLogAffinity(measure, p, q, alpha);
  return derived(log, Math.expm1(log.value), Math.exp(log.value));
}
