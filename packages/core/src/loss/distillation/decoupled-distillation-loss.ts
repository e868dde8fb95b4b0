import { invalid } from "../../finite/check.ts";
import { klTerm } from "../../finite/fold.ts";
import { checkNonNegative } from "../check-parameter.ts";
import { type DivergenceLossOptions, divergenceLoss } from "../divergence-loss.ts";
import { checkLabels, type Labels, toLabels } from "../labels.ts";
import type { LossResult } from "../result.ts";
import { type LossInput, toRows } from "../rows.ts";
import { batchOf } from "./batch-of.ts";

/** What `decoupledDistillationLoss` may be told. */
export interface DecoupledDistillationLossOptions extends Omit<DivergenceLossOptions, "wrt"> {
  /** The weight of the part about the label against the rest, ≥ 0; 1 when left out. */
  readonly alpha?: number;
  /** The weight of the part among the other classes, ≥ 0; 8 when left out. */
  readonly beta?: number;
  /** Rows with this label take no part; −100 when left out. */
  readonly ignoreIndex?: number;
}

/** log(1 − gap/whole) where 1 − gap/whole = other/whole. */
const logRatio = (whole: number, other: number, gap: number) =>
  Math.abs(gap) < 0.5 * whole ? Math.log1p(-gap / whole) : Math.log(other / whole);

/**
 * Decoupled distillation: how sure the teacher is of the label, and how it ranks the other classes, weighed apart.
 *
 * T²[α KL(b_p‖b_q) + β KL(p̂‖q̂)], b = (p_y, 1 − p_y), hats renormalised without the label; p the teacher. Plain
 * distillation is α = 1 with β = 1 − p_y. "mean" is over the rows that take part.
 *
 * @throws RelentError "invalid-argument" for negative weights, labels that are no class, and for what `forwardKlLoss`
 * refuses.
 * @see Zhao et al., arXiv:2203.08679.
 * @example
 * ```ts
 * decoupledDistillationLoss([1, 0, 0], [2, 1, 0], 0).value // 0.9042212182958322
 * ```
 */
export function decoupledDistillationLoss(
  student: LossInput,
  teacher: LossInput,
  labels: Labels,
  options: DecoupledDistillationLossOptions = {},
): LossResult {
  const fn = "decoupledDistillationLoss";
  const { alpha = 1, beta = 8, ignoreIndex = -100, rowMask } = options;
  checkNonNegative(fn, "alpha", alpha);
  checkNonNegative(fn, "beta", beta);
  const list = toLabels(fn, labels, ignoreIndex);
  const input = batchOf(student, list.count);
  const { rows, cols } = toRows(fn, "student", input, undefined);
  if (rows !== list.count)
    invalid(`${fn}: there are ${list.count} labels; there must be one a row`, { value: list.count });
  checkLabels(fn, list, cols, rowMask);
  const kept = Array.from(
    { length: list.count },
    (_, r) => !list.ignored(r) && (rowMask === undefined || Boolean(rowMask[r])),
  );
  return divergenceLoss(
    fn,
    input,
    batchOf(teacher, list.count),
    { ...options, rowMask: kept },
    ({ n, p, q, d, l }, _wrt, grad, row) => {
      const y = list.at(row);
      let pRest = 0;
      let qRest = 0;
      for (let j = 0; j < n; j++) {
        if (j === y) continue;
        pRest += p[j]!;
        qRest += q[j]!;
      }
      const shift = logRatio(pRest, qRest, -d[y]!);
      const binary = klTerm(p[y]!, q[y]!, d[y]!, l[y]!) + klTerm(pRest, qRest, -d[y]!, shift);
      let others = 0;
      grad[y] = -alpha * d[y]!;
      for (let j = 0; j < n; j++) {
        if (j === y) continue;
        if (p[j] === 0 && q[j] === 0) {
          grad[j] = 0;
          continue;
        }
        const u = pRest > 0 ? p[j]! / pRest : 0;
        const v = qRest > 0 ? q[j]! / qRest : 0;
        const ratio = l[j]! - shift;
        const gap = Math.abs(ratio) < 1 ? -u * Math.expm1(ratio) : u - v;
        if (beta > 0) others += klTerm(u, v, gap, ratio);
        grad[j] = alpha * d[y]! * v - beta * gap;
      }
      return (alpha === 0 ? 0 : alpha * binary) + (beta === 0 ? 0 : beta * others);
    },
  );
}
