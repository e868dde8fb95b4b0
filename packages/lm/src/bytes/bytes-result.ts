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
