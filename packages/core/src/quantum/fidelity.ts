import { leakOf } from "./relative-operator.ts";
import { sandwichedTrace } from "./sandwiched-renyi.ts";
import type { State } from "./state.ts";
import { readPair } from "./support.ts";

/** Tr|√ρ√σ| and what it leaves of 1, each to full accuracy. */
interface Closeness {
  readonly root: number;
  readonly gap: number;
}

function closeness(fn: string, rho: State, sigma: State): Closeness {
  const pair = readPair(fn, rho, sigma);
  const { excess, log } = sandwichedTrace(pair, 0.5, leakOf(pair));
  const gap = Math.min(1, Math.max(0, -excess));
  return { root: gap < 0.5 ? 1 - gap : Math.exp(log), gap };
}

/** 1 − Tr|√ρ√σ|, to full accuracy where the states are close. */
export function rootInfidelity(fn: string, rho: State, sigma: State): number {
  return closeness(fn, rho, sigma).gap;
}

/**
 * Fidelity, the squared convention (Jozsa's, Uhlmann's transition probability): |⟨ψ|φ⟩|² for pure states.
 *
 * F(ρ, σ) = (Tr √(√ρ σ √ρ))², between 0 (orthogonal) and 1 (equal), symmetric. `rootFidelity` is its root.
 *
 * @throws RelentError "invalid-argument" for what is no state, and for states of different dimension.
 * @see Jozsa, J. Mod. Opt. 41 (1994) 2315.
 * @example
 * ```ts
 * fidelity(ket([1, 0]), ket([0.6, 0.8])) // 0.36
 * fidelity(ket([1, 0]), maximallyMixed(2)) // 0.5
 * ```
 */
export function fidelity(rho: State, sigma: State): number {
  return closeness("fidelity", rho, sigma).root ** 2;
}

/**
 * Root fidelity, the convention of Nielsen & Chuang: |⟨ψ|φ⟩| for pure states.
 *
 * √F(ρ, σ) = ‖√ρ√σ‖₁, between 0 and 1, symmetric; `fidelity` is its square.
 *
 * @throws RelentError "invalid-argument" for what is no state, and for states of different dimension.
 * @see Nielsen & Chuang (2000), §9.2.2.
 * @example
 * ```ts
 * rootFidelity(ket([1, 0]), ket([0.6, 0.8])) // 0.6
 * ```
 */
export function rootFidelity(rho: State, sigma: State): number {
  return closeness("rootFidelity", rho, sigma).root;
}

/**
 * Infidelity 1 − F, which keeps its digits where F itself rounds to 1.
 *
 * @throws RelentError "invalid-argument" for what is no state, and for states of different dimension.
 * @see Jozsa, J. Mod. Opt. 41 (1994) 2315.
 * @example
 * ```ts
 * infidelity(ket([1, 0]), ket([0.6, 0.8])) // 0.64
 * infidelity(maximallyMixed(2), diagonalState([0.5 + 2 ** -30, 0.5 - 2 ** -30])) // 2 ** -60
 * ```
 */
export function infidelity(rho: State, sigma: State): number {
  const gap = rootInfidelity("infidelity", rho, sigma);
  return gap * (2 - gap);
}
