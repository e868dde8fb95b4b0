import { invalid } from "../../finite/check.ts";
import { checkNonNegative, checkPositive } from "../check-parameter.ts";
import { focalCurve } from "../imbalance/focal-loss.ts";
import { type LabelLossOptions, labelLoss } from "../label-loss.ts";
import { liftLabel } from "../label-probability.ts";
import type { Labels } from "../labels.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";

/** What `logitNormLoss` may be told. */
export interface LogitNormLossOptions extends LabelLossOptions {
  /** The temperature after normalisation, above 0; 0.04 when left out. */
  readonly tau?: number;
  /** What is added to the length; 0 when left out, its authors' code adds 1e-7. */
  readonly epsilon?: number;
}

/**
 * LogitNorm: cross-entropy of logits brought to one length, so that training cannot grow sure by growing them.
 *
 * Cross-entropy of x = z/(τ‖z‖); gradient (g − x̂⟨x̂, g⟩)/(τ‖z‖) with g = p_j − [j = y] at x, and x̂ = z/‖z‖.
 *
 * @throws RelentError "invalid-argument" for τ ≤ 0, for a row of zeros or with −Infinity, and for what
 * `crossEntropyLoss` refuses.
 * @see Wei et al., arXiv:2205.09310.
 * @example
 * ```ts
 * logitNormLoss([3, 4], 1, { tau: 1 }).value // 0.5981388693815918
 * ```
 */
export function logitNormLoss(
  logits: LossInput,
  labels: Labels,
  options: LogitNormLossOptions = {},
): LossResult {
  const fn = "logitNormLoss";
  const { tau = 0.04, epsilon = 0 } = options;
  checkPositive(fn, "tau", tau);
  checkNonNegative(fn, "epsilon", epsilon);
  return labelLoss(fn, logits, labels, options, ({ cols }) => {
    const unit = new Float64Array(cols);
    let length = 1;
    return liftLabel(focalCurve(0), {
      prepare(z) {
        let largest = 0;
        for (let j = 0; j < cols; j++) largest = Math.max(largest, Math.abs(z[j]!));
        let sum = 0;
        for (let j = 0; j < cols; j++) sum += (z[j]! / largest) ** 2;
        length = largest * Math.sqrt(sum);
        if (!(length > 0 && length < Number.POSITIVE_INFINITY)) {
          invalid(`${fn}: a row has length ${length}; its logits must be finite and not all 0`, {
            value: length,
          });
        }
        for (let j = 0; j < cols; j++) {
          unit[j] = z[j]! / length;
          z[j] = z[j]! / (tau * (length + epsilon));
        }
      },
      chain(grad) {
        let along = 0;
        for (let j = 0; j < cols; j++) along += unit[j]! * grad[j]!;
        along *= length / (length + epsilon);
        for (let j = 0; j < cols; j++) grad[j] = (grad[j]! - unit[j]! * along) / (tau * (length + epsilon));
      },
    });
  });
}
