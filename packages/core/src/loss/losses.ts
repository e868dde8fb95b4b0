import { binaryCrossEntropyLoss } from "./cross-entropy/binary-cross-entropy-loss.ts";
import { crossEntropyLoss } from "./cross-entropy/cross-entropy-loss.ts";
import { infoNceLoss } from "./cross-entropy/info-nce-loss.ts";
import { mixupCrossEntropyLoss } from "./cross-entropy/mixup-cross-entropy-loss.ts";
import { nllLoss } from "./cross-entropy/nll-loss.ts";
import { softCrossEntropyLoss } from "./cross-entropy/soft-cross-entropy-loss.ts";
import { squentropyLoss } from "./cross-entropy/squentropy-loss.ts";
import { alphaDivergenceLoss } from "./distillation/alpha-divergence-loss.ts";
import { chiSquaredLoss } from "./distillation/chi-squared-loss.ts";
import { decoupledDistillationLoss } from "./distillation/decoupled-distillation-loss.ts";
import { distillationLoss } from "./distillation/distillation-loss.ts";
import { forwardKlLoss } from "./distillation/forward-kl-loss.ts";
import { generalizedJsdLoss } from "./distillation/generalized-jsd-loss.ts";
import { hellingerSquaredLoss } from "./distillation/hellinger-squared-loss.ts";
import { jeffreysLoss } from "./distillation/jeffreys-loss.ts";
import { pointwiseKlLoss } from "./distillation/pointwise-kl-loss.ts";
import { recordedDistillationLoss } from "./distillation/recorded-distillation-loss.ts";
import { renyiLoss } from "./distillation/renyi-loss.ts";
import { reverseKlLoss } from "./distillation/reverse-kl-loss.ts";
import { skewForwardKlLoss } from "./distillation/skew-forward-kl-loss.ts";
import { skewReverseKlLoss } from "./distillation/skew-reverse-kl-loss.ts";
import { swappedJsdLoss } from "./distillation/swapped-jsd-loss.ts";
import { teacherCrossEntropyLoss } from "./distillation/teacher-cross-entropy-loss.ts";
import { topKDistillationLoss } from "./distillation/top-k-distillation-loss.ts";
import { totalVariationLoss } from "./distillation/total-variation-loss.ts";
import { asymmetricLoss } from "./imbalance/asymmetric-loss.ts";
import { classBalancedLoss } from "./imbalance/class-balanced-loss.ts";
import { focalLoss } from "./imbalance/focal-loss.ts";
import { ldamLoss } from "./imbalance/ldam-loss.ts";
import { logitAdjustedLoss } from "./imbalance/logit-adjusted-loss.ts";
import { polyLoss } from "./imbalance/poly-loss.ts";
import { sigmoidFocalLoss } from "./imbalance/sigmoid-focal-loss.ts";
import { vectorScalingLoss } from "./imbalance/vector-scaling-loss.ts";
import { linearCrossEntropyLoss } from "./linear/linear-cross-entropy-loss.ts";
import { linearJsdLoss } from "./linear/linear-jsd-loss.ts";
import { asymmetricExponentialLoss } from "./noise/asymmetric-exponential-loss.ts";
import { asymmetricGeneralizedCrossEntropyLoss } from "./noise/asymmetric-generalized-cross-entropy-loss.ts";
import { asymmetricUnhingedLoss } from "./noise/asymmetric-unhinged-loss.ts";
import { forwardCorrectedLoss } from "./noise/forward-corrected-loss.ts";
import { generalizedCrossEntropyLoss } from "./noise/generalized-cross-entropy-loss.ts";
import { hardBootstrapLoss } from "./noise/hard-bootstrap-loss.ts";
import { meanAbsoluteErrorLoss } from "./noise/mean-absolute-error-loss.ts";
import { noisyLabelJensenShannonLoss } from "./noise/noisy-label-jensen-shannon-loss.ts";
import { normalizedCrossEntropyLoss } from "./noise/normalized-cross-entropy-loss.ts";
import { normalizedFocalLoss } from "./noise/normalized-focal-loss.ts";
import { reverseCrossEntropyLoss } from "./noise/reverse-cross-entropy-loss.ts";
import { softBootstrapLoss } from "./noise/soft-bootstrap-loss.ts";
import { symmetricCrossEntropyLoss } from "./noise/symmetric-cross-entropy-loss.ts";
import { taylorCrossEntropyLoss } from "./noise/taylor-cross-entropy-loss.ts";
import { dpoLoss } from "./policy/dpo-loss.ts";
import { grpoLoss } from "./policy/grpo-loss.ts";
import { policyKlLoss } from "./policy/policy-kl-loss.ts";
import { ppoLoss } from "./policy/ppo-loss.ts";
import type { LossInputRecord, LossRecord } from "./record.ts";
import { confidencePenaltyLoss } from "./uncertainty/confidence-penalty-loss.ts";
import { entropyLoss } from "./uncertainty/entropy-loss.ts";
import { evidentialLoss } from "./uncertainty/evidential-loss.ts";
import { logitNormLoss } from "./uncertainty/logit-norm-loss.ts";
import { temperatureLoss } from "./uncertainty/temperature-loss.ts";
import { capacityLoss } from "./variational/capacity-loss.ts";
import { categoricalKlLoss } from "./variational/categorical-kl-loss.ts";
import { dirichletKlLoss } from "./variational/dirichlet-kl-loss.ts";
import { elboLoss } from "./variational/elbo-loss.ts";
import { freeBitsLoss } from "./variational/free-bits-loss.ts";
import { gaussianKlLoss } from "./variational/gaussian-kl-loss.ts";
import { gaussianNllLoss } from "./variational/gaussian-nll-loss.ts";
import { iwaeLoss } from "./variational/iwae-loss.ts";
import { poissonNllLoss } from "./variational/poisson-nll-loss.ts";
import { renyiBoundLoss } from "./variational/renyi-bound-loss.ts";

