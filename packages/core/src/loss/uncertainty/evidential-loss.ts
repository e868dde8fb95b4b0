import { invalid } from "../../finite/check.ts";
import { digamma } from "../../scalar/digamma.ts";
import { logGamma } from "../../scalar/log-gamma.ts";
import { trigamma } from "../../scalar/trigamma.ts";
import { checkNonNegative } from "../check-parameter.ts";
import { type LabelLossOptions, labelLoss } from "../label-loss.ts";
import type { Labels } from "../labels.ts";
import type { LossResult } from "../result.ts";
import type { LossInput } from "../rows.ts";

/** What is expected of the Dirichlet distribution that the evidence makes. */
export type EvidentialRisk = "likelihood" | "crossEntropy" | "squaredError";

/** What `evidentialLoss` may be told. */
export interface EvidentialLossOptions
  extends Omit<LabelLossOptions, "temperature" | "softcap" | "classMask"> {
  /**
   * −log of the marginal likelihood ("likelihood", when left out), the expected cross-entropy or the expected squared
   * error.
   */
  readonly risk?: EvidentialRisk;
  /**
   * The weight of the divergence that takes misleading evidence away, ≥ 0; 0 when left out. Customary: min(1,
   * epoch/10).
   */
  readonly klWeight?: number;
}

type Risk = (alpha: Float64Array, sum: number, label: number, grad: Float64Array) => number;

const RISKS: Record<EvidentialRisk, Risk> = {
  likelihood(alpha, sum, label, grad) {
    grad.fill(1 / sum);
    grad[label] = 1 / sum - 1 / alpha[label]!;
    return Math.log1p((sum - alpha[label]!) / alpha[label]!);
  },
  crossEntropy(alpha, sum, label, grad) {
    const slope = trigamma(sum);
    grad.fill(slope);
    grad[label] = slope - trigamma(alpha[label]!);
    return digamma(sum) - digamma(alpha[label]!);
  },
  squaredError(alpha, sum, label, grad) {
    let squares = 0;
    for (let j = 0; j < alpha.length; j++) squares += (alpha[j]! / sum) ** 2;
    const p = alpha[label]! / sum;
    const variance = (1 - squares) / (sum + 1);
    const pull = 2 * (squares - p);
    for (let j = 0; j < alpha.length; j++) {
      const q = alpha[j]! / sum;
      const error = 2 * (q - (j === label ? 1 : 0)) - pull;
      const spread = (-2 * (q - squares)) / (sum + 1);
      grad[j] = (error + spread) / sum - variance / (sum + 1);
    }
    return 1 - 2 * p + squares + variance;
  },
};

/** Adds KL(Dir(α̃)‖Dir(1)) with α̃ = α but 1 at the label, weighed, to value and gradient. */
function addMisleading(
  alpha: Float64Array,
  sum: number,
  label: number,
  weight: number,
  grad: Float64Array,
): number {
  const n = alpha.length;
  const total = sum - alpha[label]! + 1;
  const top = digamma(total);
  const slope = (total - n) * trigamma(total);
  let value = logGamma(total) - logGamma(n);
  for (let j = 0; j < n; j++) {
    if (j === label) continue;
    const a = alpha[j]!;
    value += (a - 1) * (digamma(a) - top) - logGamma(a);
    grad[j] = grad[j]! + weight * ((a - 1) * trigamma(a) - slope);
  }
  return weight * value;
}

/**
 * Evidential loss: the network's outputs e ≥ 0 are evidence, and α = e + 1 a Dirichlet distribution over the class
 * probabilities.
 *
 * With S = Σα: log S − log α_y; ψ(S) − ψ(α_y); or Σ_j ([j = y] − α_j/S)² + α_j(S − α_j)/(S²(S + 1)); plus `klWeight`
 * times KL(Dir(α̃)‖Dir(1)), α̃ being α with 1 at the label. The gradient is by the evidence. `terms` holds both
 * parts.
 *
 * @throws RelentError "invalid-argument" for evidence that is negative or not finite, and labels that are no class.
 * @see Sensoy, Kaplan & Kandemir, arXiv:1806.01768.
 * @example
 * ```ts
 * evidentialLoss([3, 0], 0).value // 0.22314355131420976
 * evidentialLoss([3, 0], 1, { risk: "crossEntropy", klWeight: 0.1 }).terms // ({ risk: 2.0833333333333335, kl: 0.06362943611198904 })
 * ```
 */
export function evidentialLoss(
  evidence: LossInput,
  labels: Labels,
  options: EvidentialLossOptions = {},
): LossResult {
  const fn = "evidentialLoss";
  const { risk = "likelihood", klWeight = 0 } = options;
  if (!Object.hasOwn(RISKS, risk))
    invalid(`${fn}: risk = ${risk}; it is one of ${Object.keys(RISKS).join(", ")}`, { value: risk });
  checkNonNegative(fn, "klWeight", klWeight);
  return labelLoss(fn, evidence, labels, options, ({ cols }) => {
    const alpha = new Float64Array(cols);
    const values = new Float64Array(2);
    return {
      terms: { names: ["risk", "kl"], values },
      row({ z, label }, grad) {
        let sum = 0;
        for (let j = 0; j < cols; j++) {
          if (!(z[j]! >= 0))
            invalid(`${fn}: evidence of class ${j} is ${z[j]}; it must be finite and ≥ 0`, {
              index: j,
              value: z[j],
            });
          alpha[j] = z[j]! + 1;
          sum += alpha[j]!;
        }
        values[0] = RISKS[risk](alpha, sum, label, grad);
        values[1] = klWeight === 0 ? 0 : addMisleading(alpha, sum, label, klWeight, grad);
        return values[0] + values[1];
      },
    };
  });
}
