import { skewKlTerm } from "../../finite/skew-kl.ts";
import { checkParameter } from "../check-parameter.ts";
import { type DivergenceLossOptions, divergenceLoss, liftDivergence } from "../divergence-loss.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";
import { skewSlopes } from "./slopes.ts";

/** What `skewForwardKlLoss` may be told. */
export interface SkewForwardKlLossOptions extends DivergenceLossOptions {
  /** The teacher's share of the mixture, between 0 and 1, both excluded; 0.1 when left out. */
  readonly alpha?: number;
}

/**
 * Skew forward KL distillation: forward KL to a mixture of the student with some of the teacher, which never is
 * infinite.
 *
 * D(p‖αp + (1 − α)q), at most −log α, p the teacher; α = 0.1 when left out. `student` and `teacher` are rows of
 * logits (bare arrays are one row); with temperature T both are divided by T and the loss is multiplied by T² unless
 * `scaleByTemperatureSquared` is false. "mean" is over rows.
 *
 * @throws RelentError "invalid-argument" for α outside 0 to 1, NaN or +Infinity logits, rows without mass, and rows
 * of different lengths.
 * @see Ko et al., arXiv:2402.03898 (DistiLLM); Lee, ACL 1999.
 * @example
 * ```ts
 * skewForwardKlLoss([0, 0], [0, Math.log(3)]).value // 0.10704273641095055
 * skewForwardKlLoss([0, 0], [0, Math.log(3)]).grad // Float64Array [0.20300751879699241, -0.20300751879699241]
 * ```
 */
export function skewForwardKlLoss(
  student: LossInput,
  teacher: LossInput,
  options: SkewForwardKlLossOptions = {},
): LossResult {
  const { alpha = 0.1 } = options;
  checkParameter(
    "skewForwardKlLoss",
    "alpha",
    alpha,
    alpha > 0 && alpha < 1,
    "between 0 and 1, both excluded",
  );
  return divergenceLoss(
    "skewForwardKlLoss",
    student,
    teacher,
    options,
    liftDivergence(skewKlTerm(alpha), skewSlopes(alpha)),
  );
}
