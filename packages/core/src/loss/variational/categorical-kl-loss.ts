import { invalid } from "../../finite/check.ts";
import { klTerm } from "../../finite/fold.ts";
import { exchanged } from "../../finite/gradient/gradient.ts";
import { klSlopes } from "../../finite/gradient/kl-slopes.ts";
import { type DivergenceLossOptions, divergenceLoss, liftDivergence } from "../divergence-loss.ts";
import type { LossResult } from "../result.ts";
import { isNumbers, type LossInput } from "../rows.ts";

/** What `categoricalKlLoss` may be told. */
export interface CategoricalKlLossOptions
  extends Omit<DivergenceLossOptions, "wrt" | "temperature" | "scaleByTemperatureSquared"> {
  /** The prior's rows, as many as the posterior's: logits if bare; uniform when left out. */
  readonly prior?: LossInput;
}

const kernel = /* @__PURE__ */ liftDivergence((p, q, d, l) => klTerm(q, p, -d, -l), exchanged(klSlopes));

/**
 * KL of categorical distributions from a prior, uniform unless one is given: the coding cost of discrete latents.
 *
 * Σ q log(q/p); from the uniform distribution log C − H(q), to full relative accuracy as q becomes uniform too.
 * Gradient q_j(log(q_j/p_j) − D).
 *
 * @throws RelentError "invalid-argument" for what `reverseKlLoss` refuses.
 * @see Jang, Gu & Poole, arXiv:1611.01144.
 * @example
 * ```ts
 * categoricalKlLoss([0, Math.log(3)]).value // 0.1308120359411369
 * ```
 */
export function categoricalKlLoss(logits: LossInput, options: CategoricalKlLossOptions = {}): LossResult {
  const fn = "categoricalKlLoss";
  if (!isNumbers(logits) && (typeof logits !== "object" || logits === null))
    invalid(`${fn}: logits are ${typeof logits}; pass an array of logits`, { value: logits });
  const { prior, ...rest } = options;
  const size = isNumbers(logits) ? logits.length : logits.cols * (logits.shape === "batch" ? logits.rows : 1);
  return divergenceLoss(fn, logits, prior ?? new Float64Array(size), rest, kernel);
}
