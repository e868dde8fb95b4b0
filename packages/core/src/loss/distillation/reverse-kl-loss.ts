import { klTerm } from "../../finite/fold.ts";
import { exchanged } from "../../finite/gradient/gradient.ts";
import { klSlopes } from "../../finite/gradient/kl-slopes.ts";
import { type DivergenceLossOptions, divergenceLoss, liftDivergence } from "../divergence-loss.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";
import { quickReverseKl } from "./quick-reverse-kl.ts";

const kernel = /* @__PURE__ */ liftDivergence((p, q, d, l) => klTerm(q, p, -d, -l), exchanged(klSlopes));

/**
 * Reverse KL distillation: the student keeps to what the teacher finds likely.
 *
 * D(student‖teacher) = Σ q(log q − log p); gradient q_j(log(q_j/p_j) − D). Infinity where the student has mass and
 * the teacher none. `student` and `teacher` are rows of logits (bare arrays are one row); with temperature T both are
 * divided by T and the loss is multiplied by T² unless `scaleByTemperatureSquared` is false. "mean" is over rows.
 *
 * @throws RelentError "invalid-argument" for NaN or +Infinity logits, rows without mass, and rows of different
 * lengths.
 * @see Gu et al., arXiv:2306.08543.
 * @example
 * ```ts
 * reverseKlLoss([0, 0], [0, Math.log(3)]).value // 0.1438410362258904
 * reverseKlLoss([0, 0], [0, Math.log(3)]).grad // Float64Array [0.2746530721670274, -0.2746530721670274]
 * ```
 */
export function reverseKlLoss(
  student: LossInput,
  teacher: LossInput,
  options: DivergenceLossOptions = {},
): LossResult {
  return divergenceLoss("reverseKlLoss", student, teacher, options, kernel, quickReverseKl);
}
