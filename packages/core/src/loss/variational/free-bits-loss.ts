import { invalid } from "../../finite/check.ts";
import type { Numbers } from "../../finite/kinds.ts";
import { checkNonNegative } from "../check-parameter.ts";
import type { LossResult } from "../result.ts";
import { type RowLossOptions, rowLosses, rowsTaken } from "../row-loss.ts";
import { checkLatent, coordinateKl, writeStandardSlopes } from "./gaussian-kl.ts";
import type { LatentGradient } from "./gaussian-kl-loss.ts";

/** Of what the allowance is. */
export type FreeBitsForm = "dimension" | "sample" | "total";

/** What `freeBitsLoss` may be told. */
export interface FreeBitsLossOptions extends RowLossOptions {
  /** The divergence in nats that is free, ≥ 0; 0.25 when left out. */
  readonly allowance?: number;
  /**
   * Σ_d max(λ, mean over rows of KL_d) ("dimension", when left out), Σ_d max(λ, KL_d) of each row ("sample"), or
   * max(λ, Σ_d KL_d) of each row ("total").
   */
  readonly form?: FreeBitsForm;
}

/**
 * KL of latent Gaussians from the standard normal with some of it free, against collapse: what lies under the
 * allowance has no gradient.
 *
 * @throws RelentError "invalid-argument" for an allowance below 0 and for what `gaussianKlLoss` refuses.
 * @see Kingma et al., arXiv:1606.04934, App. C.8: max(λ, KL).
 * @example
 * ```ts
 * freeBitsLoss([1, 0], [0, 0], { allowance: 0.25 }).value // 0.75
 * freeBitsLoss([1, 0], [0, 0], { allowance: 0.25, form: "total" }).value // 0.5
 * ```
 */
export function freeBitsLoss(
  mean: Numbers,
  logVariance: Numbers,
  options: FreeBitsLossOptions = {},
): LossResult<LatentGradient> {
  const fn = "freeBitsLoss";
  const { rows = 1, allowance = 0.25, form = "dimension" } = options;
  checkNonNegative(fn, "allowance", allowance);
  if (form !== "dimension" && form !== "sample" && form !== "total")
    invalid(`${fn}: form = ${form}; it is "dimension", "sample" or "total"`, { value: form });
  const latent = checkLatent(fn, mean, logVariance, rows);
  const { cols } = latent;
  const above = new Uint8Array(cols);
  if (form === "dimension") {
    const taken = rowsTaken(options);
    const sums = new Float64Array(cols);
    let count = 0;
    for (let r = 0; r < rows; r++) {
      if (!taken(r)) continue;
      count++;
      for (let j = 0; j < cols; j++) sums[j] = sums[j]! + coordinateKl(fn, latent, r * cols + j);
    }
    for (let j = 0; j < cols; j++) above[j] = sums[j]! > allowance * count ? 1 : 0;
  }
  return rowLosses({
    fn,
    moving: { mean, logVariance },
    options,
    term(row, grads) {
      let value = 0;
      let whole = 0;
      for (let j = 0; j < cols; j++) {
        const at = row * cols + j;
        const kl = coordinateKl(fn, latent, at);
        const counts = form === "total" || (form === "dimension" ? above[j] === 1 : kl > allowance);
        writeStandardSlopes(latent, at, counts ? 1 : 0, grads, j);
        value += counts ? kl : allowance;
        whole += kl;
      }
      if (form !== "total" || whole > allowance) return value;
      for (const grad of grads) grad.fill(0);
      return allowance;
    },
  });
}
