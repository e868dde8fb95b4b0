import type { Row } from "../finite/kinds.ts";
import type { EncodeOptions } from "./chunks.ts";
import { decodeFrame } from "./decode.ts";
import { encode } from "./encode.ts";
import { invalid, requireWhole } from "./fail.ts";
import { UNITS } from "./precision.ts";
import { readModel } from "./quantised-model.ts";
import type { SequentialModel } from "./sequential-model.ts";
import { MOST_SYMBOLS, type SymbolArray, type Symbols } from "./symbols.ts";

/** The distribution of the next symbol after those before it: a network's, say. */
export type Predict = (history: SymbolArray) => Row;

/** What is known of the symbols of a conditional model. */
export interface ConditionalOptions {
  /** Symbols 0 … alphabet − 1; 256 when left out. */
  readonly alphabet?: number;
}

/**
 * Units below each symbol: every symbol with mass gets one and the rest by its share, rounded down; what is left goes to
 * the likeliest. Sums and products alone, so that equal probabilities give equal units on every machine.
 */
function shareUnits(probabilities: Float64Array, support: readonly number[], below: Uint32Array): void {
  const spread = UNITS - support.length;
  below.fill(0);
  let left = spread;
  let top = support[0]!;
  for (const symbol of support) {
    const units = Math.floor(probabilities[symbol]! * spread);
    below[symbol + 1] = 1 + units;
    left -= units;
    if (probabilities[symbol]! > probabilities[top]!) top = symbol;
  }
  below[top + 1]! += left;
  for (let i = 1; i < below.length; i++) below[i]! += below[i - 1]!;
}

/**
 * A model that asks a function for the distribution of each symbol, given all before it.
 *
 * The function must return the same numbers, bit by bit, when it is asked again by the decoder: floating-point networks do
 * so on one machine with one build, not across machines. The history is a view: do not keep it, do not write to it.
 *
 * @throws RelentError "invalid-argument" for an alphabet outside 1 … 2²⁴; when coding, for a row that is no distribution
 * over the alphabet.
 * @example
 * ```ts
 * const sticky = conditionalModel((past) => (past.at(-1) === 1 ? [0.1, 0.9] : [0.9, 0.1]), { alphabet: 2 });
 * const bytes = encode([0, 0, 0, 1, 1, 1], sticky);
 * decode(bytes, sticky) // [0, 0, 0, 1, 1, 1]
 * ```
 */
export function conditionalModel(predict: Predict, options: ConditionalOptions = {}): SequentialModel {
  const { alphabet = 256 } = options;
  requireWhole("conditionalModel", "alphabet", alphabet, 1, MOST_SYMBOLS);
  return {
    kind: "conditional",
    alphabet,
    description: new Uint8Array(0),
    start(message) {
      const below = new Uint32Array(alphabet + 1);
      let expected: Float64Array = new Float64Array(0);
      let at = 0;
      let asked = -1;
      const ask = (): void => {
        if (asked === at) return;
        asked = at;
        const { probabilities, support } = readModel("conditionalModel", predict(message.subarray(0, at)));
        if (probabilities.length !== alphabet) {
          invalid(
            `conditionalModel: ${probabilities.length} probabilities after ${at} symbols; the alphabet has ${alphabet}`,
            { index: at, value: probabilities.length },
          );
        }
        shareUnits(probabilities, support, below);
        expected = probabilities;
      };
      return {
        below(symbol) {
          ask();
          return below[symbol]!;
        },
        probability(symbol) {
          ask();
          return expected[symbol]!;
        },
        update() {
          at++;
        },
      };
    },
  };
}

/**
 * Encodes symbols by what a function expects of each, given those before it: a language model's perplexity as bytes.
 *
 * `encode(symbols, conditionalModel(predict, options))`.
 *
 * @throws RelentError "invalid-argument" for a symbol outside the alphabet or without mass, and for a row that is no
 * distribution over the alphabet.
 * @example
 * ```ts
 * const predict = (past) => (past.at(-1) === 1 ? [0.1, 0.9] : [0.9, 0.1]);
 * const bytes = encodeWith([0, 0, 1, 1], predict, { alphabet: 2 });
 * decodeWith(bytes, predict) // [0, 0, 1, 1]
 * ```
 */
export function encodeWith(
  symbols: Symbols,
  predict: Predict,
  options: ConditionalOptions & EncodeOptions = {},
): Uint8Array {
  return encode(symbols, conditionalModel(predict, options), options);
}

/**
 * The symbols that `encodeWith` was given, by the same function.
 *
 * @throws RelentError "unreadable" for bytes that were damaged, naming the chunk, or where the function does not expect
 * what the encoder's did; "incompatible" for a message of another kind of model.
 * @example
 * ```ts
 * const predict = () => [0.25, 0.75];
 * decodeWith(encodeWith([1, 0, 1], predict, { alphabet: 2 }), predict) // [1, 0, 1]
 * ```
 */
export function decodeWith(bytes: Uint8Array, predict: Predict): SymbolArray {
  return decodeFrame("decodeWith", bytes, ({ alphabet }) => conditionalModel(predict, { alphabet }));
}
