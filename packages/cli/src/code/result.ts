import type { CodeLength } from "@relent/core/coding";

/** What a message costs under one model, proved by decoding it. */
export interface CodedBy {
  readonly name: string;
  /** What the model is, in words. */
  readonly description: string;
  /** Size of the whole file in bytes; Infinity where a symbol has no mass. */
  readonly bytes: number;
  readonly bitsPerSymbol: number;
  /** In bits; they sum to 8 × bytes. `dictionary` holds the values of a column. */
  readonly parts: Omit<CodeLength, "bits"> & { readonly dictionary: number };
  /** Whether the symbols came back exactly; null where nothing could be coded. */
  readonly decoded: boolean | null;
  /** Symbols without mass, at most ten of them. */
  readonly massless: readonly string[];
}

/** Another program's size for the same content. */
export interface Baseline {
  readonly name: string;
  readonly bytes: number;
  readonly bitsPerSymbol: number;
}

/** How alike two files are to a parser: see `zivMerhav`. */
export interface CrossParsing {
  readonly other: string;
  /** Bits a symbol. */
  readonly value: number;
  readonly note: string;
}

/** What `relent code --json` prints: relent/code@1. */
export interface CodeResult {
  readonly schema: "relent/code@1";
  readonly name: string;
  /** What a symbol is. */
  readonly unit: "byte" | "value" | "token";
  readonly symbols: number;
  readonly alphabet: number;
  /** Entropy of the symbols' frequencies, bits a symbol. */
  readonly entropy: number;
  readonly models: readonly CodedBy[];
  readonly baselines: readonly Baseline[];
  readonly crossParsing?: CrossParsing;
  readonly sentence: string;
  readonly notes: readonly string[];
}
