import { chunkOf, type EncodeOptions, writeChunks } from "./chunks.ts";
import { invalid, massless } from "./fail.ts";
import { type Header, writeHeader } from "./frame.ts";
import { memorylessCoder } from "./memoryless-coder.ts";
import { PRECISION, requirePrecision } from "./precision.ts";
import type { QuantisedModel } from "./quantised-model.ts";
import { sequentialCoder } from "./sequential-coder.ts";
import type { Predictor, SequentialModel } from "./sequential-model.ts";
import { fingerprint, storeFrequencies } from "./stored-frequencies.ts";
import { type SymbolArray, type Symbols, toSymbols } from "./symbols.ts";

/** How a message is encoded. */
export interface EncodeModelOptions extends EncodeOptions {
  /**
   * Whether the frequencies of a memoryless model go into the header, true when left out; if not, `decode` must be given
   * the same model.
   */
  readonly storeModel?: boolean;
}

/** A model that symbols can be encoded by. */
export type CodingModel = QuantisedModel | SequentialModel;

export function alphabetOf(model: CodingModel): number {
  return model.kind === "memoryless" ? model.frequencies.length : model.alphabet;
}

/** What the header says of a memoryless model. */
function headerOfFrequencies(
  { frequencies, precision }: QuantisedModel,
  stored: boolean,
): Omit<Header, "count" | "chunk"> {
  const model = stored ? storeFrequencies(frequencies) : fingerprint(frequencies);
  return { kind: stored ? "stored" : "given", precision, alphabet: frequencies.length, model };
}

function requireFull(fn: string, { frequencies, precision }: QuantisedModel): void {
  requirePrecision(fn, precision);
  const total = frequencies.reduce((sum, frequency) => sum + frequency, 0);
  if (total === 2 ** precision) return;
  invalid(
    `${fn}: the model's frequencies sum to ${total}; they must sum to 2^${precision}, quantise makes such`,
    {
      value: total,
    },
  );
}

function refuseMassless(fn: string, symbols: SymbolArray, frequencies: Uint32Array): void {
  if (!frequencies.includes(0)) return;
  for (let i = 0; i < symbols.length; i++) {
    if (frequencies[symbols[i]!] === 0) massless(fn, i, symbols[i]!);
  }
}

/** A frame and how many of its bytes the coder itself wrote. */
export interface Encoded {
  readonly bytes: Uint8Array;
  readonly payload: number;
}

/** Encodes checked symbols; `watch` may look over the shoulder of a predictor. */
export function encodeSymbols(
  fn: string,
  symbols: SymbolArray,
  model: CodingModel,
  options: EncodeModelOptions,
  watch: (predictor: Predictor) => Predictor = (predictor) => predictor,
): Encoded {
  const chunk = chunkOf(fn, options);
  const common = { count: symbols.length, chunk };
  if (model.kind !== "memoryless") {
    const { kind, alphabet, description } = model;
    const frame = writeHeader({ ...common, kind, alphabet, precision: PRECISION, model: description });
    const coder = sequentialCoder(fn, watch(model.start(symbols)), alphabet);
    const payload = writeChunks(frame, coder, symbols, chunk);
    return { bytes: frame.done(), payload };
  }
  requireFull(fn, model);
  refuseMassless(fn, symbols, model.frequencies);
  const frame = writeHeader({ ...common, ...headerOfFrequencies(model, options.storeModel ?? true) });
  const payload = writeChunks(frame, memorylessCoder(model), symbols, chunk);
  return { bytes: frame.done(), payload };
}

/**
 * Encodes symbols by a model: −Σ log₂ q(xᵢ) bits and a few more, from which `decode` makes the symbols again.
 *
 * Asymmetric numeral systems with a state of 63 bits and words of 32 (rANS). A symbol that has probability q costs
 * −log₂ q bits, a whole number or not, so that the length of the output is N·H(p, q): entropy, divergence of the model,
 * and what `codeLength` lists besides. Symbols are whole numbers from 0 to k − 1. The frame carries its version, the
 * number of symbols, the model (unless `storeModel` is false), and a CRC-32 for the header and for each chunk. Where one
 * memoryless model codes 4,096 symbols or more of a chunk, two states do so in turn.
 *
 * @throws RelentError "invalid-argument" for a symbol outside the alphabet or without mass, for frequencies that do not sum
 * to 2^precision, and for a chunk outside 1 … 2¹⁸.
 * @see Duda, Asymmetric numeral systems, arXiv:1311.2540; Giesen, Interleaved entropy coders, arXiv:1402.3392.
 * @example
 * ```ts
 * const model = quantise([0.5, 0.25, 0.25]);
 * const bytes = encode([0, 1, 0, 2], model);
 * decode(bytes) // [0, 1, 0, 2]
 * encode(new Uint8Array(8000), quantise([0.5, 0.5])).length // 1048
 * encode([3], model) // throws encode: symbols[0] = 3; a symbol must be a whole number from 0 to 2
 * ```
 */
export function encode(symbols: Symbols, model: CodingModel, options: EncodeModelOptions = {}): Uint8Array {
  return encodeSymbols("encode", toSymbols("encode", symbols, alphabetOf(model)), model, options).bytes;
}
