export {
  type CompareOptions,
  comparePaired,
  type DecidingRow,
  type GroupDifference,
  type PairedComparison,
} from "./compare-paired.ts";
export type { InfiniteRows as InfiniteDifferences } from "./differences.ts";
export type { Labels } from "./labels-of.ts";
export {
  type LiveComparison,
  type LiveLook,
  type LiveOptions,
  type LiveState,
  liveComparison,
  resumeLiveComparison,
} from "./live-comparison.ts";
export { meanOfRows, type RowMean, type RowOptions } from "./mean-of-rows.ts";
export { type SignFlipTest, signFlipTest } from "./sign-flip.ts";
