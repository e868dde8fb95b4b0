export {
  type CompareOptions,
  comparePaired,
  type DecidingRow,
  type PairedComparison,
} from "./compare-paired.ts";
export type { Labels } from "./labels-of.ts";
export { meanOfRows, type RowMean, type RowOptions } from "./mean-of-rows.ts";
export { type SignFlipTest, signFlipTest } from "./sign-flip.ts";
