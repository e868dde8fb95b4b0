import type { Numbers } from "../../finite/kinds.ts";
import { checkParameter } from "../check-parameter.ts";
import type { LossResult } from "../result.ts";
import type { RowLossOptions } from "../row-loss.ts";
import { boundOfLogWeights } from "./log-mean-exp.ts";

/** What `renyiBoundLoss` may be told. */
export interface RenyiBoundLossOptions extends RowLossOptions {
  /** The order, not 1 (that is the evidence lower bound itself); 0.5 when left out, 0 is `iwaeLoss`. */
  readonly alpha?: number;
}

/**
 * The variational Rényi bound: between the evidence lower bound (α → 1) and the importance-weighted bound (α = 0).
 *
 * −log (1/K) Σ_k exp((1 − α)w_k)/(1 − α), K log-weights a row; gradient −softmax((1 − α)w).
 *
 * @throws RelentError "invalid-argument" for α = 1 and for what `iwaeLoss` refuses.
 * @see Li & Turner, arXiv:1602.02311.
 * @example
 * ```ts
 * renyiBoundLoss([0, Math.log(4)]).value // -0.8109302162163288
 * ```
 */
export function renyiBoundLoss(logWeights: Numbers, options: RenyiBoundLossOptions = {}): LossResult {
  const { alpha = 0.5 } = options;
  checkParameter("renyiBoundLoss", "alpha", alpha, alpha < 1, "below 1");
  return boundOfLogWeights("renyiBoundLoss", logWeights, 1 - alpha, options);
}
