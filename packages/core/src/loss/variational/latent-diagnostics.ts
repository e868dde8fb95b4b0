import { invalid } from "../../finite/check.ts";
import type { Numbers } from "../../finite/kinds.ts";
import { expm1mx } from "../../scalar/expm1mx.ts";
import { logSumExp } from "../../scalar/log-sum-exp.ts";
import { checkParameter } from "../check-parameter.ts";
import { checkLatent, coordinateKl } from "./gaussian-kl.ts";

/** What `latentDiagnostics` may be told. */
export interface LatentDiagnosticsOptions {
  /** How many rows the arrays hold, at least 2. */
  readonly rows: number;
  /** The variance over rows above which a coordinate's mean counts as active; 0.01 when left out. */
  readonly threshold?: number;
}

/** Whether the latents of a variational autoencoder carry anything. */
export interface LatentDiagnostics {
  /** How many coordinates have a mean that varies with the data. */
  readonly activeUnits: number;
  /** Variance over rows of each coordinate's mean. */
  readonly variances: Float64Array;
  /** Mean divergence of each coordinate from the standard normal, in nats. */
  readonly kl: Float64Array;
  /**
   * Certain bounds of the mutual information between row and latent over these rows, in nats: at most the log of
   * their number.
   */
  readonly mutualInformation: readonly [low: number, high: number];
}

/** A distance of two Gaussians with independent coordinates. */
type Distance = (gap: number, l: number, m: number) => number;

const klOf: Distance = (gap, l, m) => 0.5 * (expm1mx(l - m) + gap * gap * Math.exp(-m));

const bhattacharyyaOf: Distance = (gap, l, m) => {
  const top = Math.max(l, m);
  const middle = top + Math.log(0.5 * (Math.exp(l - top) + Math.exp(m - top)));
  return 0.125 * gap * gap * Math.exp(-middle) + 0.5 * (middle - 0.5 * (l + m));
};

/**
 * Tells a collapsed posterior from a working one: active units, divergence by coordinate, and bounds of the mutual
 * information.
 *
 * The information between row and latent is that of a mixture of the rows' Gaussians; with D a distance of two of
 * them it lies between −mean_i log mean_j exp(−D(i, j)) for the Bhattacharyya distance and for KL. Takes time with
 * the square of the rows.
 *
 * @throws RelentError "invalid-argument" for fewer than 2 rows and for what `gaussianKlLoss` refuses.
 * @see Burda, Grosse & Salakhutdinov, arXiv:1509.00519 (active units); Kolchinsky & Tracey, Entropy 19 (2017) 361
 * (bounds).
 * @example
 * ```ts
 * latentDiagnostics([-3, 0, 3, 0], [0, 0, 0, 0], { rows: 2 }).activeUnits // 1
 * latentDiagnostics([-3, 0, 3, 0], [0, 0, 0, 0], { rows: 2 }).mutualInformation // [0.6820994357113515, 0.6931471653299657]
 * ```
 */
export function latentDiagnostics(
  mean: Numbers,
  logVariance: Numbers,
  options: LatentDiagnosticsOptions,
): LatentDiagnostics {
  const fn = "latentDiagnostics";
  const { rows, threshold = 0.01 } = options;
  if (!(Number.isInteger(rows) && rows >= 2))
    invalid(`${fn}: rows = ${rows}; there must be at least 2`, { value: rows });
  checkParameter(fn, "threshold", threshold, threshold >= 0, "≥ 0");
  const latent = checkLatent(fn, mean, logVariance, rows);
  const { cols } = latent;
  const kl = new Float64Array(cols);
  const variances = new Float64Array(cols);
  for (let j = 0; j < cols; j++) {
    let centre = 0;
    for (let r = 0; r < rows; r++) {
      kl[j] = kl[j]! + coordinateKl(fn, latent, r * cols + j) / rows;
      centre += mean[r * cols + j]! / rows;
    }
    for (let r = 0; r < rows; r++)
      variances[j] = variances[j]! + (mean[r * cols + j]! - centre) ** 2 / (rows - 1);
  }
  const distances = new Float64Array(rows);
  const bound = (distance: Distance) => {
    let sum = 0;
    for (let i = 0; i < rows; i++) {
      for (let k = 0; k < rows; k++) {
        let far = 0;
        for (let j = 0; j < cols; j++) {
          const [a, b] = [i * cols + j, k * cols + j];
          far += distance(mean[a]! - mean[b]!, logVariance[a]!, logVariance[b]!);
        }
        distances[k] = -far;
      }
      sum -= logSumExp(distances) - Math.log(rows);
    }
    return Math.max(0, sum / rows);
  };
  return {
    activeUnits: variances.reduce((n, v) => n + (v > threshold ? 1 : 0), 0),
    variances,
    kl,
    mutualInformation: [bound(bhattacharyyaOf), bound(klOf)],
  };
}
