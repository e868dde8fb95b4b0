import { powerSlopes } from "../../finite/gradient/power.ts";
import { hellingerTerm } from "../../finite/hellinger-squared.ts";
import { type DivergenceLossOptions, divergenceLoss, liftDivergence } from "../divergence-loss.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";

const kernel = /* @__PURE__ */ liftDivergence(hellingerTerm, { ...powerSlopes(0.5), factor: -1 });

/**
 * Squared Hellinger distillation: how little the square roots of both overlap, between 0 and 1.
 *
 * 1 − Σ √(pq); gradient of the student −½(√(p_j q_j) − q_j Σ √(pq)). `student` and `teacher` are rows of logits (bare
 * arrays are one row); with temperature T both are divided by T and the loss is multiplied by T² unless
 * `scaleByTemperatureSquared` is false. "mean" is over rows.
 *
 * @throws RelentError "invalid-argument" for NaN or +Infinity logits, rows without mass, and rows of different
 * lengths.
 * @see Hellinger, J. reine angew. Math. 136 (1909) 210.
 * @example
 * ```ts
 * hellingerSquaredLoss([0, 0], [0, Math.log(3)]).value // 0.034074173710931695
 * hellingerSquaredLoss([0, 0], [0, Math.log(3)]).grad // Float64Array [0.06470476127563018, -0.06470476127563018]
 * ```
 */
export function hellingerSquaredLoss(
  student: LossInput,
  teacher: LossInput,
  options: DivergenceLossOptions = {},
): LossResult {
  return divergenceLoss("hellingerSquaredLoss", student, teacher, options, kernel);
}
