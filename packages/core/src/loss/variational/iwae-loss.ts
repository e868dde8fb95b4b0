import type { Numbers } from "../../finite/kinds.ts";
import type { LossResult } from "../result.ts";
import type { RowLossOptions } from "../row-loss.ts";
import { boundOfLogWeights } from "./log-mean-exp.ts";

/** What `iwaeLoss` may be told. */
export type IwaeLossOptions = RowLossOptions;

/**
 * The importance-weighted bound: −log of the mean importance weight of each row's samples, tighter the more of them.
 *
 * −log (1/K) Σ_k exp(w_k), w = log p(x, z) − log q(z|x), K numbers a row; gradient −softmax(w). −Infinity is a sample
 * without weight.
 *
 * @throws RelentError "invalid-argument" for NaN, +Infinity and rows of nothing but −Infinity.
 * @see Burda, Grosse & Salakhutdinov, arXiv:1509.00519.
 * @example
 * ```ts
 * iwaeLoss([0, Math.log(3)]).value // -0.6931471805599453
 * ```
 */
export function iwaeLoss(logWeights: Numbers, options: IwaeLossOptions = {}): LossResult {
  return boundOfLogWeights("iwaeLoss", logWeights, 1, options);
}
