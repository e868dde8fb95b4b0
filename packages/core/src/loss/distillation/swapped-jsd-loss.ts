import { klTerm } from "../../finite/fold.ts";
import { exchanged } from "../../finite/gradient/gradient.ts";
import { klSlopes } from "../../finite/gradient/kl-slopes.ts";
import { skewKlTerm } from "../../finite/skew-kl.ts";
import { checkShare } from "../check-parameter.ts";
import {
  type DivergenceKernel,
  type DivergenceLossOptions,
  divergenceLoss,
  liftDivergence,
} from "../divergence-loss.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";
import { blendSlopes, skewSlopes } from "./slopes.ts";

/** What `swappedJsdLoss` may be told. */
export interface SwappedJsdLossOptions extends DivergenceLossOptions {
  /** From 0, forward KL, to 1, reverse KL; ½ when left out. */
  readonly beta?: number;
}

function swappedKernel(b: number): DivergenceKernel {
  if (b === 0) return liftDivergence(klTerm, klSlopes);
  if (b === 1) return liftDivergence((p, q, d, l) => klTerm(q, p, -d, -l), exchanged(klSlopes));
  const first = skewKlTerm(b);
  const second = skewKlTerm(1 - b);
  return liftDivergence(
    (p, q, d, l) => (1 - b) * first(p, q, d, l) + b * second(q, p, -d, -l),
    blendSlopes(1 - b, skewSlopes(b), b, exchanged(skewSlopes(1 - b))),
  );
}

/**
 * Jensen–Shannon distillation with the weights swapped, which runs from forward KL (β = 0) to reverse KL (β = 1)
 * without a jump.
 *
 * (1 − β) D(p‖m) + β D(q‖m), m = βp + (1 − β)q, p the teacher; β = ½, where it is the Jensen–Shannon divergence, when
 * left out. `student` and `teacher` are rows of logits (bare arrays are one row); with temperature T both are divided
 * by T and the loss is multiplied by T² unless `scaleByTemperatureSquared` is false. "mean" is over rows.
 *
 * @throws RelentError "invalid-argument" for β outside 0 to 1, NaN or +Infinity logits, rows without mass, and rows
 * of different lengths.
 * @see Agarwal et al., arXiv:2306.13649 (the other parametrisation).
 * @example
 * ```ts
 * swappedJsdLoss([0, 0], [0, Math.log(3)]).value // 0.03382207556860521
 * swappedJsdLoss([0, 0], [0, Math.log(3)], { beta: 0 }).value // 0.1308120359411369
 * ```
 */
export function swappedJsdLoss(
  student: LossInput,
  teacher: LossInput,
  options: SwappedJsdLossOptions = {},
): LossResult {
  const { beta = 0.5 } = options;
  checkShare("swappedJsdLoss", "beta", beta);
  return divergenceLoss("swappedJsdLoss", student, teacher, options, swappedKernel(beta));
}
