import type { Placed } from "./align.ts";
import type { Scored, ScoredText } from "./scored-text.ts";

const textOf = ({ pieces }: ScoredText): Buffer => Buffer.concat(pieces.map(({ bytes }) => bytes));

const lead = (text: Uint8Array): number => {
  const at = text.findIndex((byte) => byte !== 0x20);
  return at < 0 ? text.length : at;
};

/** A text of both models on a line that ends where both end; undefined where the texts are not the same. */
export function placeByEnd(base: ScoredText, model: ScoredText): readonly [Placed, Placed] | undefined {
  const [a, b] = [textOf(base), textOf(model)];
  const shorter = Math.min(a.length, b.length);
  if (shorter === 0 || !a.subarray(a.length - shorter).equals(b.subarray(b.length - shorter)))
    return undefined;
  const end = Math.max(a.length, b.length);
  return [
    { ...base, from: end - a.length },
    { ...model, from: end - b.length },
  ];
}

/** Where the bytes stand in the line from a place on, if they do so once. */
function onlyPlace(line: Buffer, bytes: Buffer, from: number): number {
  const found = line.indexOf(bytes, from);
  return found < 0 || line.indexOf(bytes, found + 1) < 0 ? found : -1;
}

/**
 * The scored texts at their places in one text that all were cut from; those that it does not hold are left out.
 *
 * A recording that keeps its whole text says itself where each stood, but for spaces that tokenizers put before a text.
 * The others are looked for behind the one before; what stands there more than once has no certain place.
 */
export function placeInText({ texts, whole }: Scored, line: Buffer): Placed[] {
  const shift = whole === undefined ? 0 : lead(line) - lead(whole);
  let behind = 0;
  return texts.flatMap((text): Placed[] => {
    const bytes = textOf(text);
    const told = text.at === undefined ? -1 : text.at + shift;
    const stands = told >= 0 && line.subarray(told, told + bytes.length).equals(bytes);
    const from = stands ? told : onlyPlace(line, bytes, behind);
    if (from < 0 || bytes.length === 0) return [];
    behind = from + bytes.length;
    return [{ ...text, from }];
  });
}
