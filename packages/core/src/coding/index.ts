export { type BayesianMixtureOptions, bayesianMixture } from "./bayesian-mixture.ts";
export type { EncodeOptions } from "./chunks.ts";
export { type CodeLength, codeLength, encodeMeasured, type MeasuredCode } from "./code-length.ts";
export {
  type ConditionalOptions,
  conditionalModel,
  decodeWith,
  encodeWith,
  type Predict,
} from "./conditional.ts";
export { crc32 } from "./crc32.ts";
export { decode } from "./decode.ts";
export { type CodingModel, type EncodeModelOptions, encode } from "./encode.ts";
export { type KrichevskyTrofimovOptions, krichevskyTrofimov } from "./krichevsky-trofimov.ts";
export { quantisationCost } from "./quantisation-cost.ts";
export { type QuantisedModel, type QuantiseOptions, quantise } from "./quantised-model.ts";
export { chooseCoder } from "./rans-engine.ts";
export type { Predictor, SequentialModel } from "./sequential-model.ts";
export type { SymbolArray, Symbols } from "./symbols.ts";
export { crossParsing, type ParsingDivergence, zivMerhav } from "./ziv-merhav.ts";
