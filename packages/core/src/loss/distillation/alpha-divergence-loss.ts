import { klTerm, powerTerm } from "../../finite/fold.ts";
import { exchanged } from "../../finite/gradient/gradient.ts";
import { klSlopes } from "../../finite/gradient/kl-slopes.ts";
import { powerSlopes } from "../../finite/gradient/power.ts";
import { checkParameter } from "../check-parameter.ts";
import {
  type DivergenceKernel,
  type DivergenceLossOptions,
  divergenceLoss,
  liftDivergence,
} from "../divergence-loss.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";

/** What `alphaDivergenceLoss` may be told. */
export interface AlphaDivergenceLossOptions extends DivergenceLossOptions {
  /** Any number; 0.5 when left out, 1 is forward KL, 0 reverse KL. */
  readonly alpha?: number;
}

function alphaKernel(alpha: number): DivergenceKernel {
  if (alpha === 1) return liftDivergence(klTerm, klSlopes);
  if (alpha === 0) return liftDivergence((p, q, d, l) => klTerm(q, p, -d, -l), exchanged(klSlopes));
  const unit = alpha * (alpha - 1);
  return liftDivergence(powerTerm(1 - alpha), { ...powerSlopes(alpha), factor: 1 / unit }, (sum) =>
    Math.max(0, sum / unit),
  );
}

/**
 * Alpha-divergence distillation (Amari's): from reverse KL (α = 0) over Hellinger (½) to forward KL (1) and χ² (2).
 *
 * (Σ p^α q^(1−α) − 1)/(α(α − 1)), p the teacher; gradient (S q_j − p_j^α q_j^(1−α))/α, S the sum; α = 0.5 when left
 * out. `student` and `teacher` are rows of logits (bare arrays are one row); with temperature T both are divided by T
 * and the loss is multiplied by T² unless `scaleByTemperatureSquared` is false. "mean" is over rows.
 *
 * @throws RelentError "invalid-argument" for an α that is not finite, NaN or +Infinity logits, rows without mass, and
 * rows of different lengths.
 * @see Amari, IEEE Trans. Inf. Theory 55 (2009) 4925.
 * @example
 * ```ts
 * alphaDivergenceLoss([0, 0], [0, Math.log(3)]).value // 0.1362966948437268
 * alphaDivergenceLoss([0, 0], [0, Math.log(3)]).grad // Float64Array [0.25881904510252074, -0.25881904510252074]
 * ```
 */
export function alphaDivergenceLoss(
  student: LossInput,
  teacher: LossInput,
  options: AlphaDivergenceLossOptions = {},
): LossResult {
  const { alpha = 0.5 } = options;
  checkParameter("alphaDivergenceLoss", "alpha", alpha, Number.isFinite(alpha), "finite");
  return divergenceLoss("alphaDivergenceLoss", student, teacher, options, alphaKernel(alpha));
}
