import type { SymbolArray } from "./symbols.ts";

/** Codes the chunks of a message one after the other. */
export interface ChunkCoder {
  encode(symbols: SymbolArray): Uint8Array;
  /** Fills `out`; false where the bytes are not what an encoder with the same model wrote. */
  decode(bytes: Uint8Array, out: SymbolArray): boolean;
}
