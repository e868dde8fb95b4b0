import { type DivergenceLossOptions, divergenceLoss, liftDivergence } from "../divergence-loss.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";
import { logitSlopes } from "./slopes.ts";

/** log q, from q itself or, where that is 0, from p and log(q/p). */
const logOf = (p: number, q: number, l: number) => (q > 0 ? Math.log(q) : Math.log(p) + l);

const depth = (p: number, q: number, _d: number, l: number) => (p === 0 ? 0 : -p * logOf(p, q, l));

const kernel = /* @__PURE__ */ liftDivergence(
  depth,
  logitSlopes(depth, (_p, _q, d) => -d),
);

/**
 * Cross-entropy of the student under the teacher's distribution: forward KL plus the teacher's own entropy.
 *
 * −Σ p log q, p the teacher; gradient q_j − p_j, the same as forward KL's. With temperature T both logits are divided
 * by T and the loss is multiplied by T² unless `scaleByTemperatureSquared` is false. "mean" is over rows.
 *
 * @throws RelentError "invalid-argument" for NaN or +Infinity logits, rows without mass, and rows of different
 * lengths.
 * @see Hinton, Vinyals & Dean, arXiv:1503.02531.
 * @example
 * ```ts
 * teacherCrossEntropyLoss([0, 0], [0, Math.log(3)]).value // 0.6931471805599453
 * ```
 */
export function teacherCrossEntropyLoss(
  student: LossInput,
  teacher: LossInput,
  options: DivergenceLossOptions = {},
): LossResult {
  return divergenceLoss("teacherCrossEntropyLoss", student, teacher, options, kernel);
}