const labelled: readonly LossInputRecord[] = [
  { name: "logits", role: "logits", moves: true },
  { name: "labels", role: "labels" },
];

const targeted: readonly LossInputRecord[] = [
  { name: "logits", role: "logits", moves: true },
  { name: "target", role: "targets" },
];

const elements: readonly LossInputRecord[] = [
  { name: "logits", role: "values", moves: true },
  { name: "target", role: "targets" },
];

const counted: readonly LossInputRecord[] = [
  { name: "logits", role: "logits", moves: true },
  { name: "labels", role: "labels" },
  { name: "counts", role: "counts" },
];

const distilled: readonly LossInputRecord[] = [
  { name: "student", role: "logits", moves: true },
  { name: "teacher", role: "logits" },
];

const guided: readonly LossInputRecord[] = [
  { name: "student", role: "logits", moves: true },
  { name: "teacher", role: "logits" },
  { name: "labels", role: "labels" },
];

const latent: readonly LossInputRecord[] = [
  { name: "mean", role: "values", moves: true },
  { name: "logVariance", role: "values", moves: true },
];

/**
 * Every loss with what is known of it; tests, adapters and documentation walk this list, losses never import it.
 *
 * @example
 * ```ts
 * LOSSES.find(({ name }) => name === "focalLoss")?.symbol // "−(1 − p_y)^γ log p_y"
 * ```
 */
