export {
  type BinaryCrossEntropyLossOptions,
  binaryCrossEntropyLoss,
} from "./cross-entropy/binary-cross-entropy-loss.ts";
export { type CrossEntropyLossOptions, crossEntropyLoss } from "./cross-entropy/cross-entropy-loss.ts";
export { type InfoNceLossOptions, infoNceLoss, type PairGradient } from "./cross-entropy/info-nce-loss.ts";
export {
  type MixupCrossEntropyLossOptions,
  mixupCrossEntropyLoss,
} from "./cross-entropy/mixup-cross-entropy-loss.ts";
export { type NllLossOptions, nllLoss } from "./cross-entropy/nll-loss.ts";
export {
  type SoftCrossEntropyLossOptions,
  softCrossEntropyLoss,
} from "./cross-entropy/soft-cross-entropy-loss.ts";
export { type SquentropyLossOptions, squentropyLoss } from "./cross-entropy/squentropy-loss.ts";
export { DEVIATIONS, type Deviation } from "./deviations.ts";
export {
  type AlphaDivergenceLossOptions,
  alphaDivergenceLoss,
} from "./distillation/alpha-divergence-loss.ts";
export { chiSquaredLoss } from "./distillation/chi-squared-loss.ts";
export {
  type DecoupledDistillationLossOptions,
  decoupledDistillationLoss,
} from "./distillation/decoupled-distillation-loss.ts";
export { type DistillationLossOptions, distillationLoss } from "./distillation/distillation-loss.ts";
export { forwardKlLoss } from "./distillation/forward-kl-loss.ts";
export { type GeneralizedJsdLossOptions, generalizedJsdLoss } from "./distillation/generalized-jsd-loss.ts";
export { hellingerSquaredLoss } from "./distillation/hellinger-squared-loss.ts";
export { jeffreysLoss } from "./distillation/jeffreys-loss.ts";
export { type PointwiseKlLossOptions, pointwiseKlLoss } from "./distillation/pointwise-kl-loss.ts";
export {
  type RecordedDistillationLossOptions,
  recordedDistillationLoss,
} from "./distillation/recorded-distillation-loss.ts";
export { type RenyiLossOptions, renyiLoss } from "./distillation/renyi-loss.ts";
export { reverseKlLoss } from "./distillation/reverse-kl-loss.ts";
export { type SkewForwardKlLossOptions, skewForwardKlLoss } from "./distillation/skew-forward-kl-loss.ts";
export { type SkewReverseKlLossOptions, skewReverseKlLoss } from "./distillation/skew-reverse-kl-loss.ts";
export { type SwappedJsdLossOptions, swappedJsdLoss } from "./distillation/swapped-jsd-loss.ts";
export { teacherCrossEntropyLoss } from "./distillation/teacher-cross-entropy-loss.ts";
export {
  type TopKDistillationLossOptions,
  type TopKTail,
  topKDistillationLoss,
} from "./distillation/top-k-distillation-loss.ts";
export { totalVariationLoss } from "./distillation/total-variation-loss.ts";
export type { DivergenceLossOptions } from "./divergence-loss.ts";
export type { ElementLossOptions } from "./element-loss.ts";
export { type AsymmetricLossOptions, asymmetricLoss } from "./imbalance/asymmetric-loss.ts";
export { type ClassBalancedLossOptions, classBalancedLoss } from "./imbalance/class-balanced-loss.ts";
export { type EffectiveNumberOptions, effectiveNumberWeights } from "./imbalance/class-counts.ts";
export { type FocalLossOptions, focalLoss } from "./imbalance/focal-loss.ts";
export { type LdamLossOptions, ldamLoss } from "./imbalance/ldam-loss.ts";
export { type LogitAdjustedLossOptions, logitAdjustedLoss } from "./imbalance/logit-adjusted-loss.ts";
export { type PolyLossOptions, polyLoss } from "./imbalance/poly-loss.ts";
export { type SigmoidFocalLossOptions, sigmoidFocalLoss } from "./imbalance/sigmoid-focal-loss.ts";
export { type VectorScalingLossOptions, vectorScalingLoss } from "./imbalance/vector-scaling-loss.ts";
export type { LabelLossOptions } from "./label-loss.ts";
export type { Labels } from "./labels.ts";
export {
  type LinearCrossEntropyLossOptions,
  type LinearGradient,
  type LinearLossResult,
  linearCrossEntropyLoss,
} from "./linear/linear-cross-entropy-loss.ts";
export { type LinearJsdLossOptions, linearJsdLoss } from "./linear/linear-jsd-loss.ts";
export type { LogitOptions } from "./logit-transform.ts";
export { LOSSES } from "./losses.ts";
export {
  type AsymmetricExponentialLossOptions,
  asymmetricExponentialLoss,
} from "./noise/asymmetric-exponential-loss.ts";
export {
  type AsymmetricGeneralizedCrossEntropyLossOptions,
  asymmetricGeneralizedCrossEntropyLoss,
} from "./noise/asymmetric-generalized-cross-entropy-loss.ts";
export {
  type AsymmetricUnhingedLossOptions,
  asymmetricUnhingedLoss,
} from "./noise/asymmetric-unhinged-loss.ts";
export { type ForwardCorrectedLossOptions, forwardCorrectedLoss } from "./noise/forward-corrected-loss.ts";
export {
  type GeneralizedCrossEntropyLossOptions,
  generalizedCrossEntropyLoss,
} from "./noise/generalized-cross-entropy-loss.ts";
export { type HardBootstrapLossOptions, hardBootstrapLoss } from "./noise/hard-bootstrap-loss.ts";
export {
  type MeanAbsoluteErrorLossOptions,
  meanAbsoluteErrorLoss,
} from "./noise/mean-absolute-error-loss.ts";
export { estimateNoiseMatrix, type NoiseMatrixOptions } from "./noise/noise-matrix.ts";
export {
  type NoisyLabelJensenShannonLossOptions,
  noisyLabelJensenShannonLoss,
} from "./noise/noisy-label-jensen-shannon-loss.ts";
export {
  type NormalizedCrossEntropyLossOptions,
  normalizedCrossEntropyLoss,
} from "./noise/normalized-cross-entropy-loss.ts";
export { normalizedFocalLoss } from "./noise/normalized-focal-loss.ts";
export {
  type ReverseCrossEntropyLossOptions,
  reverseCrossEntropyLoss,
} from "./noise/reverse-cross-entropy-loss.ts";
export { type SoftBootstrapLossOptions, softBootstrapLoss } from "./noise/soft-bootstrap-loss.ts";
export {
  type SymmetricCrossEntropyLossOptions,
  symmetricCrossEntropyLoss,
} from "./noise/symmetric-cross-entropy-loss.ts";
export {
  type TaylorCrossEntropyLossOptions,
  taylorCrossEntropyLoss,
} from "./noise/taylor-cross-entropy-loss.ts";
export { type AdaptiveKlOptions, adaptiveKlCoefficient } from "./policy/adaptive-kl-coefficient.ts";
export {
  type DpoLossOptions,
  dpoLoss,
  type PreferenceForm,
  type PreferenceGradient,
} from "./policy/dpo-loss.ts";
export { type GrpoLossOptions, grpoLoss } from "./policy/grpo-loss.ts";
export {
  type ClippedLossResult,
  type KlEstimator,
  type KlGradient,
  type PolicyKlLossOptions,
  policyKlLoss,
} from "./policy/policy-kl-loss.ts";
export { type PpoLossOptions, ppoLoss } from "./policy/ppo-loss.ts";
export type { ClipOptions } from "./policy/surrogate.ts";
export type { LossInputRecord, LossInputRole, LossParameter, LossRecord, LossRoom } from "./record.ts";
export type { Reduction, ReductionOptions } from "./reduce.ts";
export type { Floats, LossResult } from "./result.ts";
export type { RowLossOptions } from "./row-loss.ts";
export type { LayoutOptions, LossInput } from "./rows.ts";
export type { TargetLossOptions } from "./target-loss.ts";
export {
  type ConfidencePenaltyLossOptions,
  confidencePenaltyLoss,
} from "./uncertainty/confidence-penalty-loss.ts";
export { type EntropyLossOptions, entropyLoss } from "./uncertainty/entropy-loss.ts";
export {
  type EvidentialLossOptions,
  type EvidentialRisk,
  evidentialLoss,
} from "./uncertainty/evidential-loss.ts";
export {
  type FitTemperatureOptions,
  fitTemperature,
  type TemperatureFit,
} from "./uncertainty/fit-temperature.ts";
export { type LogitNormLossOptions, logitNormLoss } from "./uncertainty/logit-norm-loss.ts";
export {
  type TemperatureGradient,
  type TemperatureLossOptions,
  temperatureLoss,
} from "./uncertainty/temperature-loss.ts";
export { type CapacityLossOptions, capacityLoss } from "./variational/capacity-loss.ts";
export { type CategoricalKlLossOptions, categoricalKlLoss } from "./variational/categorical-kl-loss.ts";
export { type DirichletKlLossOptions, dirichletKlLoss } from "./variational/dirichlet-kl-loss.ts";
export {
  type ElboGradient,
  type ElboLossOptions,
  elboLoss,
  type Likelihood,
} from "./variational/elbo-loss.ts";
export { type FreeBitsForm, type FreeBitsLossOptions, freeBitsLoss } from "./variational/free-bits-loss.ts";
export {
  type GaussianKlLossOptions,
  gaussianKlLoss,
  type LatentGradient,
} from "./variational/gaussian-kl-loss.ts";
export {
  type GaussianNllGradient,
  type GaussianNllLossOptions,
  gaussianNllLoss,
} from "./variational/gaussian-nll-loss.ts";
export { type IwaeLossOptions, iwaeLoss } from "./variational/iwae-loss.ts";
export {
  type LatentDiagnostics,
  type LatentDiagnosticsOptions,
  latentDiagnostics,
} from "./variational/latent-diagnostics.ts";
export { type PoissonNllLossOptions, poissonNllLoss } from "./variational/poisson-nll-loss.ts";
export { type RenyiBoundLossOptions, renyiBoundLoss } from "./variational/renyi-bound-loss.ts";
export {
  type CyclicalScheduleOptions,
  cosineSchedule,
  cyclicalSchedule,
  linearSchedule,
  type ScheduleOptions,
} from "./variational/schedules.ts";
