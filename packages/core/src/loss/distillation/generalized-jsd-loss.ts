import { mixtureSlopes } from "../../finite/gradient/mixture-slopes.ts";
import { jensenShannonTerm } from "../../finite/jensen-shannon.ts";
import { checkParameter } from "../check-parameter.ts";
import { type DivergenceLossOptions, divergenceLoss, liftDivergence } from "../divergence-loss.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";
import { quickGeneralizedJsd } from "./quick-generalized-jsd.ts";

/** What the loss may be told. */
export interface GeneralizedJsdLossOptions extends DivergenceLossOptions {
  /** The teacher's share of the mixture, between 0 and 1, both excluded; ½ when left out. */
  readonly beta?: number;
  /** Whether the loss is divided by β(1 − β); false when left out. */
  readonly normalise?: boolean;
}

/**
 * Generalized Jensen–Shannon distillation, as GKD has it: both against their mixture, which never is infinite.
 *
 * β D(p‖m) + (1 − β) D(q‖m), m = βp + (1 − β)q, p the teacher; gradient (1 − β) q_j(log(q_j/m_j) − D(q‖m)), β = ½
 * when left out. It goes to 0 as β → 0 or 1: `normalise` divides by β(1 − β), and then the ends are forward KL (β →
 * 0) and reverse KL (β → 1). At most the entropy of (β, 1 − β). `swappedJsdLoss` is the other parametrisation.
 * `student` and `teacher` are rows of logits (bare arrays are one row); with temperature T both are divided by T and
 * the loss is multiplied by T² unless `scaleByTemperatureSquared` is false. "mean" is over rows.
 *
 * @throws RelentError "invalid-argument" for β outside 0 to 1, NaN or +Infinity logits, rows without mass, and rows
 * of different lengths.
 * @see Agarwal et al., arXiv:2306.13649; Lin, IEEE Trans. Inf. Theory 37 (1991) 145.
 * @example
 * ```ts
 * generalizedJsdLoss([0, 0], [0, Math.log(3)]).value // 0.03382207556860521
 * generalizedJsdLoss([0, 0], [0, Math.log(3)], { beta: 0.1, normalise: true }).value // 0.1314520248805377
 * ```
 */
export function generalizedJsdLoss(
  student: LossInput,
  teacher: LossInput,
  options: GeneralizedJsdLossOptions = {},
): LossResult {
  const fn = "generalizedJsdLoss";
  const { beta = 0.5, normalise = false } = options;
  checkParameter(fn, "beta", beta, beta > 0 && beta < 1, "between 0 and 1, both excluded");
  const unit = normalise ? beta * (1 - beta) : 1;
  const kernel = liftDivergence(
    jensenShannonTerm(beta),
    { ...mixtureSlopes(beta), factor: 1 / unit },
    (sum) => sum / unit,
  );
  return divergenceLoss(
    fn,
    student,
    teacher,
    options,
    kernel,
    unit === 1 ? quickGeneralizedJsd(beta) : undefined,
  );
}
