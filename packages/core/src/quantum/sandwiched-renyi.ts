import { powerTerm } from "../finite/fold.ts";
import { within } from "../finite/parameter.ts";
import { logBase } from "../protocol.ts";
import { logSumExp } from "../scalar/log-sum-exp.ts";
import { refuse } from "./fail.ts";
import { spectrumOf } from "./known-state.ts";
import { maxRelativeEntropyOfStates } from "./max-relative-entropy.ts";
import { type QuantumDivergenceOptions, relativeEntropyOfStates } from "./quantum-relative-entropy.ts";
import { relativeFold } from "./relative-fold.ts";
import { leakOf, nearOperator, type RelativeOperator, relativeOperator } from "./relative-operator.ts";
import type { State } from "./state.ts";
import { readPair, type StatePair } from "./support.ts";

/**
 * Tr (σ^k ρ σ^k)^α − 1 with k = (1 − α)/2α, less what the leak takes: a Bregman divergence of x^α between σ^k ρ σ^k
 * and σ^(1/α), so that every term has one sign. NaN where powers of small eigenvalues of σ leave it no digits.
 */
function powerExcess(operator: RelativeOperator, order: number, leak: number): number {
  if (order < 0.5 || operator.base.some((value) => value < 1e-290)) return Number.NaN;
  return relativeFold(operator, powerTerm(1 - order)) - order * leak;
}

const rankOf = (values: Float64Array): number => values.filter((value) => value > 0).length;

/** Whether as many eigenvalues are left as ρ has in the support: those that rounding hid would take their mass along. */
function isWhole({ mu }: RelativeOperator, { rho, sigma }: StatePair): boolean {
  return rankOf(mu) >= Math.min(rankOf(spectrumOf(rho).values), rankOf(spectrumOf(sigma).values));
}

/** What the sandwiched divergence is made of: Tr (…)^α − 1, and the logarithm of the trace where that has left range. */
interface SandwichedTrace {
  readonly excess: number;
  readonly log: number;
}

/** Refuses an order near 0 for which σ^k is 0 in double precision where σ is not. */
function refuseVanishing(pair: StatePair, order: number, k: number): void {
  const least = spectrumOf(pair.sigma).values.findLast((value) => value > 0)!;
  if (!(k > 0.5 && k * Math.log(least) < -300)) return;
  refuse(
    `sandwichedRenyi: order = ${order}; it is too near 0 for sigma's eigenvalue ${least}, whose power ${k} is no longer a double`,
    { value: order },
  );
}

/** Tr (σ^k ρ σ^k)^α for a finite order but 1, of states whose supports allow it. */
export function sandwichedTrace(pair: StatePair, order: number, leak: number): SandwichedTrace {
  const lost = order > 1 ? 0 : leak;
  const k = (1 - order) / (2 * order);
  refuseVanishing(pair, order, k);
  const operator = relativeOperator(pair, k);
  const first = powerExcess(operator, order, lost);
  const near = Math.abs(first) < 1e-2 * Math.abs(order - 1);
  const close = near ? nearOperator(pair, k) : operator;
  const excess = near && isWhole(close, pair) ? powerExcess(close, order, lost) : first;
  if (excess > -0.5 && excess < 1e300) return { excess, log: Math.log1p(excess) };
  const log = logSumExp(Array.from(operator.roots, (value) => 2 * order * Math.log(value)));
  return { excess: Math.expm1(log), log };
}

/** The sandwiched Rényi divergence in nats. */
export function sandwichedOfStates(pair: StatePair, order: number): number {
  if (order === 1) return relativeEntropyOfStates(pair);
  if (order === Number.POSITIVE_INFINITY) return maxRelativeEntropyOfStates(pair);
  const leak = leakOf(pair);
  if (order > 1 && leak > pair.leakTolerance) return Number.POSITIVE_INFINITY;
  return Math.max(0, sandwichedTrace(pair, order, leak).log / (order - 1));
}

/**
 * Sandwiched Rényi divergence of a positive order: the one that measurement and processing never increase from ½ on.
 *
 * log(Tr (σ^((1−α)/2α) ρ σ^((1−α)/2α))^α)/(α − 1), in nats, or in units of `base`; −log `fidelity` at order ½,
 * `quantumRelativeEntropy` at 1, `maxRelativeEntropy` at Infinity. It grows with the order and is at most
 * `petzRenyi`. Infinity from order 1 on where ρ leaves the support of σ, below only for orthogonal states.
 *
 * @throws RelentError "invalid-argument" for what is no state, for states of different dimension, and for an order
 * that is not positive, or so near 0 that powers of σ vanish.
 * @see Müller-Lennert et al., J. Math. Phys. 54 (2013) 122203; Wilde, Winter & Yang, Commun. Math. Phys. 331 (2014) 593.
 * @example
 * ```ts
 * sandwichedRenyi([[0.5, 0.25], [0.25, 0.5]], maximallyMixed(2), 2) // 0.2231435513142098
 * sandwichedRenyi(ket([1, 0]), ket([0.6, 0.8]), 0.5) // 1.0216512475319814
 * ```
 */
export function sandwichedRenyi(
  rho: State,
  sigma: State,
  order: number,
  options: QuantumDivergenceOptions = {},
): number {
  const unit = logBase("sandwichedRenyi", options.base);
  within("sandwichedRenyi", "order", order, Number.MIN_VALUE, Number.POSITIVE_INFINITY);
  return sandwichedOfStates(readPair("sandwichedRenyi", rho, sigma, options), order) / unit;
}
