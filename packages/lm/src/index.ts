export { openNpy } from "./arrays/open-npy.ts";
export { openRowFiles, openRowFolder } from "./arrays/open-row-folder.ts";
export { openSafetensors } from "./arrays/open-safetensors.ts";
export { compareFull } from "./compare-full/compare-full.ts";
export type { CompareOptions } from "./compare-full/watch.ts";
export { openKld } from "./kld/read-kld.ts";
export { openRecording } from "./open-recording.ts";
export { endpoint } from "./record/endpoint.ts";
export type * from "./record/endpoint-types.ts";
export { promptOf } from "./record/sample-id.ts";
export type * from "./recording.ts";
export type { OpenOptions } from "./recording-format.ts";
export { openResponses } from "./responses/open-responses.ts";
export type { Ends, Opinion, TokenDivergence, TokenTable } from "./token-table.ts";
export { TOKEN_DIVERGENCES } from "./token-table.ts";
export { firstTokenTest, type PromptAnswers } from "./verify/first-token.ts";
export { type EqualityOptions, modelEqualityTest, type PromptTexts } from "./verify/model-equality.ts";
export type { VerifyOptions } from "./verify/options.ts";
export { recordedVariation, type VariationBounds } from "./verify/recorded-variation.ts";
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
export type { AskOptions, Side as VerifySide, VerifyPrompt } from "./verify/sides.ts";
export { verify } from "./verify/verify.ts";
export { verifyReport } from "./verify/verify-report.ts";
