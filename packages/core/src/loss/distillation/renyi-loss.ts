import { klTerm, powerTerm } from "../../finite/fold.ts";
import { klSlopes } from "../../finite/gradient/kl-slopes.ts";
import { powerSlopes, powerSum } from "../../finite/gradient/power.ts";
import { checkPositive } from "../check-parameter.ts";
import { type DivergenceLossOptions, divergenceLoss, liftDivergence } from "../divergence-loss.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";

/** What `renyiLoss` may be told. */
export interface RenyiLossOptions extends DivergenceLossOptions {
  /** The order, above 0; 0.5 when left out, 1 is forward KL. */
  readonly alpha?: number;
}

/**
 * Rényi distillation: a family around forward KL (order 1) that looks at the teacher's likely outcomes the more, the
 * greater its order.
 *
 * log(Σ p^α q^(1−α))/(α − 1), p the teacher; gradient q_j − r_j, r ∝ p^α q^(1−α); α = 0.5 when left out. `student`
 * and `teacher` are rows of logits (bare arrays are one row); with temperature T both are divided by T and the loss
 * is multiplied by T² unless `scaleByTemperatureSquared` is false. "mean" is over rows.
 *
 * @throws RelentError "invalid-argument" for an order that is not above 0, NaN or +Infinity logits, rows without
 * mass, and rows of different lengths.
 * @see Rényi, Proc. 4th Berkeley Symp. 1 (1961) 547.
 * @example
 * ```ts
 * renyiLoss([0, 0], [0, Math.log(3)]).value // 0.06933646419507389
 * renyiLoss([0, 0], [0, Math.log(3)]).grad // Float64Array [0.13397459621556132, -0.13397459621556132]
 * ```
 */
export function renyiLoss(
  student: LossInput,
  teacher: LossInput,
  options: RenyiLossOptions = {},
): LossResult {
  const { alpha = 0.5 } = options;
  checkPositive("renyiLoss", "alpha", alpha);
  const kernel =
    alpha === 1
      ? liftDivergence(klTerm, klSlopes)
      : liftDivergence(
          powerTerm(1 - alpha),
          (both) => ({ ...powerSlopes(alpha), factor: 1 / ((alpha - 1) * powerSum(both, alpha)) }),
          (excess) => Math.max(0, Math.log1p(excess) / (alpha - 1)),
        );
  return divergenceLoss("renyiLoss", student, teacher, options, kernel);
}
