export { benjaminiHochberg } from "./benjamini-hochberg.ts";
export { type BlockBootstrapOptions, blockBootstrapMean } from "./clusters/block-bootstrap.ts";
export { blockLength } from "./clusters/block-length.ts";
export type { ClusterOptions } from "./clusters/cluster-ratio.ts";
export {
  type ClusterCollector,
  type ClusterId,
  type ClusterSums,
  clusterSums,
  collectClusters,
  mergeClusterSums,
} from "./clusters/cluster-sums.ts";
export {
  type ClusteredEstimate,
  type ClusteredMeanOptions,
  clusteredDifference,
  clusteredMean,
  clusteredMeanOfSums,
} from "./clusters/clustered-mean.ts";
export { clusteredRatio } from "./clusters/clustered-ratio.ts";
export { independentDifference } from "./clusters/independent-difference.ts";
export {
  COUNT_DIVERGENCES,
  type CountDivergence,
  type CountDivergenceName,
} from "./counts/count-divergence.ts";
export { type CountPair, type PairSizes, pairSizes } from "./counts/count-pair.ts";
export type { CountRow } from "./counts/count-row.ts";
export { dealtMomentsGTest } from "./counts/dealt-moments.ts";
export type { DependenceOptions } from "./counts/dependence/estimate-dependence.ts";
export {
  estimateMutualInformation,
  type MutualInformationEstimateOptions,
} from "./counts/dependence/estimate-mutual-information.ts";
export { estimateTotalCorrelation } from "./counts/dependence/estimate-total-correlation.ts";
export {
  type CountEstimate,
  type CountEstimateOptions,
  DEFAULT_ESCAPE,
  divergenceFromCounts,
  type NoncentralFit,
  noncentralInterval,
} from "./counts/divergence-from-counts.ts";
export type { EntropyEstimator, EntropyFigure } from "./counts/entropy/entropy-estimator.ts";
export { ENTROPY_ESTIMATORS, type EntropyMethod } from "./counts/entropy/entropy-estimators.ts";
export { type EntropyOptions, estimateEntropy } from "./counts/entropy/estimate-entropy.ts";
export {
  type CrossEntropyEstimateOptions,
  estimateCrossEntropy,
} from "./counts/estimate-cross-entropy.ts";
export {
  estimateJensenShannon,
  type JensenShannonEstimateOptions,
} from "./counts/estimate-jensen-shannon.ts";
export { degreesOfFreedom, gStatistic, gTest, pearsonStatistic, pearsonTest } from "./counts/g-test.ts";
export { homogeneityTest } from "./counts/homogeneity-test.ts";
export type { CountKlOptions } from "./counts/kl-from-counts.ts";
export {
  COUNT_KL_ESTIMATORS,
  type CountKlEstimator,
  type CountKlFigure,
  type CountKlMethod,
  type CountKlSettings,
} from "./counts/kl-methods.ts";
export { minimumEffectP, type RowsNeeded, rowsNeeded } from "./counts/minimum-effect.ts";
export {
  type PermutationOptions,
  type PermutationTest,
  permutationGTest,
  sequentialPermutation,
} from "./counts/permutation.ts";
export { type RowsToDetectOptions, rowsToDetect } from "./counts/rows-to-detect.ts";
export { totalVariationFromCounts } from "./counts/total-variation.ts";
export { type EscapeOptions, zhangGrabchak } from "./counts/zhang-grabchak.ts";
export type { Estimate, Test, Unit } from "./estimate.ts";
export { estimateKl } from "./estimate-kl.ts";
export type { AverageOptions } from "./ratios/average.ts";
export {
  klBySampling,
  type LogDensity,
  type Sampler,
  type SamplingOptions,
} from "./ratios/kl-by-sampling.ts";
export { estimateKlFromLogRatios, type LogRatioOptions } from "./ratios/log-ratios.ts";
export { effectiveSampleSize, paretoShape } from "./ratios/pareto-shape.ts";
export { estimateReverseKlFromLogRatios } from "./ratios/reverse-log-ratios.ts";
export { estimateKlFromRows } from "./ratios/rows.ts";
export type { LogRatioMethod } from "./ratios/terms.ts";
export * from "./samples/index.ts";
export {
  type ConfidenceSequence,
  type ConfidenceSequenceOptions,
  type ConfidenceSequenceState,
  confidenceSequence,
  resumeConfidenceSequence,
} from "./sequential/confidence-sequence.ts";
export {
  type Alternative,
  type EProcess,
  type EProcessOptions,
  type EProcessState,
  type Evidence,
  eProcess,
  resumeEProcess,
} from "./sequential/e-process.ts";
export { type PairedOptions, pairedEProcess } from "./sequential/paired-e-process.ts";
export { perUnit, type UnitCollector } from "./sequential/per-unit.ts";
export {
  resumeTwoSampleEProcess,
  type TwoSampleEProcess,
  type TwoSampleOptions,
  type TwoSampleState,
  twoSampleEProcess,
} from "./sequential/two-sample-e-process.ts";
export type { ObservationRange } from "./sequential/unit-scale.ts";
export type { Bet, Wager } from "./sequential/wager.ts";
