import type { LogOptions } from "../../protocol.ts";
import { limitSlope } from "../../scalar/limit-slope.ts";
import type { LawMember } from "../law-member.ts";
import { solveCrossEntropy } from "./cross-entropy.ts";
import { solveEntropy } from "./entropy.ts";
import { fDivergenceOfLaws } from "./f-divergence.ts";
import { solveKl } from "./kl.ts";
import { solveOverlap } from "./overlap.ts";
import { solvePowerEntropy } from "./power-entropy.ts";
import {
  convexTerm,
  HELLINGER_TERM,
  jensenShannonTerm,
  type RatioTerm,
  skewTerm,
  TOTAL_VARIATION_TERM,
  TRIANGULAR_TERM,
} from "./ratio-term.ts";
import { solveLogAffinity, solvePowerExcess, solveRenyi } from "./renyi.ts";
import { derived, firstSharp, type Solved } from "./solved.ts";
import { solveWasserstein1, solveWasserstein2 } from "./wasserstein.ts";

type OfOne = (p: LawMember, parameters: readonly unknown[], options: LogOptions) => Solved;
type OfTwo = (p: LawMember, q: LawMember, parameters: readonly unknown[], options: LogOptions) => Solved;

/** How a measure of laws on the line is found. */
export type Solver =
  | { readonly of: "p"; readonly solve: OfOne }
  | { readonly of: "pq"; readonly solve: OfTwo };

const one = (solve: OfOne): Solver => ({ of: "p", solve });
const two = (solve: OfTwo): Solver => ({ of: "pq", solve });

/** An f-divergence that has no shorter way than its integral; at most `most` whatever rounding does. */
const integral = (measure: string, term: RatioTerm, most: number = Number.POSITIVE_INFINITY): OfTwo => {
  return (p, q) => {
    const solved = firstSharp(measure, p, q, [() => fDivergenceOfLaws(p, q, term)]);
    return solved.value > most ? { ...solved, value: most } : solved;
  };
};

const rooted = (solve: OfTwo): OfTwo => {
  return (p, q, parameters, options) => {
    const squared = solve(p, q, parameters, options);
    const value = Math.sqrt(squared.value);
    return derived(squared, value, value > 0 ? 0.5 / value : 0);
  };
};

const scaled = (solve: OfTwo, factor: number): OfTwo => {
  return (p, q, parameters, options) => {
    const solved = solve(p, q, parameters, options);
    return derived(solved, factor * solved.value, factor);
  };
};

const jensenShannon: OfTwo = (p, q, _parameters, options) => {
  const w = (options as { weights?: readonly number[] }).weights?.[0] ?? 0.5;
  const most = w <= 0 || w >= 1 ? 0 : -w * Math.log(w) - (1 - w) * Math.log1p(-w);
  return integral("jensenShannon", jensenShannonTerm(w), most)(p, q, [], options);
};

const hellingerSquared: OfTwo = (p, q, parameters, options) => {
  const log = solveLogAffinity("hellingerSquared", p, q, 0.5);
  if (log.method.startsWith("log-normaliser"))
    return derived(log, -Math.expm1(log.value), Math.exp(log.value));
  return integral("hellingerSquared", HELLINGER_TERM, 1)(p, q, parameters, options);
};

const powerDivergence = (measure: string, alpha: number, factor: number): OfTwo => {
  return scaled((p, q) => solvePowerExcess(measure, p, q, alpha), factor);
};

/** Every measure that laws on the line answer, by name. */
export const SOLVERS: Readonly<Record<string, Solver>> = {
  alphaDivergence: two((p, q, [order], options) => {
    const alpha = order as number;
    if (alpha === 1) return solveKl(p, q);
    if (alpha === 0) return solveKl(q, p);
    return powerDivergence("alphaDivergence", alpha, 1 / (alpha * (alpha - 1)))(p, q, [], options);
  }),
  bhattacharyya: two((p, q) => {
    const log = solveLogAffinity("bhattacharyya", p, q, 0.5);
    return derived(log, Math.max(0, -log.value), 1);
  }),
  chiSquared: two(powerDivergence("chiSquared", 2, 1)),
  crossEntropy: two(solveCrossEntropy),
  entropy: one(solveEntropy),
  fDivergence: two((p, q, [convex], options) => {
    const given = convex as ((t: number) => number) | { f: (t: number) => number; slope: number };
    const f = typeof given === "function" ? given : given.f;
    const slope = typeof given === "function" ? limitSlope(given) : given.slope;
    return integral("fDivergence", convexTerm(f, slope))(p, q, [], options);
  }),
  generalizedKl: two(solveKl),
  hellinger: two(rooted(hellingerSquared)),
  hellingerSquared: two(hellingerSquared),
  jeffreys: two((p, q) => {
    const forth = solveKl(p, q);
    if (forth.value === Number.POSITIVE_INFINITY) return forth;
    const back = solveKl(q, p);
    return { value: forth.value + back.value, method: back.method, error: forth.error + back.error };
  }),
  jensenShannon: two(jensenShannon),
  jensenShannonDistance: two(rooted(jensenShannon)),
  kl: two(solveKl),
  leCam: two(scaled(integral("leCam", TRIANGULAR_TERM, 2), 0.5)),
  neymanChiSquared: two(powerDivergence("neymanChiSquared", -1, 1)),
  overlap: two(solveOverlap),
  perplexity: one((p) => {
    const entropy = solveEntropy(p);
    return derived(entropy, Math.exp(entropy.value), Math.exp(entropy.value));
  }),
  renyi: two((p, q, [order]) => solveRenyi(p, q, order as number)),
  renyiEntropy: one((p, [order]) => solvePowerEntropy("renyiEntropy", p, order as number)),
  reverseKl: two((p, q) => solveKl(q, p)),
  skewKl: two((p, q, [given], options) => {
    const skew = given as number;
    return skew === 0
      ? solveKl(p, q)
      : integral("skewKl", skewTerm(skew), -Math.log(skew))(p, q, [], options);
  }),
  totalVariation: two(integral("totalVariation", TOTAL_VARIATION_TERM, 1)),
  triangular: two(integral("triangular", TRIANGULAR_TERM, 2)),
  tsallis: two((p, q, [given], options) => {
    const order = given as number;
    if (order === 1) return solveKl(p, q);
    if (order === 0) {
      const zero = solveRenyi(p, q, 0);
      return derived(zero, -Math.expm1(-zero.value), 1);
    }
    return powerDivergence("tsallis", order, 1 / (order - 1))(p, q, [], options);
  }),
  tsallisEntropy: one((p, [given]) => {
    const order = given as number;
    if (order === 1) return solveEntropy(p);
    const renyi = solvePowerEntropy("tsallisEntropy", p, order);
    const power = (1 - order) * renyi.value;
    return derived(renyi, Math.expm1(power) / (1 - order), Math.exp(power));
  }),
  wasserstein1: two(solveWasserstein1),
  wasserstein2: two(solveWasserstein2),
};
