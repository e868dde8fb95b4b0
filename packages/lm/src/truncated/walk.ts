import { RelentError } from "@relent/core";
import type { RecordedToken } from "../recording.ts";
import { tells } from "../recording.ts";
import type { JoinedDocument } from "./join.ts";
import type { Naming } from "./naming.ts";

/** A place that both models spoke about after the same text. */
export interface PairedPlace {
  readonly position: number;
  readonly base: RecordedToken;
  readonly model: RecordedToken;
}

/** The places of a document up to where its texts part. */
export interface Walk {
  readonly places: readonly PairedPlace[];
  /** The place at which the models went on differently; null where they did not. */
  readonly parted: number | null;
}

const textFrom = (tokens: readonly RecordedToken[], from: number, enough: number): string => {
  let text = "";
  for (let i = from; i < tokens.length && text.length < enough; i++) text += tokens[i]!.text;
  return text;
};

/** Whether the text is the same over the longer of two tokens, though they differ, and neither model lists the other's. */
function cutDifferently({ base, model }: JoinedDocument, at: number, { keyOf }: Naming): boolean {
  const [a, b] = [base.tokens[at]!, model.tokens[at]!];
  const longer = Math.max(a.text.length, b.text.length);
  if (longer === 0 || a.text === b.text) return false;
  const same =
    textFrom(base.tokens, at, longer).slice(0, longer) ===
    textFrom(model.tokens, at, longer).slice(0, longer);
  const lists = (one: RecordedToken, other: RecordedToken): boolean =>
    one.candidates.some((candidate) => keyOf(candidate) === keyOf(other));
  return same && !lists(a, b) && !lists(b, a);
}

/**
 * Walks two recordings of a document as long as both models saw the same text: to the first token that differs, that
 * place itself included, for there the text before it is still the same.
 *
 * @throws RelentError "incompatible" where the same text is cut into other tokens.
 */
export function walk(document: JoinedDocument, naming: Naming, names: readonly [string, string]): Walk {
  const { base, model, id } = document;
  const places: PairedPlace[] = [];
  const length = Math.min(base.tokens.length, model.tokens.length);
  for (let position = 0; position < length; position++) {
    const [a, b] = [base.tokens[position]!, model.tokens[position]!];
    if (tells(a) && tells(b)) places.push({ position, base: a, model: b });
    const unknown = !tells(a) && !tells(b) && a.text === b.text;
    if (unknown || naming.keyOf(a) === naming.keyOf(b)) continue;
    if (!cutDifferently(document, position, naming)) return { places, parted: position };
    throw new RelentError(
      "incompatible",
      `compareTop: token ${position} of ${id} is ${JSON.stringify(a.text)} in ${names[0]} and ` +
        `${JSON.stringify(b.text)} in ${names[1]}, of the same text: two tokenisers, whose tokens have no common ` +
        "outcomes; compare what a byte costs (compareBytes, --per-byte)",
      { index: position, value: id },
    );
  }
  return { places, parted: null };
}
