export { openNpy } from "./arrays/open-npy.ts";
export { openRowFiles, openRowFolder } from "./arrays/open-row-folder.ts";
export { openSafetensors } from "./arrays/open-safetensors.ts";
export { bytesReport } from "./bytes/bytes-report.ts";
export type {
  BytesData,
  BytesModel,
  BytesResult,
  BytesVerdict,
  DocumentBytes,
  SpanView,
  SpanWindow,
} from "./bytes/bytes-result.ts";
export { type BytesOptions, compareBytes } from "./bytes/compare-bytes.ts";
export { compareFull } from "./compare-full/compare-full.ts";
export type { CompareOptions } from "./compare-full/watch.ts";
export { compareTables, type TableEntry, type TableOptions } from "./compare-tables.ts";
export { formatLlamaCpp } from "./compat/format-llama-cpp.ts";
export { type LlamaCppStatistics, llamaCppStatistics } from "./compat/llama-cpp-statistics.ts";
export type { Quantiles as LlamaCppQuantiles } from "./compat/quantiles.ts";
export type { Standing as LlamaCppStanding, WithError as LlamaCppFigure } from "./compat/running-sums.ts";
export type { DocumentFigures } from "./estimate/documents.ts";
export { FIGURES, type Figure, type FigureName } from "./estimate/figures.ts";
export type { Group, Grouping } from "./estimate/groups.ts";
export { estimateModel, type TokenText } from "./estimate/model.ts";
export type { Percentile, TailPoint } from "./estimate/percentiles.ts";
export type { Censored, Perplexities } from "./estimate/perplexity.ts";
export type { Choice, TokenView, TopLists, Window } from "./estimate/places.ts";
export { TOKEN_CLASSES, type TokenClass, tokenClass } from "./estimate/token-class.ts";
export { type TokenEstimate, type TokenMeanOptions, tokenMean } from "./estimate/token-mean.ts";
export { type GgufRecording, recordGguf } from "./gguf/record-gguf.ts";
export type { GgufOptions } from "./gguf/score-text.ts";
export { openKld } from "./kld/read-kld.ts";
export { type KldHead, writeKld } from "./kld/write-kld.ts";
export { compareModels, type LmOptions, type LmTables, tabulateModels } from "./lm.ts";
export { openRecording } from "./open-recording.ts";
export { openPacked } from "./packed/read-packed.ts";
export { type Packed, type PackOptions, packRecording } from "./packed/write-packed.ts";
export { looksLikeParquet, readTokens } from "./parquet/read-tokens.ts";
export { writeTokens } from "./parquet/write-tokens.ts";
export { endpoint } from "./record/endpoint.ts";
export type * from "./record/endpoint-types.ts";
export { type NamedPrompt, readPrompts } from "./record/prompts.ts";
export { record } from "./record/record.ts";
export type { RecordFailure, RecordOptions, RecordResult } from "./record/record-types.ts";
export type * from "./recording.ts";
export type { OpenOptions } from "./recording-format.ts";
export { lmReport } from "./report/lm-report.ts";
export { openResponses } from "./responses/open-responses.ts";
export type {
  LmData,
  LmMatrix,
  LmModel,
  LmResult,
  LmVerdict,
  ModelEstimates,
  TokenFigures,
} from "./result.ts";
export { promptOf } from "./sample-id.ts";
export { type LmSettingOptions, type LmSettings, settingsOf } from "./settings.ts";
export { readTokenizer } from "./text/read-tokenizer.ts";
export { parseTokenizer, type Tokenizer } from "./text/tokenizer.ts";
export type { Ends, Opinion, TokenDivergence, TokenTable } from "./token-table.ts";
export { TOKEN_DIVERGENCES } from "./token-table.ts";
export {
  type Bounds,
  type BoundsOptions,
  type Interval,
  type TopList,
  truncatedBounds,
} from "./truncated/bounds.ts";
export {
  type CompareTopOptions,
  compareLists,
  compareTop,
  type TopComparison,
} from "./truncated/compare-top.ts";
export type { LengthNeeded } from "./truncated/length-needed.ts";
export { firstTokenTest } from "./verify/first-token.ts";
export { type EqualityOptions, modelEqualityTest, type PromptTexts } from "./verify/model-equality.ts";
export type { AskOptions, VerifyOptions } from "./verify/options.ts";
export type { PromptAnswers } from "./verify/prompt-answers.ts";
export { type RecordedVariation, recordedVariation } from "./verify/recorded-variation.ts";
export type {
  Bet as VerifyBet,
  EqualityTest,
  Evidence as VerifyEvidence,
  PromptResult,
  SideInfo,
  ToleranceOrigin,
  Verdict as VerifyVerdict,
  VerifyResult,
  WealthPoint,
} from "./verify/result.ts";
export type { Side as VerifySide } from "./verify/sides.ts";
export { verify } from "./verify/verify.ts";
export { verifyReport } from "./verify/verify-report.ts";
