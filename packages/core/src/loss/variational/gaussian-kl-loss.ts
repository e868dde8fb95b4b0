import type { Numbers } from "../../finite/kinds.ts";
import { expm1mx } from "../../scalar/expm1mx.ts";
import { checkNumbers, finiteAt } from "../element-loss.ts";
import type { Floats, LossResult } from "../result.ts";
import { type RowLossOptions, rowLosses } from "../row-loss.ts";
import { checkLatent } from "./gaussian-kl.ts";

/** The gradients of losses of a latent Gaussian. */
export interface LatentGradient {
  readonly mean: Floats;
  readonly logVariance: Floats;
}

/** What `gaussianKlLoss` may be told. */
export interface GaussianKlLossOptions extends RowLossOptions {
  /**
   * Mean and log-variance of the prior, as many as of the posterior; the standard normal when left out. They do not
   * move.
   */
  readonly prior?: { readonly mean: Numbers; readonly logVariance: Numbers };
}

/**
 * KL of Gaussians with independent coordinates from a prior: the coding cost of a variational autoencoder's latents.
 *
 * ½ Σ_d (φ(l − l₀) + (μ − μ₀)² e^(−l₀)) with l = log σ² and φ(t) = expm1(t) − t, which keeps its digits as the
 * posterior collapses; by μ: (μ − μ₀)e^(−l₀), by l: ½ expm1(l − l₀). Summed over coordinates; "mean" is over rows.
 *
 * @throws RelentError "invalid-argument" for numbers that are not finite and arrays that do not match.
 * @see Kingma & Welling, arXiv:1312.6114, App. B.
 * @example
 * ```ts
 * gaussianKlLoss([1, 0], [0, 0]).value // 0.5
 * gaussianKlLoss([1, 0], [0, 1e-9]).grad.logVariance // Float64Array [0, 5.000000002500001e-10]
 * ```
 */
export function gaussianKlLoss(
  mean: Numbers,
  logVariance: Numbers,
  options: GaussianKlLossOptions = {},
): LossResult<LatentGradient> {
  const fn = "gaussianKlLoss";
  const { rows = 1, prior } = options;
  const { cols } = checkLatent(fn, mean, logVariance, rows);
  if (prior !== undefined) {
    checkNumbers(fn, "prior.mean", prior.mean, mean.length);
    checkNumbers(fn, "prior.logVariance", prior.logVariance, mean.length);
  }
  return rowLosses({
    fn,
    moving: { mean, logVariance },
    options,
    term(row, grads) {
      let value = 0;
      for (let j = 0; j < cols; j++) {
        const at = row * cols + j;
        const base = prior === undefined ? 0 : finiteAt(fn, "prior.logVariance", prior.logVariance, at);
        const gap =
          finiteAt(fn, "mean", mean, at) -
          (prior === undefined ? 0 : finiteAt(fn, "prior.mean", prior.mean, at));
        const ratio = finiteAt(fn, "logVariance", logVariance, at) - base;
        const precision = Math.exp(-base);
        value += 0.5 * (expm1mx(ratio) + gap * gap * precision);
        grads[0]![j] = gap * precision;
        grads[1]![j] = 0.5 * Math.expm1(ratio);
      }
      return value;
    },
  });
}
