import type { Family } from "../protocol.ts";
import { each, type Input, type OutOptions } from "./compare.ts";
import { entropyOfRow } from "./entropy.ts";
import type { Batch, Row } from "./kinds.ts";

/**
 * Perplexity: how many equally likely outcomes would be as surprising.
 *
 * exp(H(p)), between 1 and n. The perplexity of a model q on data p is `Math.exp(crossEntropy(p, q))`.
 *
 * @throws RelentError "invalid-argument" for what no distribution can be.
 * @see Jelinek et al., J. Acoust. Soc. Am. 62 (1977) S63.
 * @example
 * ```ts
 * perplexity([0.5, 0.5]) // 2
 * perplexity([1, 0]) // 1
 * ```
 */
export function perplexity(p: Row): number;
export function perplexity(p: Batch, options?: OutOptions): Float64Array;
export function perplexity(p: Family): number;
export function perplexity(p: Input, options: OutOptions = {}): number | Float64Array {
  return each("perplexity", p, options, (a) => Math.exp(entropyOfRow(a)));
}
