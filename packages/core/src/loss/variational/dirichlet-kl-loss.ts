import { invalid } from "../../finite/check.ts";
import type { Numbers } from "../../finite/kinds.ts";
import { digamma } from "../../scalar/digamma.ts";
import { logGamma } from "../../scalar/log-gamma.ts";
import { trigamma } from "../../scalar/trigamma.ts";
import { checkPositive } from "../check-parameter.ts";
import { finiteAt } from "../element-loss.ts";
import type { LossResult } from "../result.ts";
import { columnsOf, type RowLossOptions, rowLosses } from "../row-loss.ts";

/** What `dirichletKlLoss` may be told. */
export interface DirichletKlLossOptions extends RowLossOptions {
  /** The prior's parameter, the same for all classes, above 0; 1, the uniform distribution, when left out. */
  readonly prior?: number;
}

/**
 * KL of Dirichlet distributions from a symmetric prior.
 *
 * log Γ(S) − log Γ(Ca) − Σ(log Γ(α_j) − log Γ(a)) + Σ(α_j − a)(ψ(α_j) − ψ(S)), S = Σα; gradient (α_j − a)ψ′(α_j) − (S
 * − Ca)ψ′(S).
 *
 * @throws RelentError "invalid-argument" for parameters that are not above 0.
 * @see Penny, "KL-Divergences of Normal, Gamma, Dirichlet and Wishart densities" (2001).
 * @example
 * ```ts
 * dirichletKlLoss([2, 1]).value // 0.1931471805599453
 * ```
 */
export function dirichletKlLoss(concentration: Numbers, options: DirichletKlLossOptions = {}): LossResult {
  const fn = "dirichletKlLoss";
  const { rows = 1, prior = 1 } = options;
  checkPositive(fn, "prior", prior);
  const cols = columnsOf(fn, "concentration", concentration, rows);
  const result = rowLosses({
    fn,
    moving: { concentration },
    options,
    term(row, [grad]) {
      let sum = 0;
      for (let j = 0; j < cols; j++) {
        const at = row * cols + j;
        const value = finiteAt(fn, "concentration", concentration, at);
        if (!(value > 0))
          invalid(`${fn}: concentration[${at}] = ${value}; it must be above 0`, { index: at, value });
        sum += value;
      }
      const top = digamma(sum);
      const pull = (sum - cols * prior) * trigamma(sum);
      let value = logGamma(sum) - logGamma(cols * prior);
      for (let j = 0; j < cols; j++) {
        const a = concentration[row * cols + j]!;
        value += logGamma(prior) - logGamma(a) + (a - prior) * (digamma(a) - top);
        grad![j] = (a - prior) * trigamma(a) - pull;
      }
      return Math.max(0, value);
    },
  });
  return { ...result, grad: result.grad.concentration };
}
