import { exchanged } from "../../finite/gradient/gradient.ts";
import { klSlopes } from "../../finite/gradient/kl-slopes.ts";
import { jeffreysTerm } from "../../finite/jeffreys.ts";
import { type DivergenceLossOptions, divergenceLoss, liftDivergence } from "../divergence-loss.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";
import { blendSlopes } from "./slopes.ts";

const kernel = /* @__PURE__ */ liftDivergence(jeffreysTerm, blendSlopes(1, klSlopes, 1, exchanged(klSlopes)));

/**
 * Jeffreys distillation: the sum of forward and reverse KL.
 *
 * Σ (p − q) log(p/q); gradient (q_j − p_j) + q_j(log(q_j/p_j) − D(q‖p)). `student` and `teacher` are rows of logits
 * (bare arrays are one row); with temperature T both are divided by T and the loss is multiplied by T² unless
 * `scaleByTemperatureSquared` is false. "mean" is over rows.
 *
 * @throws RelentError "invalid-argument" for NaN or +Infinity logits, rows without mass, and rows of different
 * lengths.
 * @see Jeffreys, Proc. R. Soc. A 186 (1946) 453.
 * @example
 * ```ts
 * jeffreysLoss([0, 0], [0, Math.log(3)]).value // 0.27465307216702733
 * jeffreysLoss([0, 0], [0, Math.log(3)]).grad // Float64Array [0.5246530721670273, -0.5246530721670273]
 * ```
 */
export function jeffreysLoss(
  student: LossInput,
  teacher: LossInput,
  options: DivergenceLossOptions = {},
): LossResult {
  return divergenceLoss("jeffreysLoss", student, teacher, options, kernel);
}
