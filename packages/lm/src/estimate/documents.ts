import type { TokenTable } from "../token-table.ts";

/** One document's own figures: means over its tokens, which are all there are of it. */
export interface DocumentFigures {
  readonly name: string;
  readonly tokens: number;
  readonly kl: number;
  readonly flips: number;
  /** Row of its first token in the table. */
  readonly first: number;
}

/** Every document's mean divergence and share of flips, the worst first. */
export function documentFigures(table: TokenTable, per: number): DocumentFigures[] {
  const { documents, document, divergence, baseSays, modelSays } = table;
  const sums = documents.map((name) => ({ name, tokens: 0, kl: 0, flips: 0, first: -1 }));
  for (let row = 0; row < table.length; row++) {
    const sum = sums[document[row]!]!;
    if (sum.first < 0) sum.first = row;
    sum.tokens++;
    sum.kl += divergence.kl[row]! / per;
    sum.flips += Number(baseSays.top[row] !== modelSays.top[row]);
  }
  return sums
    .filter(({ tokens }) => tokens > 0)
    .map((sum) => ({ ...sum, kl: sum.kl / sum.tokens, flips: sum.flips / sum.tokens }))
    .sort((a, b) => b.kl - a.kl || a.first - b.first);
}
