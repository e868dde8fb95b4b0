import { byteWriter } from "./byte-writer.ts";
import { invalid, requireWhole } from "./fail.ts";
import { UNITS } from "./precision.ts";
import type { Predictor, SequentialModel } from "./sequential-model.ts";
import {
  addSymbol,
  halve,
  type Located,
  locate,
  noCounts,
  type SymbolCounts,
  symbolOf,
} from "./symbol-counts.ts";

/** First byte of its description. */
export const KRICHEVSKY_TROFIMOV = 1;

/** What a context model is told. */
export interface KrichevskyTrofimovOptions {
  /** Symbols 0 … alphabet − 1: 1 to 65,536 of them, 256 when left out. */
  readonly alphabet?: number;
  /** How many symbols before the next one its expectations depend on: 0 (when left out) to 3. */
  readonly order?: number;
  /** What each symbol counts before it is seen: 1/m for a whole m from 1 to 256; ½ when left out. */
  readonly pseudoCount?: number;
}

/** m of a pseudo-count 1/m. */
function stepOf(pseudoCount: number): number {
  const step = Math.round(1 / pseudoCount);
  if (step >= 1 && step <= 256 && 1 / step === pseudoCount) return step;
  return invalid(
    `krichevskyTrofimov: pseudoCount = ${pseudoCount}; it must be 1/m for a whole m from 1 to 256`,
    {
      value: pseudoCount,
    },
  );
}

/** No symbol, nor the one before any. */
const NOWHERE = -2;
/** Up to so many contexts have a place each; of more, only those that occur. */
const MOST_PLACES = 65_536;

/** Gives the counts of a context by its number, empty ones the first time. */
function contextsOf(number: number): (key: number) => SymbolCounts {
  if (number <= MOST_PLACES) {
    const places: (SymbolCounts | undefined)[] = new Array(number).fill(undefined);
    return (key) => (places[key] ??= noCounts());
  }
  const found = new Map<number, SymbolCounts>();
  return (key) => {
    let counts = found.get(key);
    if (counts === undefined) {
      counts = noCounts();
      found.set(key, counts);
    }
    return counts;
  };
}

function predictor(alphabet: number, order: number, step: number): Predictor {
  const wrap = alphabet ** order;
  const enter = contextsOf(wrap);
  const most = Math.floor((UNITS - alphabet) / step) - 1;
  let key = 0;
  let own = enter(key);
  // A coder asks for both ends of one symbol's interval, for its probability, and then counts it: one walk finds all.
  const found: Located = { symbol: NOWHERE, below: 0, count: 0, at: 0 };
  const find = (symbol: number): void => {
    if (found.symbol !== symbol) locate(own, symbol, found);
  };
  const total = (): number => step * own.total + alphabet;
  return {
    below(symbol) {
      const next = symbol === found.symbol + 1;
      if (!next) find(symbol);
      const counted = next ? found.below + found.count : found.below;
      return Math.floor(((step * counted + symbol) * UNITS) / total());
    },
    probability(symbol) {
      find(symbol);
      return (step * found.count + 1) / total();
    },
    near: (slot) => symbolOf(own, (slot * total()) / UNITS, step, alphabet),
    update(symbol) {
      if (own.total > most) {
        halve(own, alphabet);
        found.symbol = NOWHERE;
      }
      find(symbol);
      addSymbol(own, found, alphabet);
      found.symbol = NOWHERE;
      if (order === 0) return;
      key = (key * alphabet + symbol) % wrap;
      own = enter(key);
    },
  };
}

/**
 * The Krichevsky–Trofimov model: it learns as it codes, and needs no table.
 *
 * After N symbols in a context of which n were s, the next is s with probability (n + ½)/(N + k/2) (with `pseudoCount` a:
 * (n + a)/(N + ka)), so that the code length is −log of the Dirichlet(½) evidence: at most (k − 1)/2 · log₂ N + O(1) bits
 * above the best fixed frequencies. The context is the `order` symbols before. Whole-number arithmetic: encoders and
 * decoders agree on every machine. The counts of a context are halved when they would exceed 24 bits (after 2²³ symbols).
 *
 * @throws RelentError "invalid-argument" for an alphabet outside 1 … 65,536, an order outside 0 … 3, and a pseudo-count
 * that is not 1/m.
 * @see Krichevsky & Trofimov, The performance of universal encoding, IEEE Trans. Inf. Theory 27 (1981) 199–207.
 * @example
 * ```ts
 * const model = krichevskyTrofimov({ alphabet: 2, order: 1 });
 * const message = Uint8Array.from({ length: 8000 }, (_, i) => i % 2);
 * encode(message, model).length // 34
 * decode(encode(message, model)).length // 8000
 * ```
 */
export function krichevskyTrofimov(options: KrichevskyTrofimovOptions = {}): SequentialModel {
  const { alphabet = 256, order = 0, pseudoCount = 0.5 } = options;
  requireWhole("krichevskyTrofimov", "alphabet", alphabet, 1, 65536);
  requireWhole("krichevskyTrofimov", "order", order, 0, 3);
  const step = stepOf(pseudoCount);
  const writer = byteWriter();
  writer.byte(KRICHEVSKY_TROFIMOV);
  writer.whole(order);
  writer.whole(step);
  return {
    kind: "adaptive",
    alphabet,
    description: writer.done(),
    start: () => predictor(alphabet, order, step),
  };
}
