import type { Piece, ScoredText } from "./scored-text.ts";

/** A text with the byte at which it begins on a line that it shares with others. */
export interface Placed extends ScoredText {
  readonly from: number;
}

/** A stretch of bytes between two borders that both tokenisations have, with none in between. */
export interface Span {
  /** The base's document. */
  readonly document: string;
  readonly from: number;
  readonly bytes: Uint8Array;
  readonly base: readonly Piece[];
  readonly model: readonly Piece[];
}

interface Walk {
  /** The pieces up to a border, which it must have. */
  upTo(border: number): Piece[];
  readonly borders: readonly number[];
}

/** Tokens without bytes belong to what they stand behind, or to the first of all. */
function walk({ pieces, from }: Placed): Walk {
  const borders = [from];
  for (const { bytes } of pieces) borders.push(borders.at(-1)! + bytes.length);
  let at = 0;
  return {
    borders,
    upTo(border) {
      const start = at;
      while (at < pieces.length && borders[at + 1]! <= border) at++;
      return pieces.slice(start, at);
    },
  };
}

function common(a: readonly number[], b: readonly number[]): number[] {
  const others = new Set(b);
  return [...new Set(a)].filter((border) => others.has(border));
}

function spansOf(base: Placed, model: Placed): Span[] {
  const [mine, others] = [walk(base), walk(model)];
  const [first, ...rest] = common(mine.borders, others.borders);
  if (first === undefined) return [];
  for (const [side, { from }] of [
    [mine, base],
    [others, model],
  ] as const) {
    if (from < first) side.upTo(first);
  }
  let from = first;
  return rest.map((border) => {
    const pieces = mine.upTo(border);
    const bytes = Buffer.concat(pieces.map((piece) => piece.bytes));
    const span = { document: base.id, from, bytes, base: pieces, model: others.upTo(border) };
    from = border;
    return span;
  });
}

const endOf = ({ pieces, from }: Placed): number => pieces.reduce((at, { bytes }) => at + bytes.length, from);

/**
 * The spans of two tokenisations of the same line of bytes, wherever both have scored it: each lies between two common
 * borders next to each other, so that both models paid for exactly its bytes. Texts of one side do not overlap.
 */
export function align(base: readonly Placed[], model: readonly Placed[]): Span[] {
  const sorted = (texts: readonly Placed[]): (Placed & { readonly to: number })[] =>
    texts.map((text) => ({ ...text, to: endOf(text) })).sort((a, b) => a.from - b.from);
  const others = sorted(model);
  let first = 0;
  return sorted(base).flatMap((mine) => {
    while (first < others.length && others[first]!.to <= mine.from) first++;
    const spans: Span[] = [];
    for (let i = first; i < others.length && others[i]!.from < mine.to; i++) {
      spans.push(...spansOf(mine, others[i]!));
    }
    return spans;
  });
}
