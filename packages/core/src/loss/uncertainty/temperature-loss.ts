import { Total } from "../../scalar/total.ts";
import { focalCurve } from "../imbalance/focal-loss.ts";
import { type LabelLossOptions, labelLoss } from "../label-loss.ts";
import { liftLabel } from "../label-probability.ts";
import type { Labels } from "../labels.ts";
import type { Floats, LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";

/** What `temperatureLoss` may be told. */
export type TemperatureLossOptions = Omit<LabelLossOptions, "temperature">;

/** The gradients of `temperatureLoss`. */
export interface TemperatureGradient {
  readonly logits: Floats;
  readonly temperature: Floats;
}

/**
 * Cross-entropy of z/T with the gradient by the temperature T too.
 *
 * By z: (p_j − [j = y])/T; by T: (z_y − Σ_j p_j z_j)/T², one number. Classes without mass add 0.
 *
 * @throws RelentError "invalid-argument" for T ≤ 0 and for what `crossEntropyLoss` refuses.
 * @see Guo et al., arXiv:1706.04599.
 * @example
 * ```ts
 * temperatureLoss([2, 0], 0, 2).grad.temperature // Float64Array [0.13447071068499758]
 * ```
 */
export function temperatureLoss(
  logits: LossInput,
  labels: Labels,
  temperature: number,
  options: TemperatureLossOptions = {},
): LossResult<TemperatureGradient> {
  const slope = new Total();
  const base = liftLabel(focalCurve(0));
  let own = 0;
  const result = labelLoss("temperatureLoss", logits, labels, { ...options, temperature }, () => ({
    row(row, grad) {
      const value = base.row(row, grad);
      own = 0;
      for (let j = 0; j < row.n; j++) if (grad[j] !== 0) own -= (grad[j]! * row.z[j]!) / temperature;
      return value;
    },
    scaled(factor) {
      slope.add(own * factor);
    },
  }));
  return { ...result, grad: { logits: result.grad, temperature: Float64Array.of(slope.value) } };
}
