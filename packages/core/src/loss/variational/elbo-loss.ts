import { invalid } from "../../finite/check.ts";
import type { Numbers } from "../../finite/kinds.ts";
import { checkNonNegative } from "../check-parameter.ts";
import { logistic, softplus } from "../cross-entropy/logistic.ts";
import { checkNumbers, finiteAt } from "../element-loss.ts";
import type { Floats, LossResult } from "../result.ts";
import { columnsOf, type RowLossOptions, rowLosses } from "../row-loss.ts";
import { checkLatent, coordinateKl, writeStandardSlopes } from "./gaussian-kl.ts";

/**
 * How the data are distributed given the decoder's outputs: independent bits of logits, or Gaussians of variance 1
 * about means.
 */
export type Likelihood = "bernoulli" | "gaussian";

/** What `elboLoss` may be told. */
export interface ElboLossOptions extends RowLossOptions {
  /** The weight of the divergence, ≥ 0; 1 when left out. */
  readonly beta?: number;
  /** "bernoulli" when left out. */
  readonly likelihood?: Likelihood;
}

/** The gradients of `elboLoss`. */
export interface ElboGradient {
  readonly output: Floats;
  readonly mean: Floats;
  readonly logVariance: Floats;
}

const HALF_LOG_TAU = 0.5 * Math.log(2 * Math.PI);

type Reconstruction = (output: number, x: number) => readonly [value: number, slope: number];

const RECONSTRUCTIONS: Record<Likelihood, Reconstruction> = {
  bernoulli: (z, x) => [x * softplus(-z) + (1 - x) * softplus(z), (1 - x) * logistic(z) - x * logistic(-z)],
  gaussian: (z, x) => [0.5 * (z - x) ** 2 + HALF_LOG_TAU, z - x],
};

/**
 * The negative evidence lower bound of a variational autoencoder: reconstruction plus β times the divergence of the
 * latents.
 *
 * Σ over the data's dimensions of −log p(x|output), plus β Σ over the latent's of KL(N(μ, σ²)‖N(0, 1)); both are
 * summed over dimensions and averaged over rows, so that neither weighs more because it has fewer dimensions. `terms`
 * holds both.
 *
 * @throws RelentError "invalid-argument" for β < 0, numbers that are not finite, bits outside 0 to 1.
 * @see Kingma & Welling, arXiv:1312.6114; Higgins et al., ICLR 2017 (β).
 * @example
 * ```ts
 * elboLoss([0, 2], [1, 1], [1], [0]).terms // ({ reconstruction: 0.8200751916029178, kl: 0.5 })
 * ```
 */
export function elboLoss(
  output: Numbers,
  x: Numbers,
  mean: Numbers,
  logVariance: Numbers,
  options: ElboLossOptions = {},
): LossResult<ElboGradient> {
  const fn = "elboLoss";
  const { rows = 1, beta = 1, likelihood = "bernoulli" } = options;
  checkNonNegative(fn, "beta", beta);
  if (!Object.hasOwn(RECONSTRUCTIONS, likelihood))
    invalid(`${fn}: likelihood = ${likelihood}; it is "bernoulli" or "gaussian"`, { value: likelihood });
  const visible = columnsOf(fn, "output", output, rows);
  checkNumbers(fn, "x", x, output.length);
  const latent = checkLatent(fn, mean, logVariance, rows);
  const reconstruct = RECONSTRUCTIONS[likelihood];
  const values = new Float64Array(2);
  return rowLosses({
    fn,
    moving: { output, mean, logVariance },
    options,
    terms: { names: ["reconstruction", "kl"], values },
    term(row, grads) {
      values.fill(0);
      for (let j = 0; j < visible; j++) {
        const at = row * visible + j;
        const seen = finiteAt(fn, "x", x, at);
        if (likelihood === "bernoulli" && !(seen >= 0 && seen <= 1))
          invalid(`${fn}: x[${at}] = ${seen}; it must be between 0 and 1`, { index: at, value: seen });
        const [value, slope] = reconstruct(finiteAt(fn, "output", output, at), seen);
        values[0]! += value;
        grads[0]![j] = slope;
      }
      const latents = [grads[1]!, grads[2]!];
      for (let j = 0; j < latent.cols; j++) {
        const at = row * latent.cols + j;
        values[1]! += beta * coordinateKl(fn, latent, at);
        writeStandardSlopes(latent, at, beta, latents, j);
      }
      return values[0]! + values[1]!;
    },
  });
}
