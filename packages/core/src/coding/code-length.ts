import { counts, weights } from "../finite/kinds.ts";
import { kl } from "../finite/kl.ts";
import { alphabetOf, type CodingModel, type EncodeModelOptions, encodeSymbols } from "./encode.ts";
import { PRECISION } from "./precision.ts";
import { meanRounding } from "./quantisation-cost.ts";
import type { QuantisedModel } from "./quantised-model.ts";
import type { Predictor } from "./sequential-model.ts";
import { countSymbols, type SymbolArray, type Symbols, toSymbols } from "./symbols.ts";

/** Where the bits of an encoded message go. */
export interface CodeLength {
  /** All of them: 8 times the length of what `encode` returns. */
  readonly bits: number;
  /** N·H(p̂), with p̂ the frequencies of the symbols in the message. */
  readonly entropy: number;
  /** N·KL(p̂‖q); for models that change as they go −Σ log₂ q(xᵢ) − N·H(p̂), below 0 where the context helps. */
  readonly kl: number;
  /** What the rounding of q to whole frequencies adds. */
  readonly quantiser: number;
  /** What the coder's words and states add. */
  readonly coder: number;
  /** Header, stored model, lengths and checksums. */
  readonly frame: number;
}

/** An encoded message, and where its bits go. */
export interface MeasuredCode {
  /** What `encode` returns; undefined where a symbol has no mass in a memoryless model. */
  readonly bytes: Uint8Array | undefined;
  readonly length: CodeLength;
}

/** N·H in bits, from counts. */
function entropyBits(occurrences: Float64Array, n: number): number {
  let bits = 0;
  for (const count of occurrences) if (count > 0) bits += count * Math.log2(n / count);
  return bits;
}

/** −log₂ of the message under the model, before and after rounding, as the coder goes. */
interface Spent {
  exact: number;
  rounded: number;
}

function watched(predictor: Predictor, spent: Spent): Predictor {
  return {
    below: predictor.below,
    probability: predictor.probability,
    update(symbol) {
      const units = predictor.below(symbol + 1) - predictor.below(symbol);
      spent.exact -= Math.log2(predictor.probability(symbol));
      spent.rounded += PRECISION - Math.log2(units);
      predictor.update(symbol);
    },
  };
}

/** The two parts that a memoryless model adds to the entropy. */
function memorylessParts(
  occurrences: Float64Array,
  n: number,
  model: QuantisedModel,
): { kl: number; quantiser: number } {
  if (n === 0) return { kl: 0, quantiser: 0 };
  return {
    kl: (n * kl(counts(occurrences), weights(model.probabilities))) / Math.LN2,
    quantiser:
      (n *
        meanRounding(
          occurrences.map((count) => count / n),
          model,
        )) /
      Math.LN2,
  };
}

function coded(
  fn: string,
  message: SymbolArray,
  model: CodingModel,
  options: EncodeModelOptions,
): MeasuredCode {
  const n = message.length;
  const occurrences = countSymbols(message, alphabetOf(model));
  const entropy = entropyBits(occurrences, n);
  const lacking =
    model.kind === "memoryless" && model.frequencies.some((f, i) => f === 0 && occurrences[i]! > 0);
  if (lacking) {
    const infinite = Number.POSITIVE_INFINITY;
    const length = { bits: infinite, entropy, kl: infinite, quantiser: 0, coder: 0, frame: 0 };
    return { bytes: undefined, length };
  }
  const spent = { exact: 0, rounded: 0 };
  const { bytes, payload } = encodeSymbols(fn, message, model, options, (predictor) =>
    watched(predictor, spent),
  );
  const parts =
    model.kind === "memoryless"
      ? memorylessParts(occurrences, n, model)
      : { kl: spent.exact - entropy, quantiser: spent.rounded - spent.exact };
  const coder = 8 * payload - (entropy + parts.kl + parts.quantiser);
  const frame = 8 * (bytes.length - payload);
  return { bytes, length: { bits: 8 * bytes.length, entropy, ...parts, coder, frame } };
}

/**
 * The length of an encoded message in bits, and what each of them pays for.
 *
 * bits = entropy + kl + quantiser + coder + frame, exactly, added in this order. The first two are N times the
 * cross-entropy of the message's frequencies and the model; the others are what a real coder adds. Options as for `encode`,
 * which it runs. A symbol without mass in a memoryless model makes `bits` and `kl` Infinity.
 *
 * @throws RelentError "invalid-argument" for a symbol outside the alphabet, or without mass in a conditional model.
 * @example
 * ```ts
 * const message = Uint8Array.from({ length: 8000 }, (_, i) => i % 2);
 * const spent = codeLength(message, quantise([0.25, 0.75]));
 * spent.entropy // 8000
 * spent.kl // 1660.1499971153746
 * spent.bits // 10016
 * codeLength([0, 1], quantise([1, 0])).bits // Infinity
 * ```
 */
export function codeLength(
  symbols: Symbols,
  model: CodingModel,
  options: EncodeModelOptions = {},
): CodeLength {
  return coded("codeLength", toSymbols("codeLength", symbols, alphabetOf(model)), model, options).length;
}

/**
 * Encodes a message and says what its bits pay for, in one pass: what `encode` and `codeLength` give.
 *
 * @throws RelentError "invalid-argument" for a symbol outside the alphabet, or without mass in a conditional model.
 * @example
 * ```ts
 * const { bytes, length } = encodeMeasured([0, 1, 0, 2], quantise([0.5, 0.25, 0.25]));
 * 8 * bytes.length === length.bits // true
 * decode(bytes) // [0, 1, 0, 2]
 * encodeMeasured([0, 1], quantise([1, 0])).bytes // undefined
 * ```
 */
export function encodeMeasured(
  symbols: Symbols,
  model: CodingModel,
  options: EncodeModelOptions = {},
): MeasuredCode {
  return coded("encodeMeasured", toSymbols("encodeMeasured", symbols, alphabetOf(model)), model, options);
}
