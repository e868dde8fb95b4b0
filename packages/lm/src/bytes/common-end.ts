import type { Piece, ScoredText } from "./scored-text.ts";

/** What the same bytes cost by two models that may cut them into tokens as they like. */
export interface CommonEnd {
  readonly bytes: number;
  /** Nats. */
  readonly base: number;
  readonly model: number;
  /** Tokens in it whose cost is only bounded from below, by either. */
  readonly censored: number;
}

interface Begin {
  readonly nats: number;
  readonly censored: number;
}

/** The cost from every token's beginning to the end of the text, by the bytes between. */
function begins(pieces: readonly Piece[]): Map<number, Begin> {
  const found = new Map<number, Begin>();
  let [bytes, nats, censored] = [0, 0, 0];
  for (const piece of pieces.toReversed()) {
    bytes += piece.bytes.length;
    nats += piece.nats;
    censored += Number(piece.censored);
    found.set(bytes, { nats, censored });
  }
  return found;
}

const textOf = ({ pieces }: ScoredText): Buffer => Buffer.concat(pieces.map(({ bytes }) => bytes));

/**
 * The longest end of a text at whose beginning both tokenisations have a border; null where the texts are not the same.
 *
 * Servers do not score the first token, and one model's first token may be longer than the other's.
 */
export function commonEnd(base: ScoredText, model: ScoredText): CommonEnd | null {
  const [mine, others] = [begins(base.pieces), begins(model.pieces)];
  const bytes = Math.max(0, ...[...mine.keys()].filter((at) => others.has(at)));
  const [a, b] = [textOf(base), textOf(model)];
  const shorter = Math.min(a.length, b.length);
  if (bytes === 0 || !a.subarray(a.length - shorter).equals(b.subarray(b.length - shorter))) return null;
  const [left, right] = [mine.get(bytes)!, others.get(bytes)!];
  return { bytes, base: left.nats, model: right.nats, censored: left.censored + right.censored };
}