export const LOSSES: readonly LossRecord[] = [
  {
    name: "crossEntropyLoss",
    room: "cross-entropy",
    symbol: "−log p_y",
    inputs: labelled,
    parameters: [
      { name: "labelSmoothing", value: 0 },
      { name: "zLoss", value: 0 },
    ],
    bounds: ["0", "∞"],
    oracle: "cross_entropy_index",
    loss: crossEntropyLoss,
  },
  {
    name: "softCrossEntropyLoss",
    room: "cross-entropy",
    symbol: "−Σ t log p",
    inputs: targeted,
    parameters: [
      { name: "labelSmoothing", value: 0 },
      { name: "zLoss", value: 0 },
    ],
    bounds: ["0", "∞"],
    oracle: "cross_entropy_soft",
    loss: softCrossEntropyLoss,
  },
  {
    name: "binaryCrossEntropyLoss",
    room: "cross-entropy",
    symbol: "−y log σ(x) − (1 − y) log σ(−x)",
    inputs: elements,
    parameters: [],
    bounds: ["0", "∞"],
    oracle: "nll_bce",
    loss: binaryCrossEntropyLoss,
  },
  {
    name: "nllLoss",
    room: "cross-entropy",
    symbol: "−ℓ_y",
    inputs: [
      { name: "logProbs", role: "logits", moves: true },
      { name: "labels", role: "labels" },
    ],
    parameters: [],
    bounds: ["−∞", "∞"],
    oracle: "nll_bce",
    loss: nllLoss,
  },
  {
    name: "mixupCrossEntropyLoss",
    room: "cross-entropy",
    symbol: "−λ log p_a − (1 − λ) log p_b",
    inputs: [
      { name: "logits", role: "logits", moves: true },
      { name: "labels", role: "labels" },
      { name: "otherLabels", role: "labels" },
    ],
    parameters: [{ name: "lambda", value: 0.5 }],
    bounds: ["0", "∞"],
    oracle: "misc",
    loss: mixupCrossEntropyLoss,
  },
  {
    name: "squentropyLoss",
    room: "cross-entropy",
    symbol: "−log p_y + Σ_{j≠y} z_j²/(C − 1)",
    inputs: labelled,
    parameters: [],
    bounds: ["0", "∞"],
    oracle: "robust",
    loss: squentropyLoss,
  },
  {
    name: "infoNceLoss",
    room: "cross-entropy",
    symbol: "−log softmax_j(cos(a_i, b_j)/T)_i",
    inputs: [
      { name: "a", role: "values", moves: true },
      { name: "b", role: "values", moves: true },
    ],
    parameters: [
      { name: "temperature", value: 0.07 },
      { name: "symmetric", value: true },
    ],
    bounds: ["0", "∞"],
    oracle: "misc",
    loss: infoNceLoss,
  },
  {
    name: "focalLoss",
    room: "imbalance",
    symbol: "−(1 − p_y)^γ log p_y",
    inputs: labelled,
    parameters: [{ name: "gamma", value: 2 }],
    bounds: ["0", "∞"],
    oracle: "focal",
    loss: focalLoss,
  },
  {
    name: "sigmoidFocalLoss",
    room: "imbalance",
    symbol: "−α_y (1 − p_y)^γ log p_y",
    inputs: elements,
    parameters: [
      { name: "alpha", value: 0.25 },
      { name: "gamma", value: 2 },
    ],
    bounds: ["0", "∞"],
    oracle: "focal",
    loss: sigmoidFocalLoss,
  },
  {
    name: "asymmetricLoss",
    room: "imbalance",
    symbol: "−y(1 − p)^γ₊ log p − (1 − y) r^γ₋ log(1 − r)",
    inputs: elements,
    parameters: [
      { name: "gammaPositive", value: 1 },
      { name: "gammaNegative", value: 4 },
      { name: "margin", value: 0.05 },
      { name: "detachWeight", value: false },
    ],
    bounds: ["0", "∞"],
    oracle: "focal",
    loss: asymmetricLoss,
  },
  {
    name: "classBalancedLoss",
    room: "imbalance",
    symbol: "−w_y (1 − p_y)^γ log p_y",
    inputs: counted,
    parameters: [
      { name: "beta", value: 0.999 },
      { name: "gamma", value: 0 },
    ],
    bounds: ["0", "∞"],
    oracle: "imbalance",
    loss: classBalancedLoss,
  },
  {
    name: "logitAdjustedLoss",
    room: "imbalance",
    symbol: "−log softmax(z + τ log π)_y",
    inputs: counted,
    parameters: [{ name: "tau", value: 1 }],
    bounds: ["0", "∞"],
    oracle: "imbalance",
    loss: logitAdjustedLoss,
  },
  {
    name: "vectorScalingLoss",
    room: "imbalance",
    symbol: "−log softmax(Δz + τ log π)_y",
    inputs: counted,
    parameters: [
      { name: "gamma", value: 0.15 },
      { name: "tau", value: 1.25 },
    ],
    bounds: ["0", "∞"],
    oracle: "imbalance",
    loss: vectorScalingLoss,
  },
  {
    name: "ldamLoss",
    room: "imbalance",
    symbol: "−log softmax(s(z − m_y e_y))_y",
    inputs: counted,
    parameters: [
      { name: "maxMargin", value: 0.5 },
      { name: "scale", value: 30 },
    ],
    bounds: ["0", "∞"],
    loss: ldamLoss,
  },
  {
    name: "polyLoss",
    room: "imbalance",
    symbol: "−log p_y + Σ ε_i (1 − p_y)^i",
    inputs: labelled,
    parameters: [{ name: "epsilon", value: 1 }],
    bounds: ["0", "∞"],
    oracle: "robust",
    loss: polyLoss,
  },
  {
    name: "generalizedCrossEntropyLoss",
    room: "noise",
    symbol: "(1 − p_y^q)/q",
    inputs: labelled,
    parameters: [
      { name: "q", value: 0.7 },
      { name: "truncation", value: 0 },
    ],
    bounds: ["0", "1/q"],
    oracle: "robust",
    loss: generalizedCrossEntropyLoss,
  },
  {
    name: "symmetricCrossEntropyLoss",
    room: "noise",
    symbol: "−α log p_y + βA(1 − p_y)",
    inputs: labelled,
    parameters: [
      { name: "alpha", value: 0.1 },
      { name: "beta", value: 1 },
      { name: "logZero", value: 4 },
    ],
    bounds: ["0", "∞"],
    oracle: "robust",
    loss: symmetricCrossEntropyLoss,
  },
  {
    name: "reverseCrossEntropyLoss",
    room: "noise",
    symbol: "A(1 − p_y)",
    inputs: labelled,
    parameters: [{ name: "logZero", value: 4 }],
    bounds: ["0", "A"],
    oracle: "robust",
    loss: reverseCrossEntropyLoss,
  },
  {
    name: "meanAbsoluteErrorLoss",
    room: "noise",
    symbol: "2(1 − p_y)",
    inputs: labelled,
    parameters: [],
    bounds: ["0", "2"],
    oracle: "robust",
    loss: meanAbsoluteErrorLoss,
  },
  {
    name: "taylorCrossEntropyLoss",
    room: "noise",
    symbol: "Σ_{i≤n} (1 − p_y)^i/i",
    inputs: labelled,
    parameters: [{ name: "order", value: 2 }],
    bounds: ["0", "H_n"],
    oracle: "robust",
    loss: taylorCrossEntropyLoss,
  },
  {
    name: "normalizedCrossEntropyLoss",
    room: "noise",
    symbol: "log p_y/Σ log p_k",
    inputs: labelled,
    parameters: [],
    bounds: ["0", "1"],
    oracle: "robust",
    loss: normalizedCrossEntropyLoss,
  },
  {
    name: "normalizedFocalLoss",
    room: "noise",
    symbol: "F_y/Σ F_k",
    inputs: labelled,
    parameters: [{ name: "gamma", value: 2 }],
    bounds: ["0", "1"],
    oracle: "robust",
    loss: normalizedFocalLoss,
  },
  {
    name: "asymmetricUnhingedLoss",
    room: "noise",
    symbol: "((a − p_y)^k − (a − 1)^k)/k",
    inputs: labelled,
    parameters: [
      { name: "a", value: 1.5 },
      { name: "k", value: 0.9 },
    ],
    bounds: ["0", "(a^k − (a − 1)^k)/k"],
    oracle: "robust",
    loss: asymmetricUnhingedLoss,
  },
  {
    name: "asymmetricGeneralizedCrossEntropyLoss",
    room: "noise",
    symbol: "((a + 1)^q − (a + p_y)^q)/q",
    inputs: labelled,
    parameters: [
      { name: "a", value: 0.6 },
      { name: "q", value: 0.6 },
    ],
    bounds: ["0", "((a + 1)^q − a^q)/q"],
    oracle: "robust",
    loss: asymmetricGeneralizedCrossEntropyLoss,
  },
  {
    name: "asymmetricExponentialLoss",
    room: "noise",
    symbol: "e^(−p_y/a)",
    inputs: labelled,
    parameters: [{ name: "a", value: 2.5 }],
    bounds: ["e^(−1/a)", "1"],
    oracle: "robust",
    loss: asymmetricExponentialLoss,
  },
  {
    name: "softBootstrapLoss",
    room: "noise",
    symbol: "−β log p_y + (1 − β) H(p)",
    inputs: labelled,
    parameters: [
      { name: "beta", value: 0.95 },
      { name: "detached", value: false },
    ],
    bounds: ["0", "∞"],
    oracle: "robust",
    loss: softBootstrapLoss,
  },
  {
    name: "hardBootstrapLoss",
    room: "noise",
    symbol: "−β log p_y − (1 − β) log max p",
    inputs: labelled,
    parameters: [{ name: "beta", value: 0.8 }],
    bounds: ["0", "∞"],
    oracle: "robust",
    loss: hardBootstrapLoss,
  },
  {
    name: "noisyLabelJensenShannonLoss",
    room: "noise",
    symbol: "π KL(e_y‖m) + (1 − π) KL(p‖m)",
    inputs: labelled,
    parameters: [
      { name: "pi", value: 0.5 },
      { name: "normalise", value: false },
    ],
    bounds: ["0", "h(π)"],
    oracle: "robust",
    loss: noisyLabelJensenShannonLoss,
  },
  {
    name: "forwardCorrectedLoss",
    room: "noise",
    symbol: "−log Σ_k p_k N_ky",
    inputs: [
      { name: "logits", role: "logits", moves: true },
      { name: "labels", role: "labels" },
      { name: "noise", role: "matrix" },
    ],
    parameters: [],
    bounds: ["0", "∞"],
    oracle: "robust",
    loss: forwardCorrectedLoss,
  },
  {
    name: "confidencePenaltyLoss",
    room: "uncertainty",
    symbol: "−log p_y − β H(p)",
    inputs: labelled,
    parameters: [{ name: "beta", value: 0.1 }],
    bounds: ["−β log C", "∞"],
    oracle: "robust",
    loss: confidencePenaltyLoss,
  },
  {
    name: "logitNormLoss",
    room: "uncertainty",
    symbol: "−log softmax(z/(τ‖z‖))_y",
    inputs: labelled,
    parameters: [
      { name: "tau", value: 0.04 },
      { name: "epsilon", value: 0 },
    ],
    bounds: ["0", "∞"],
    oracle: "robust",
    loss: logitNormLoss,
  },
  {
    name: "temperatureLoss",
    room: "uncertainty",
    symbol: "−log softmax(z/T)_y",
    inputs: [
      { name: "logits", role: "logits", moves: true },
      { name: "labels", role: "labels" },
      { name: "temperature", role: "values", moves: true },
    ],
    parameters: [],
    bounds: ["0", "∞"],
    oracle: "misc",
    loss: temperatureLoss,
  },
  {
    name: "evidentialLoss",
    room: "uncertainty",
    symbol: "log S − log α_y + λ KL(Dir(α̃)‖Dir(1))",
    inputs: [
      { name: "evidence", role: "logits", moves: true },
      { name: "labels", role: "labels" },
    ],
    parameters: [
      { name: "risk", value: "likelihood" },
      { name: "klWeight", value: 0 },
    ],
    bounds: ["0", "∞"],
    oracle: "evidential",
    loss: evidentialLoss,
  },
  {
    name: "entropyLoss",
    room: "uncertainty",
    symbol: "H(p)",
    inputs: [{ name: "logits", role: "logits", moves: true }],
    parameters: [],
    bounds: ["0", "log C"],
    oracle: "divergence_logits",
    loss: entropyLoss,
  },
  {
    name: "forwardKlLoss",
    room: "distillation",
    symbol: "D(p‖q)",
    inputs: distilled,
    parameters: [],
    bounds: ["0", "∞"],
    oracle: "divergence_logits",
    loss: forwardKlLoss,
  },
  {
    name: "reverseKlLoss",
    room: "distillation",
    symbol: "D(q‖p)",
    inputs: distilled,
    parameters: [],
    bounds: ["0", "∞"],
    oracle: "divergence_logits",
    loss: reverseKlLoss,
  },
  {
    name: "jeffreysLoss",
    room: "distillation",
    symbol: "D(p‖q) + D(q‖p)",
    inputs: distilled,
    parameters: [],
    bounds: ["0", "∞"],
    oracle: "divergence_logits",
    loss: jeffreysLoss,
  },
  {
    name: "generalizedJsdLoss",
    room: "distillation",
    symbol: "β D(p‖m) + (1 − β) D(q‖m)",
    inputs: distilled,
    parameters: [
      { name: "beta", value: 0.5 },
      { name: "normalise", value: false },
    ],
    bounds: ["0", "h(β)"],
    oracle: "divergence_logits",
    loss: generalizedJsdLoss,
  },
  {
    name: "swappedJsdLoss",
    room: "distillation",
    symbol: "(1 − β) D(p‖m) + β D(q‖m)",
    inputs: distilled,
    parameters: [{ name: "beta", value: 0.5 }],
    bounds: ["0", "∞"],
    oracle: "divergence_logits",
    loss: swappedJsdLoss,
  },
  {
    name: "skewForwardKlLoss",
    room: "distillation",
    symbol: "D(p‖αp + (1 − α)q)",
    inputs: distilled,
    parameters: [{ name: "alpha", value: 0.1 }],
    bounds: ["0", "−log α"],
    oracle: "divergence_logits",
    loss: skewForwardKlLoss,
  },
  {
    name: "skewReverseKlLoss",
    room: "distillation",
    symbol: "D(q‖(1 − α)p + αq)",
    inputs: distilled,
    parameters: [{ name: "alpha", value: 0.1 }],
    bounds: ["0", "−log α"],
    oracle: "divergence_logits",
    loss: skewReverseKlLoss,
  },
  {
    name: "totalVariationLoss",
    room: "distillation",
    symbol: "½ Σ |p − q|",
    inputs: distilled,
    parameters: [],
    bounds: ["0", "1"],
    oracle: "divergence_logits",
    loss: totalVariationLoss,
  },
  {
    name: "hellingerSquaredLoss",
    room: "distillation",
    symbol: "1 − Σ √(pq)",
    inputs: distilled,
    parameters: [],
    bounds: ["0", "1"],
    oracle: "divergence_logits",
    loss: hellingerSquaredLoss,
  },
  {
    name: "renyiLoss",
    room: "distillation",
    symbol: "log(Σ p^α q^(1−α))/(α − 1)",
    inputs: distilled,
    parameters: [{ name: "alpha", value: 0.5 }],
    bounds: ["0", "∞"],
    oracle: "divergence_logits",
    loss: renyiLoss,
  },
  {
    name: "alphaDivergenceLoss",
    room: "distillation",
    symbol: "(Σ p^α q^(1−α) − 1)/(α(α − 1))",
    inputs: distilled,
    parameters: [{ name: "alpha", value: 0.5 }],
    bounds: ["0", "∞"],
    oracle: "divergence_logits",
    loss: alphaDivergenceLoss,
  },
  {
    name: "chiSquaredLoss",
    room: "distillation",
    symbol: "Σ (p − q)²/q",
    inputs: distilled,
    parameters: [],
    bounds: ["0", "∞"],
    oracle: "divergence_logits",
    loss: chiSquaredLoss,
  },
  {
    name: "teacherCrossEntropyLoss",
    room: "distillation",
    symbol: "−Σ p log q",
    inputs: distilled,
    parameters: [],
    bounds: ["0", "∞"],
    oracle: "divergence_logits",
    loss: teacherCrossEntropyLoss,
  },
  {
    name: "distillationLoss",
    room: "distillation",
    symbol: "α T² D(p‖q) − (1 − α) log q_y",
    inputs: guided,
    parameters: [
      { name: "alpha", value: 0.9 },
      { name: "temperature", value: 4 },
      { name: "labelSmoothing", value: 0 },
    ],
    bounds: ["0", "∞"],
    oracle: "distillation",
    loss: distillationLoss,
  },
  {
    name: "decoupledDistillationLoss",
    room: "distillation",
    symbol: "α D(b_p‖b_q) + β D(p̂‖q̂)",
    inputs: guided,
    parameters: [
      { name: "alpha", value: 1 },
      { name: "beta", value: 8 },
    ],
    bounds: ["0", "∞"],
    oracle: "distillation",
    loss: decoupledDistillationLoss,
  },
  {
    name: "topKDistillationLoss",
    room: "distillation",
    symbol: "D(p‖q) over the top k and the rest",
    inputs: distilled,
    parameters: [
      { name: "k", value: 20 },
      { name: "tail", value: "bucket" },
      { name: "direction", value: "forward" },
      { name: "support", value: "teacher" },
    ],
    bounds: ["0", "∞"],
    oracle: "distillation",
    loss: topKDistillationLoss,
  },
  {
    name: "recordedDistillationLoss",
    room: "distillation",
    symbol: "D(p‖q) over what was recorded and the rest",
    inputs: [
      { name: "student", role: "logits", moves: true },
      { name: "ids", role: "labels" },
      { name: "teacherLogProbs", role: "values" },
    ],
    parameters: [{ name: "tail", value: "bucket" }],
    bounds: ["0", "∞"],
    loss: recordedDistillationLoss,
  },
  {
    name: "pointwiseKlLoss",
    room: "distillation",
    symbol: "t(log t − x)",
    inputs: [
      { name: "logProbs", role: "values", moves: true },
      { name: "target", role: "targets" },
    ],
    parameters: [{ name: "logTarget", value: false }],
    bounds: ["−∞", "∞"],
    oracle: "kl_div_torch",
    loss: pointwiseKlLoss,
  },
  {
    name: "gaussianKlLoss",
    room: "variational",
    symbol: "KL(N(μ, σ²)‖N(0, 1))",
    inputs: latent,
    parameters: [],
    bounds: ["0", "∞"],
    oracle: "vae",
    loss: gaussianKlLoss,
  },
  {
    name: "freeBitsLoss",
    room: "variational",
    symbol: "Σ_d max(λ, KL_d)",
    inputs: latent,
    parameters: [
      { name: "allowance", value: 0.25 },
      { name: "form", value: "dimension" },
    ],
    bounds: ["0", "∞"],
    oracle: "vae",
    loss: freeBitsLoss,
  },
  {
    name: "capacityLoss",
    room: "variational",
    symbol: "γ|KL − C|",
    inputs: latent,
    parameters: [
      { name: "capacity", value: 0 },
      { name: "gamma", value: 30 },
    ],
    bounds: ["0", "∞"],
    oracle: "vae",
    loss: capacityLoss,
  },
  {
    name: "elboLoss",
    room: "variational",
    symbol: "−log p(x|output) + β KL",
    inputs: [
      { name: "output", role: "values", moves: true },
      { name: "x", role: "targets" },
      { name: "mean", role: "values", moves: true },
      { name: "logVariance", role: "values", moves: true },
    ],
    parameters: [
      { name: "beta", value: 1 },
      { name: "likelihood", value: "bernoulli" },
    ],
    bounds: ["0", "∞"],
    oracle: "vae",
    loss: elboLoss,
  },
  {
    name: "iwaeLoss",
    room: "variational",
    symbol: "−log mean exp(w)",
    inputs: [{ name: "logWeights", role: "values", moves: true }],
    parameters: [],
    bounds: ["−∞", "∞"],
    oracle: "vae",
    loss: iwaeLoss,
  },
  {
    name: "renyiBoundLoss",
    room: "variational",
    symbol: "−log mean exp((1 − α)w)/(1 − α)",
    inputs: [{ name: "logWeights", role: "values", moves: true }],
    parameters: [{ name: "alpha", value: 0.5 }],
    bounds: ["−∞", "∞"],
    oracle: "vae",
    loss: renyiBoundLoss,
  },
  {
    name: "dirichletKlLoss",
    room: "variational",
    symbol: "KL(Dir(α)‖Dir(a))",
    inputs: [{ name: "concentration", role: "values", moves: true }],
    parameters: [{ name: "prior", value: 1 }],
    bounds: ["0", "∞"],
    oracle: "vae",
    loss: dirichletKlLoss,
  },
  {
    name: "categoricalKlLoss",
    room: "variational",
    symbol: "Σ q log(q/p)",
    inputs: [{ name: "logits", role: "logits", moves: true }],
    parameters: [],
    bounds: ["0", "∞"],
    loss: categoricalKlLoss,
  },
  {
    name: "gaussianNllLoss",
    room: "variational",
    symbol: "½(log v + (x − μ)²/v)",
    inputs: [
      { name: "mean", role: "values", moves: true },
      { name: "x", role: "targets" },
      { name: "variance", role: "values", moves: true },
    ],
    parameters: [{ name: "full", value: false }],
    bounds: ["−∞", "∞"],
    oracle: "misc",
    loss: gaussianNllLoss,
  },
  {
    name: "poissonNllLoss",
    room: "variational",
    symbol: "e^z − xz",
    inputs: [
      { name: "logRate", role: "values", moves: true },
      { name: "x", role: "targets" },
    ],
    parameters: [{ name: "full", value: false }],
    bounds: ["−∞", "∞"],
    oracle: "misc",
    loss: poissonNllLoss,
  },
  {
    name: "policyKlLoss",
    room: "policy",
    symbol: "e^(−d) − 1 + d",
    inputs: [
      { name: "logProbs", role: "values", moves: true },
      { name: "referenceLogProbs", role: "values" },
    ],
    parameters: [
      { name: "estimator", value: "k3" },
      { name: "gradient", value: "reverse" },
      { name: "maxLogRatio", value: Number.POSITIVE_INFINITY },
    ],
    bounds: ["0", "∞"],
    oracle: "rl",
    loss: policyKlLoss,
  },
  {
    name: "ppoLoss",
    room: "policy",
    symbol: "−min(rA, clip(r)A)",
    inputs: [
      { name: "logProbs", role: "values", moves: true },
      { name: "oldLogProbs", role: "values" },
      { name: "advantages", role: "values" },
    ],
    parameters: [
      { name: "clipLow", value: 0.2 },
      { name: "clipHigh", value: 0.2 },
      { name: "dualClip", value: Number.POSITIVE_INFINITY },
    ],
    bounds: ["−∞", "∞"],
    oracle: "rl",
    loss: ppoLoss,
  },
  {
    name: "grpoLoss",
    room: "policy",
    symbol: "−min(rA, clip(r)A) + βk",
    inputs: [
      { name: "logProbs", role: "values", moves: true },
      { name: "oldLogProbs", role: "values" },
      { name: "referenceLogProbs", role: "values" },
      { name: "advantages", role: "values" },
    ],
    parameters: [
      { name: "beta", value: 0.04 },
      { name: "klGradient", value: "reverse" },
      { name: "clipLow", value: 0.2 },
      { name: "clipHigh", value: 0.2 },
      { name: "dualClip", value: Number.POSITIVE_INFINITY },
    ],
    bounds: ["−∞", "∞"],
    oracle: "rl",
    loss: grpoLoss,
  },
  {
    name: "dpoLoss",
    room: "policy",
    symbol: "−log σ(β(Δ_c − Δ_r))",
    inputs: [
      { name: "chosen", role: "values", moves: true },
      { name: "rejected", role: "values", moves: true },
      { name: "referenceChosen", role: "values" },
      { name: "referenceRejected", role: "values" },
    ],
    parameters: [
      { name: "beta", value: 0.1 },
      { name: "form", value: "sigmoid" },
      { name: "labelSmoothing", value: 0 },
    ],
    bounds: ["0", "∞"],
    oracle: "rl",
    loss: dpoLoss,
  },
  {
    name: "linearCrossEntropyLoss",
    room: "linear",
    symbol: "−log softmax(xWᵀ + b)_y",
    inputs: [
      { name: "input", role: "values", moves: true },
      { name: "weights", role: "matrix", moves: true },
      { name: "labels", role: "labels" },
    ],
    parameters: [
      { name: "labelSmoothing", value: 0 },
      { name: "zLoss", value: 0 },
      { name: "gradFilter", value: 0 },
    ],
    bounds: ["0", "∞"],
    oracle: "fused_linear_ce",
    loss: linearCrossEntropyLoss,
  },
  {
    name: "linearJsdLoss",
    room: "linear",
    symbol: "β D(p‖m) + (1 − β) D(q‖m)",
    inputs: [
      { name: "input", role: "values", moves: true },
      { name: "weights", role: "matrix", moves: true },
      { name: "teacherInput", role: "values" },
      { name: "teacherWeights", role: "matrix" },
    ],
    parameters: [
      { name: "beta", value: 0.5 },
      { name: "normalise", value: false },
    ],
    bounds: ["0", "h(β)"],
    oracle: "fused_linear_ce",
    loss: linearJsdLoss,
  },
];
