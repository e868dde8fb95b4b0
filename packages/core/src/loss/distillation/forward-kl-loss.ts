import { klTerm } from "../../finite/fold.ts";
import { klSlopes } from "../../finite/gradient/kl-slopes.ts";
import { type DivergenceLossOptions, divergenceLoss, liftDivergence } from "../divergence-loss.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";
import { quickForwardKl } from "./quick-forward-kl.ts";

const kernel = /* @__PURE__ */ liftDivergence(klTerm, klSlopes);

/**
 * Forward KL distillation: the student covers everything the teacher does.
 *
 * D(teacher‖student) = Σ p(log p − log q), never negative and exact to the last digits where the two nearly agree;
 * gradient q_j − p_j. `student` and `teacher` are rows of logits (bare arrays are one row); with temperature T both
 * are divided by T and the loss is multiplied by T² unless `scaleByTemperatureSquared` is false. "mean" is over rows.
 *
 * @throws RelentError "invalid-argument" for NaN or +Infinity logits, rows without mass, and rows of different
 * lengths.
 * @see Hinton, Vinyals & Dean, arXiv:1503.02531.
 * @example
 * ```ts
 * forwardKlLoss([0, 0], [0, Math.log(3)]).value // 0.1308120359411369
 * forwardKlLoss([0, 0], [0, Math.log(3)]).grad // Float64Array [0.24999999999999994, -0.24999999999999994]
 * ```
 */
export function forwardKlLoss(
  student: LossInput,
  teacher: LossInput,
  options: DivergenceLossOptions = {},
): LossResult {
  return divergenceLoss("forwardKlLoss", student, teacher, options, kernel, quickForwardKl);
}
