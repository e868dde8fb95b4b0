import type { Opinion } from "../token-table.ts";
import { entropyOf, type SideKnown } from "./row-figures.ts";

/** What one side says by itself of a row. */
export interface SaidRow extends SideKnown {
  /** ln p of the likeliest token, and its index. */
  readonly top: number;
  readonly first: number;
  /** Σ p and Σ p ln p over what is known. */
  readonly mass: number;
  readonly log: number;
  /** ln p of one token in double precision; −Infinity for none, undefined where only a bound is known. */
  readonly at: (token: number) => number | undefined;
}

/** Lays down a side's first choice, its confidence, its entropy, and what it says of the token that came (−1: unknown). */
export function putOpinion(says: Opinion, said: SaidRow, row: number, target: number): void {
  says.top[row] = said.first;
  says.confidence[row] = Math.min(1, Math.exp(said.top) / (said.clipped ? 1 : said.mass));
  says.entropy[row] = entropyOf(said.mass, said.log, said);
  if (target < 0) return;
  const log = said.at(target);
  says.surprisal[row] = Math.max(0, -(log ?? said.cap));
  says.censored[row] = log === undefined ? 1 : 0;
}
