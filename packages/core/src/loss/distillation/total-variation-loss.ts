import { totalVariationTerm } from "../../finite/total-variation.ts";
import { type DivergenceLossOptions, divergenceLoss, liftDivergence } from "../divergence-loss.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";
import { logitSlopes } from "./slopes.ts";

const kernel = /* @__PURE__ */ liftDivergence(
  totalVariationTerm,
  logitSlopes(
    (p, _q, d) => 0.5 * p * Math.sign(d),
    (_p, q, d) => -0.5 * q * Math.sign(d),
  ),
);

/**
 * Total variation distillation: half the absolute differences, bounded by 1.
 *
 * ½ Σ |p − q|; the gradient takes sign(q − p), 0 where they are equal. `student` and `teacher` are rows of logits
 * (bare arrays are one row); with temperature T both are divided by T and the loss is multiplied by T² unless
 * `scaleByTemperatureSquared` is false. "mean" is over rows.
 *
 * @throws RelentError "invalid-argument" for NaN or +Infinity logits, rows without mass, and rows of different
 * lengths.
 * @see Wen et al., arXiv:2307.15190.
 * @example
 * ```ts
 * totalVariationLoss([0, 0], [0, Math.log(3)]).value // 0.24999999999999994
 * totalVariationLoss([0, 0], [0, Math.log(3)]).grad // Float64Array [0.25, -0.25]
 * ```
 */
export function totalVariationLoss(
  student: LossInput,
  teacher: LossInput,
  options: DivergenceLossOptions = {},
): LossResult {
  return divergenceLoss("totalVariationLoss", student, teacher, options, kernel);
}
