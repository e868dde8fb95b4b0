export type { Accountant } from "./accountants/accountant.ts";
export type { GridOptions } from "./accountants/loss-distribution.ts";
export { ACCOUNTANTS } from "./accountants.ts";
export { compose, selfCompose } from "./compose.ts";
export type {
  Adjacency,
  ApproximateDpEvent,
  CompositionEvent,
  ConcentratedDpEvent,
  DiscreteGaussianEvent,
  DiscreteLaplaceEvent,
  ExponentialEvent,
  GaussianEvent,
  LaplaceEvent,
  PoissonSubsampledGaussianEvent,
  PrivacyEvent,
  RandomisedResponseEvent,
  RepeatAndSelectEvent,
  SelfCompositionEvent,
  SingleEvent,
  TreeAggregationEvent,
  WithoutReplacementGaussianEvent,
} from "./event.ts";
export { explainGuarantee, type Guarantee } from "./explain-guarantee.ts";
export type { LossAtom, LossDensity, LossNodes, LossPair } from "./loss/loss-pair.ts";
export type { Mechanism, MechanismParameter } from "./mechanism.ts";
export { approximateDp } from "./mechanisms/approximate-dp.ts";
export { concentratedDp } from "./mechanisms/concentrated-dp.ts";
export { discreteGaussianMechanism } from "./mechanisms/discrete-gaussian-mechanism.ts";
export { discreteLaplaceMechanism } from "./mechanisms/discrete-laplace-mechanism.ts";
export { exponentialMechanism } from "./mechanisms/exponential-mechanism.ts";
export { gaussianMechanism } from "./mechanisms/gaussian-mechanism.ts";
export { laplaceMechanism } from "./mechanisms/laplace-mechanism.ts";
export { poissonSubsampledGaussian } from "./mechanisms/poisson-subsampled-gaussian.ts";
export { randomisedResponse } from "./mechanisms/randomised-response.ts";
export { repeatAndSelect } from "./mechanisms/repeat-and-select.ts";
export { treeAggregation } from "./mechanisms/tree-aggregation.ts";
export { withoutReplacementGaussian } from "./mechanisms/without-replacement-gaussian.ts";
export { MECHANISMS } from "./mechanisms.ts";
export type { BoundStatus, PrivacyBound } from "./privacy-bound.ts";
export {
  type AccountedBound,
  type PrivacyOptions,
  privacyBounds,
  privacyDelta,
  privacyDeltaBounds,
  privacyEpsilon,
} from "./privacy-epsilon.ts";
export { renyiPrivacy } from "./renyi-privacy.ts";
export { type SolvedRun, solvePrivacy, type TrainingRun } from "./solve-privacy.ts";
export { type TradeOffPoint, tradeOffCurve } from "./trade-off-curve.ts";
