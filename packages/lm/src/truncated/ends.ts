import { type Ends, TOKEN_DIVERGENCES, type TokenDivergence } from "../token-table.ts";
import type { Bounds } from "./bounds.ts";

/** The ends of every divergence at every row. */
export type EndColumns = Readonly<Record<TokenDivergence, Ends>>;

export const emptyEnds = (length: number): EndColumns =>
  Object.fromEntries(
    TOKEN_DIVERGENCES.map((name) => [
      name,
      { low: new Float64Array(length), high: new Float64Array(length) },
    ]),
  ) as Record<TokenDivergence, Ends>;

export const emptyDivergences = (length: number): Record<TokenDivergence, Float64Array> =>
  Object.fromEntries(TOKEN_DIVERGENCES.map((name) => [name, new Float64Array(length)])) as Record<
    TokenDivergence,
    Float64Array
  >;

/** Puts the ends of a row, and the figures between them, into their columns. */
export function putEnds(
  ends: EndColumns,
  divergence: Readonly<Record<TokenDivergence, Float64Array>>,
  row: number,
  sure: Bounds,
  likely: Readonly<Record<TokenDivergence, number>>,
): void {
  for (const name of TOKEN_DIVERGENCES) {
    const { low, high } = sure[name];
    ends[name].low[row] = low;
    ends[name].high[row] = high;
    divergence[name][row] = Math.min(high, Math.max(low, likely[name]));
  }
}
