import { chiSquaredTerm } from "../../finite/chi-squared.ts";
import { type DivergenceLossOptions, divergenceLoss, liftDivergence } from "../divergence-loss.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";
import { logitSlopes } from "./slopes.ts";

const kernel = /* @__PURE__ */ liftDivergence(
  chiSquaredTerm,
  logitSlopes(
    (p, q, d) => (p === 0 ? 0 : (2 * p * d) / q),
    (p, q, d) => (d === 0 ? 0 : -d * ((p + q) / q)),
  ),
);

/**
 * χ² distillation: the squared differences over the student's probabilities.
 *
 * Σ p²/q − 1 = Σ (p − q)²/q, p the teacher; gradient q_j Σ (p²/q) − p_j²/q_j. `student` and `teacher` are rows of
 * logits (bare arrays are one row); with temperature T both are divided by T and the loss is multiplied by T² unless
 * `scaleByTemperatureSquared` is false. "mean" is over rows.
 *
 * @throws RelentError "invalid-argument" for NaN or +Infinity logits, rows without mass, and rows of different
 * lengths.
 * @see Pearson, Phil. Mag. 50 (1900) 157.
 * @example
 * ```ts
 * chiSquaredLoss([0, 0], [0, Math.log(3)]).value // 0.24999999999999986
 * chiSquaredLoss([0, 0], [0, Math.log(3)]).grad // Float64Array [0.49999999999999983, -0.49999999999999983]
 * ```
 */
export function chiSquaredLoss(
  student: LossInput,
  teacher: LossInput,
  options: DivergenceLossOptions = {},
): LossResult {
  return divergenceLoss("chiSquaredLoss", student, teacher, options, kernel);
}
