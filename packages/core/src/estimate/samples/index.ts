export { classifierTest } from "./classifier-test.ts";
export { countWithin } from "./count-within.ts";
export { crossFittedLogRatios, type LogRatios } from "./cross-fitted-log-ratios.ts";
export {
  type DifferentialEntropyMethod,
  type DifferentialEntropyOptions,
  estimateDifferentialEntropy,
} from "./differential-entropy.ts";
export { type EnergyTestOptions, energyTest } from "./energy-test.ts";
export { type KdTree, kdTree } from "./kd-tree.ts";
export {
  klFromSamples,
  type SampleKlEstimate,
  type SampleKlMethod,
  type SampleKlOptions,
} from "./kl-from-samples.ts";
export { type MmdTestOptions, mmdTest } from "./mmd-test.ts";
export {
  estimateMutualInformationFromSamples,
  type SampleInformationEstimate,
  type SampleInformationMethod,
  type SampleInformationOptions,
} from "./mutual-information-from-samples.ts";
export { type Neighbours, nearest, nearestOthers } from "./nearest.ts";
export type { Norm } from "./norm.ts";
export type { SampleEstimateOptions } from "./raw-estimate.ts";
export { type Samples, type SamplesLayout, samples } from "./samples.ts";
export type { TwoSampleTest, TwoSampleTestOptions } from "./two-sample-test.ts";
