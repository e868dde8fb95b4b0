import type { Estimate } from "@relent/core/estimate";

/** Whether a model costs surely more than the base beyond the floor, surely less, surely neither, or none of these. */
export type BytesVerdict = "worse" | "better" | "same" | "too few documents";

/** What one document costs by two models, a byte. */
export interface DocumentBytes {
  readonly name: string;
  readonly bytes: number;
  readonly base: number;
  readonly model: number;
}

/** Bytes between two borders that both tokenisations have, and what they cost by two models, in units of the logarithm. */
export interface SpanView {
  readonly document: string;
  /** Of its first byte in the text. */
  readonly offset: number;
  readonly text: string;
  readonly bytes: number;
  readonly base: number;
  readonly model: number;
  /** Into what each cuts it. */
  readonly baseTokens: readonly string[];
  readonly tokens: readonly string[];
}

/** A stretch of a document that is shown span by span. */
export interface SpanWindow {
  readonly document: string;
  readonly spans: readonly SpanView[];
}

/** One model beside the base, by the bytes of the text that both scored. */
export interface BytesModel {
  readonly name: string;
  readonly verdict: BytesVerdict;
  readonly sentence: string;
  readonly bytes: number;
  readonly documents: number;
  /** The model's cost a byte less the base's; may be negative. */
  readonly difference: Estimate;
  readonly baseBitsPerByte: Estimate;
  readonly bitsPerByte: Estimate;
  /** Stretches between borders of tokens that both have. */
  readonly spans: number;
  /**
   * D(base ‖ model) of the next byte at those borders, in units of the logarithm; null where the recordings do not hold all
   * tokens' probabilities.
   */
  readonly nextByteKl: Estimate | null;
  /** Spans that cost most more than by the base, the worst first, at most thirty. */
  readonly worstSpans: readonly SpanView[];
  readonly windows: readonly SpanWindow[];
  /** Where the model costs most more than the base, at most twenty. */
  readonly worstDocuments: readonly DocumentBytes[];
  readonly warnings: readonly string[];
}

/** Models compared by what the same text costs a byte. */
export interface BytesResult {
  readonly schema: "relent/lm-bytes@1";
  readonly base: { readonly name: string; readonly format: string };
  /** Of all figures: `bits/byte` unless another base of the logarithm was asked for. */
  readonly unit: string;
  readonly level: number;
  /** Difference a byte, in `unit`, that does not matter. */
  readonly floor: number;
  readonly verdict: BytesVerdict;
  readonly sentence: string;
  readonly models: readonly BytesModel[];
  readonly warnings: readonly string[];
  readonly method: readonly string[];
}

/** What `relent lm --per-byte --json` prints: the result without the stretches of text that the report shows. */
export interface BytesData extends Omit<BytesResult, "models"> {
  readonly models: readonly Omit<BytesModel, "windows">[];
}
