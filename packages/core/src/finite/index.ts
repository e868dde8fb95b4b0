export { alphaDivergence } from "./alpha-divergence.ts";
export { betaDivergence } from "./beta-divergence.ts";
export { bhattacharyya } from "./bhattacharyya.ts";
export { bregman, type Generator } from "./bregman.ts";
export { chiSquared } from "./chi-squared.ts";
export type { BatchOptions, OutOptions } from "./compare.ts";
export { type ConditionalOptions, conditionalEntropy } from "./conditional-entropy.ts";
export { conditionalMutualInformation, type GivenOptions } from "./conditional-mutual-information.ts";
export { cramer } from "./cramer.ts";
export { crossEntropy } from "./cross-entropy.ts";
export { dualTotalCorrelation } from "./dual-total-correlation.ts";
export { energy } from "./energy.ts";
export { entropy } from "./entropy.ts";
export { type Explainable, type ExplainedTerm, type Explanation, explain } from "./explain.ts";
export { type Convex, fDivergence } from "./f-divergence.ts";
export { gammaDivergence } from "./gamma-divergence.ts";
export { generalizedKl } from "./generalized-kl.ts";
export { hellinger } from "./hellinger.ts";
export { hellingerSquared } from "./hellinger-squared.ts";
export { interactionInformation } from "./interaction-information.ts";
export { itakuraSaito } from "./itakura-saito.ts";
export { jeffreys } from "./jeffreys.ts";
export { type JensenShannonOptions, jensenShannon } from "./jensen-shannon.ts";
export { jensenShannonDistance } from "./jensen-shannon-distance.ts";
export { jensenShannonOf } from "./jensen-shannon-of.ts";
export { type Joint, joint } from "./joint.ts";
export {
  type Batch,
  type BatchLayout,
  counts,
  type Kind,
  type KindedRow,
  logits,
  logProbs,
  type Numbers,
  probs,
  type Row,
  type RowLayout,
  weights,
} from "./kinds.ts";
export { kl } from "./kl.ts";
export { kolmogorovSmirnov } from "./kolmogorov-smirnov.ts";
export { leCam } from "./le-cam.ts";
export { MEASURES, type Measure, type MeasureParameter } from "./measures.ts";
export { minEntropy } from "./min-entropy.ts";
export { type BetweenOptions, mutualInformation } from "./mutual-information.ts";
export { neymanChiSquared } from "./neyman-chi-squared.ts";
export {
  addToCrossEntropySum,
  type CrossEntropySum,
  crossEntropyOf,
  emptyCrossEntropySum,
  mergeCrossEntropySums,
} from "./online-cross-entropy.ts";
export { addToKlSum, emptyKlSum, type KlSum, klOf, mergeKlSums } from "./online-kl.ts";
export { addToLogSum, emptyLogSum, type LogSum, logSumOf, mergeLogSums } from "./online-log-sum-exp.ts";
export { perplexity } from "./perplexity.ts";
export type { PositionOptions } from "./positions.ts";
export { renyi } from "./renyi.ts";
export { renyiEntropy } from "./renyi-entropy.ts";
export { reverseKl } from "./reverse-kl.ts";
export { skewKl } from "./skew-kl.ts";
export { totalCorrelation } from "./total-correlation.ts";
export { totalVariation } from "./total-variation.ts";
export { type TransferOptions, transferEntropy } from "./transfer-entropy.ts";
export { triangular } from "./triangular.ts";
export { tsallis } from "./tsallis.ts";
export { tsallisEntropy } from "./tsallis-entropy.ts";
export { wasserstein1 } from "./wasserstein1.ts";
