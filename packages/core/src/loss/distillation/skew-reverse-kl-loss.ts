import { exchanged } from "../../finite/gradient/gradient.ts";
import { skewKlTerm } from "../../finite/skew-kl.ts";
import { checkParameter } from "../check-parameter.ts";
import { type DivergenceLossOptions, divergenceLoss, liftDivergence } from "../divergence-loss.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";
import { skewSlopes } from "./slopes.ts";

/** What `skewReverseKlLoss` may be told. */
export interface SkewReverseKlLossOptions extends DivergenceLossOptions {
  /** The student's share of the mixture, between 0 and 1, both excluded; 0.1 when left out. */
  readonly alpha?: number;
}

/**
 * Skew reverse KL distillation: reverse KL to a mixture of the teacher with some of the student, which never is
 * infinite.
 *
 * D(q‖(1 − α)p + αq), at most −log α, p the teacher; α = 0.1 when left out. `student` and `teacher` are rows of
 * logits (bare arrays are one row); with temperature T both are divided by T and the loss is multiplied by T² unless
 * `scaleByTemperatureSquared` is false. "mean" is over rows.
 *
 * @throws RelentError "invalid-argument" for α outside 0 to 1, NaN or +Infinity logits, rows without mass, and rows
 * of different lengths.
 * @see Ko et al., arXiv:2402.03898 (DistiLLM).
 * @example
 * ```ts
 * skewReverseKlLoss([0, 0], [0, Math.log(3)]).value // 0.11313672216156864
 * skewReverseKlLoss([0, 0], [0, Math.log(3)]).grad // Float64Array [0.2141369731528252, -0.2141369731528252]
 * ```
 */
export function skewReverseKlLoss(
  student: LossInput,
  teacher: LossInput,
  options: SkewReverseKlLossOptions = {},
): LossResult {
  const { alpha = 0.1 } = options;
  checkParameter(
    "skewReverseKlLoss",
    "alpha",
    alpha,
    alpha > 0 && alpha < 1,
    "between 0 and 1, both excluded",
  );
  const term = skewKlTerm(alpha);
  const kernel = liftDivergence((p, q, d, l) => term(q, p, -d, -l), exchanged(skewSlopes(alpha)));
  return divergenceLoss("skewReverseKlLoss", student, teacher, options, kernel);
}
