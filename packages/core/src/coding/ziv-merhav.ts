import { type LogOptions, logBase } from "../protocol.ts";
import { invalid } from "./fail.ts";
import { suffixAutomaton } from "./suffix-automaton.ts";
import { MOST_SYMBOLS, type Symbols } from "./symbols.ts";

/** How two messages differ to one who knows no model of them: a proxy with a bias, not an estimate with an interval. */
export interface ParsingDivergence {
  /** crossEntropy − entropy, per symbol; may be below 0. */
  readonly value: number;
  /** c log(m)/n, with c the phrases of x that are found in y, and m the length of y. */
  readonly crossEntropy: number;
  /** c log(c)/n, with c the phrases of x by itself. */
  readonly entropy: number;
  /** Phrases of x that y has. */
  readonly crossPhrases: number;
  /** Phrases of x by incremental parsing. */
  readonly ownPhrases: number;
  readonly method: "Ziv–Merhav cross-parsing";
  /** What not to take it for. */
  readonly note: string;
}

const NOTE =
  "a biased proxy: both parts tend to their limits as 1/log n, from different sides; compare values of equal lengths only";

function requireMessage(fn: string, name: string, symbols: Symbols): void {
  if (symbols.length < 2) {
    invalid(`${fn}: ${name} has ${symbols.length} symbols; it must have 2 at least`, {
      value: symbols.length,
    });
  }
  for (let i = 0; i < symbols.length; i++) {
    const value = symbols[i]!;
    if (!(Number.isInteger(value) && value >= 0 && value < MOST_SYMBOLS)) {
      invalid(
        `${fn}: ${name}[${i}] = ${value}; a symbol must be a whole number from 0 to ${MOST_SYMBOLS - 1}`,
        {
          index: i,
          value,
        },
      );
    }
  }
}

function countCrossPhrases(x: Symbols, y: Symbols): number {
  const automaton = suffixAutomaton(y);
  let phrases = 0;
  for (let i = 0; i < x.length; phrases++) {
    const start = i;
    let state = automaton.next(0, x[i]!);
    while (state >= 0) {
      i++;
      state = i < x.length ? automaton.next(state, x[i]!) : -1;
    }
    if (i === start) i++;
  }
  return phrases;
}

/** Incremental parsing: each phrase is the shortest that has not come before. */
function countOwnPhrases(x: Symbols): number {
  const phrases = new Map<number, number>();
  let count = 0;
  let node = 0;
  for (let i = 0; i < x.length; i++) {
    const edge = node * MOST_SYMBOLS + x[i]!;
    const next = phrases.get(edge);
    if (next !== undefined) node = next;
    else {
      phrases.set(edge, ++count);
      node = 0;
    }
  }
  return node === 0 ? count : count + 1;
}

/**
 * How many phrases x falls into when each is the longest that occurs somewhere in y.
 *
 * A symbol that y does not have is a phrase of its own. Time about linear in both lengths; 60 bytes a symbol of y.
 *
 * @throws RelentError "invalid-argument" for messages of fewer than 2 symbols, and for what is no symbol.
 * @see Ziv & Merhav, A measure of relative entropy between individual sequences with application to universal
 * classification, IEEE Trans. Inf. Theory 39 (1993) 1270–1279.
 * @example
 * ```ts
 * crossParsing([0, 1, 0, 1, 2, 0], [1, 0, 1, 0, 0]) // 4
 * ```
 */
export function crossParsing(x: Symbols, y: Symbols): number {
  requireMessage("crossParsing", "x", x);
  requireMessage("crossParsing", "y", y);
  return countCrossPhrases(x, y);
}

/**
 * The divergence of one message from another by parsing the one with the phrases of the other: no model, no training.
 *
 * (c(x|y) log m − c(x) log c(x)) / n: c(x|y) phrases of x found in y of length m, c(x) phrases of x by itself. It tends to
 * D(x‖y) per symbol for two Markov sources, with a bias that falls as slowly as 1/log n and does not vanish at any length
 * that is met: rank pairs by it, do not report it as the divergence (`estimateKl` does that from counts). Nats, or units of
 * `base`.
 *
 * @throws RelentError "invalid-argument" for messages of fewer than 2 symbols, and for what is no symbol.
 * @see Ziv & Merhav, IEEE Trans. Inf. Theory 39 (1993) 1270–1279.
 * @example
 * ```ts
 * const { crossPhrases, ownPhrases, value } = zivMerhav([0, 1, 0, 1, 2, 0], [1, 0, 1, 0, 0], { base: 2 });
 * [crossPhrases, ownPhrases] // [4, 5]
 * value // -0.38698801581456
 * ```
 */
export function zivMerhav(x: Symbols, y: Symbols, options: LogOptions = {}): ParsingDivergence {
  const unit = logBase("zivMerhav", options.base);
  requireMessage("zivMerhav", "x", x);
  requireMessage("zivMerhav", "y", y);
  const crossPhrases = countCrossPhrases(x, y);
  const ownPhrases = countOwnPhrases(x);
  const crossEntropy = (crossPhrases * Math.log(y.length)) / x.length / unit;
  const entropy = (ownPhrases * Math.log(ownPhrases)) / x.length / unit;
  return {
    value: crossEntropy - entropy,
    crossEntropy,
    entropy,
    crossPhrases,
    ownPhrases,
    method: "Ziv–Merhav cross-parsing",
    note: NOTE,
  };
}
