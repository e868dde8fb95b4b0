import type { ModelKind } from "./frame.ts";
import type { SymbolArray } from "./symbols.ts";

/** What a model expects of the next symbol. */
export interface Predictor {
  /** Units of 2⁻²⁴ that the symbols before this one have; 2²⁴ for the symbol after the last. */
  below(symbol: number): number;
  /** The probability before it was rounded to units. */
  probability(symbol: number): number;
  /** About which symbol's interval a slot lies in, where that is quickly known: the decoder looks there first. */
  near?(slot: number): number;
  /** Goes one symbol on. */
  update(symbol: number): void;
}

/** A model that expects something else after every symbol. */
export interface SequentialModel {
  /** Whether a decoder can make it from the header, or must be given it. */
  readonly kind: Extract<ModelKind, "adaptive" | "conditional">;
  readonly alphabet: number;
  /** What the header says of it. */
  readonly description: Uint8Array;
  /** Begins before the first symbol; `message` will hold each symbol by the time that `update` names it. */
  start(message: SymbolArray): Predictor;
}
