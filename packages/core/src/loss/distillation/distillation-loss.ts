import { checkShare } from "../check-parameter.ts";
import { type CrossEntropyLossOptions, crossEntropyLoss } from "../cross-entropy/cross-entropy-loss.ts";
import { type Labels, toLabels } from "../labels.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";
import { batchOf } from "./batch-of.ts";
import { forwardKlLoss } from "./forward-kl-loss.ts";

/** What `distillationLoss` may be told. */
export interface DistillationLossOptions extends Omit<CrossEntropyLossOptions, "softcap" | "zLoss"> {
  /** The teacher's share of the loss, from 0 to 1; 0.9 when left out. */
  readonly alpha?: number;
  /** Divides the logits in the teacher's part alone; 4 when left out. */
  readonly temperature?: number;
  /** Whether the teacher's part is multiplied by T²; true when left out. */
  readonly scaleByTemperatureSquared?: boolean;
}

/**
 * Knowledge distillation: the teacher's softened distribution and the true labels together.
 *
 * α T² D(teacher‖student at temperature T) + (1 − α) CE(student, labels); gradient α T (q_j − p_j) + (1 − α)(q_j − [j
 * = y]). Rows whose label is `ignoreIndex` take no part in either. `terms` holds both parts.
 *
 * @throws RelentError "invalid-argument" for α outside 0 to 1 and for what `crossEntropyLoss` and `forwardKlLoss`
 * refuse.
 * @see Hinton, Vinyals & Dean, arXiv:1503.02531.
 * @example
 * ```ts
 * distillationLoss([1, 0], [2, 0], 0).value // 0.1389988351403098
 * ```
 */
export function distillationLoss(
  student: LossInput,
  teacher: LossInput,
  labels: Labels,
  options: DistillationLossOptions = {},
): LossResult {
  const fn = "distillationLoss";
  const {
    alpha = 0.9,
    temperature = 4,
    scaleByTemperatureSquared = true,
    ignoreIndex = -100,
    out,
    ...rest
  } = options;
  checkShare(fn, "alpha", alpha);
  const list = toLabels(fn, labels, ignoreIndex);
  const { classWeights, labelSmoothing, ...shared } = rest;
  const kept = Array.from(
    { length: list.count },
    (_, r) => !list.ignored(r) && (options.rowMask === undefined || Boolean(options.rowMask[r])),
  );
  const own = crossEntropyLoss(student, labels, { ...rest, ignoreIndex, perRow: true });
  const soft = forwardKlLoss(batchOf(student, list.count), batchOf(teacher, list.count), {
    ...shared,
    rowMask: kept,
    temperature,
    scaleByTemperatureSquared,
    perRow: true,
    ...(out && { out }),
  });
  const grad = soft.grad;
  for (let i = 0; i < grad.length; i++) grad[i] = alpha * grad[i]! + (1 - alpha) * own.grad[i]!;
  const terms = { distillation: alpha * soft.value, crossEntropy: (1 - alpha) * own.value };
  const keep = options.perRow ?? options.reduction === "none";
  return {
    value: terms.distillation + terms.crossEntropy,
    grad,
    count: own.count,
    ...(keep && { perRow: soft.perRow!.map((value, r) => alpha * value + (1 - alpha) * own.perRow![r]!) }),
    terms,
  };
}
