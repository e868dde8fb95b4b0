import type { Numbers } from "../../finite/kinds.ts";
import { checkNonNegative } from "../check-parameter.ts";
import type { LossResult } from "../result.ts";
import { type RowLossOptions, rowLosses, rowsTaken } from "../row-loss.ts";
import { checkLatent, coordinateKl, writeStandardSlopes } from "./gaussian-kl.ts";
import type { LatentGradient } from "./gaussian-kl-loss.ts";

/** What `capacityLoss` may be told. */
export interface CapacityLossOptions extends RowLossOptions {
  /** The divergence in nats that is aimed at, ≥ 0; 0 when left out. A schedule raises it in training. */
  readonly capacity?: number;
  /** How hard the divergence is held there, ≥ 0; 30 when left out. */
  readonly gamma?: number;
}

/**
 * Holds the mean KL of latent Gaussians from the standard normal at a capacity.
 *
 * γ|mean over rows of KL − C|; the gradient is γ·sign times that of the divergence, 0 where it is met. Rows of
 * `perRow` carry that sign.
 *
 * @throws RelentError "invalid-argument" for γ or C below 0 and for what `gaussianKlLoss` refuses.
 * @see Burgess et al., arXiv:1804.03599.
 * @example
 * ```ts
 * capacityLoss([1, 0], [0, 0], { capacity: 0.2, gamma: 10 }).value // 3
 * ```
 */
export function capacityLoss(
  mean: Numbers,
  logVariance: Numbers,
  options: CapacityLossOptions = {},
): LossResult<LatentGradient> {
  const fn = "capacityLoss";
  const { rows = 1, capacity = 0, gamma = 30 } = options;
  checkNonNegative(fn, "capacity", capacity);
  checkNonNegative(fn, "gamma", gamma);
  const latent = checkLatent(fn, mean, logVariance, rows);
  const { cols } = latent;
  const taken = rowsTaken(options);
  let gap = 0;
  for (let r = 0; r < rows; r++) {
    if (!taken(r)) continue;
    gap -= capacity;
    for (let j = 0; j < cols; j++) gap += coordinateKl(fn, latent, r * cols + j);
  }
  const sign = gamma * Math.sign(gap);
  return rowLosses({
    fn,
    moving: { mean, logVariance },
    options,
    term(row, grads) {
      let kl = 0;
      for (let j = 0; j < cols; j++) {
        kl += coordinateKl(fn, latent, row * cols + j);
        writeStandardSlopes(latent, row * cols + j, sign, grads, j);
      }
      return sign * (kl - capacity);
    },
  });
}
