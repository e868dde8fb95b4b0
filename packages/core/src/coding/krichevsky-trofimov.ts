import { byteWriter } from "./byte-writer.ts";
import { invalid, requireWhole } from "./fail.ts";
import { PRECISION } from "./precision.ts";
import type { Predictor, SequentialModel } from "./sequential-model.ts";
import { addSymbol, countBelow, halve, noCounts, type SymbolCounts } from "./symbol-counts.ts";

/** First byte of its description. */
export const KRICHEVSKY_TROFIMOV = 1;

/** Units in a total. */
const UNITS: number = 2 ** PRECISION;

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

function predictor(alphabet: number, order: number, step: number): Predictor {
  const contexts = new Map<number, SymbolCounts>();
  const wrap = alphabet ** order;
  const most = Math.floor((UNITS - alphabet) / step) - 1;
  let key = 0;
  const enter = (): SymbolCounts => {
    let counts = contexts.get(key);
    if (counts === undefined) {
      counts = noCounts();
      contexts.set(key, counts);
    }
    return counts;
  };
  let own = enter();
  const share = (symbol: number): number => step * countBelow(own, symbol) + symbol;
  const total = (): number => step * own.total + alphabet;
  return {
    below: (symbol) => Math.floor((share(symbol) * UNITS) / total()),
    probability: (symbol) => (share(symbol + 1) - share(symbol)) / total(),
    update(symbol) {
      if (own.total > most) halve(own, alphabet);
      addSymbol(own, symbol, alphabet);
      if (order === 0) return;
      key = (key * alphabet + symbol) % wrap;
      own = enter();
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
