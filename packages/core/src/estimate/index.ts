export { benjaminiHochberg } from "./benjamini-hochberg.ts";
export {
  COUNT_DIVERGENCES,
  type CountDivergence,
  type CountDivergenceName,
} from "./counts/count-divergence.ts";
export { type CountPair, type PairSizes, pairSizes } from "./counts/count-pair.ts";
export type { CountRow } from "./counts/count-row.ts";
export { dealtMomentsGTest } from "./counts/dealt-moments.ts";
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
export { degreesOfFreedom, gStatistic, gTest, pearsonStatistic } from "./counts/g-test.ts";
export { minimumEffectP, type RowsNeeded, rowsNeeded } from "./counts/minimum-effect.ts";
export {
  type PermutationOptions,
  type PermutationTest,
  permutationGTest,
  sequentialPermutation,
} from "./counts/permutation.ts";
export { totalVariationFromCounts } from "./counts/total-variation.ts";
export { type EscapeOptions, zhangGrabchak } from "./counts/zhang-grabchak.ts";
export type { Estimate, Test, Unit } from "./estimate.ts";
