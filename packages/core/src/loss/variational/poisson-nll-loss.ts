import { invalid } from "../../finite/check.ts";
import type { Numbers } from "../../finite/kinds.ts";
import { logGamma } from "../../scalar/log-gamma.ts";
import { checkNumbers, type ElementLossOptions, elementLoss, finiteAt } from "../element-loss.ts";
import type { LossResult } from "../result.ts";

/** What `poissonNllLoss` may be told. */
export interface PoissonNllLossOptions extends ElementLossOptions {
  /** Whether log x! is added; false when left out. */
  readonly full?: boolean;
}

/**
 * Negative log-likelihood of counts under Poisson distributions whose log-rate the model predicts.
 *
 * e^z − xz, and log x! if `full`, element by element; gradient e^z − x.
 *
 * @throws RelentError "invalid-argument" for counts below 0 and numbers that are not finite.
 * @see McCullagh & Nelder, Generalized Linear Models (1989), ch. 6.
 * @example
 * ```ts
 * poissonNllLoss([0], [3], { full: true }).value // 2.791759469228055
 * ```
 */
export function poissonNllLoss(
  logRate: Numbers,
  x: Numbers,
  options: PoissonNllLossOptions = {},
): LossResult {
  const fn = "poissonNllLoss";
  checkNumbers(fn, "logRate", logRate, undefined);
  checkNumbers(fn, "x", x, logRate.length);
  return elementLoss(fn, logRate, options, (i, slopes) => {
    const z = finiteAt(fn, "logRate", logRate, i);
    const count = finiteAt(fn, "x", x, i);
    if (!(count >= 0)) invalid(`${fn}: x[${i}] = ${count}; it must be ≥ 0`, { index: i, value: count });
    const rate = Math.exp(z);
    slopes[0] = rate - count;
    return rate - count * z + (options.full ? logGamma(count + 1) : 0);
  });
}
