export { benjaminiHochberg } from "./benjamini-hochberg.ts";
export { COUNT_DIVERGENCES, type CountDivergence, type CountDivergenceName } from "./count-divergence.ts";
export { type CountPair, type PairSizes, pairSizes } from "./count-pair.ts";
export { dealtMomentsGTest } from "./dealt-moments.ts";
export {
  type CountEstimate,
  type CountEstimateOptions,
  DEFAULT_ESCAPE,
  divergenceFromCounts,
  type NoncentralFit,
  noncentralInterval,
} from "./divergence-from-counts.ts";
export type { Estimate, Test, Unit } from "./estimate.ts";
export { degreesOfFreedom, gStatistic, gTest, pearsonStatistic } from "./g-test.ts";
export { minimumEffectP, type RowsNeeded, rowsNeeded } from "./minimum-effect.ts";
export {
  type PermutationOptions,
  type PermutationTest,
  permutationGTest,
  sequentialPermutation,
} from "./permutation.ts";
export { totalVariationFromCounts } from "./total-variation.ts";
export { type EscapeOptions, zhangGrabchak } from "./zhang-grabchak.ts";
