import type { RowLimits } from "../recording.ts";
import { isSpecialId } from "../text/token-text.ts";
import type { Tokenizer } from "../text/tokenizer.ts";

/** The 256 bytes, and one outcome for all tokens without text, such as the end. */
export const OUTCOMES = 257;
const NO_TEXT = 256;

/** Between what each outcome's probability lies: apart only where the file bounds some tokens from above alone. */
export interface NextBytes {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** The outcome that each token begins with. */
export function firstBytes(tokenizer: Tokenizer, vocabulary: number): Uint16Array {
  return Uint16Array.from({ length: vocabulary }, (_, id) => {
    const byte = tokenizer.bytes(id)?.[0];
    return byte === undefined || isSpecialId(tokenizer, id) ? NO_TEXT : byte;
  });
}

/**
 * The distribution of the next byte at a border of tokens: each token's probability goes to the byte that it begins with.
 *
 * `cap`: natural logarithm of the most that a token of log-probability −Infinity may have; `rest`: the most that they have
 * together.
 */
export function nextBytes(
  logs: Float64Array,
  first: Uint16Array,
  { cap, rest }: Pick<RowLimits, "cap" | "rest">,
): NextBytes {
  const low = new Float64Array(OUTCOMES);
  const spare = new Float64Array(OUTCOMES);
  const most = Math.exp(cap);
  for (let id = 0; id < logs.length; id++) {
    const log = logs[id]!;
    const outcome = first[id]!;
    if (log === Number.NEGATIVE_INFINITY) spare[outcome]! += most;
    else low[outcome]! += Math.exp(log);
  }
  const together = Number.isNaN(rest) ? 1 : rest;
  return { low, high: low.map((p, i) => p + Math.min(spare[i]!, together)) };
}

/**
 * D(P ‖ Q) in nats of two such distributions, Σ p ln(p/q) − p + q; where a file tells only bounds of an outcome, the values
 * nearest to each other are taken, as everywhere in these comparisons.
 */
export function nextByteKl(base: NextBytes, model: NextBytes): number {
  let sum = 0;
  for (let i = 0; i < OUTCOMES; i++) {
    const above = base.low[i]! > model.high[i]!;
    if (!above && base.high[i]! >= model.low[i]!) continue;
    const p = above ? base.low[i]! : base.high[i]!;
    const q = above ? model.high[i]! : model.low[i]!;
    sum += (p === 0 ? 0 : p * Math.log(p / q)) - p + q;
  }
  return Math.max(0, sum);
}
