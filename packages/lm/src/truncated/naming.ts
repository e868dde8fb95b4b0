import { RelentError } from "@relent/core";
import { type TopRecording, tells } from "../recording.ts";
import { isNameless } from "../responses/nameless.ts";
import type { Key } from "./listed-mass.ts";

interface Named {
  readonly id: number | null;
  readonly text: string;
}

/** How tokens are told apart in two recordings: by id where both have them, else by text. */
export interface Naming {
  keyOf(token: Named): Key;
  /** The number by which tables name a token. */
  numberOf(token: Named): number;
}

/** Vocabularies write a blank and an end of line as letters of their own. */
const plain = (text: string): string => text.replaceAll(/[Ġ▁]/g, " ").replaceAll("Ċ", "\n");

/** Parts of a character have no text of their own. */
const hasText = (text: string): boolean => !isNameless(text) && !text.startsWith("bytes:");

function* namesOf(recording: TopRecording): Generator<Named> {
  for (const { tokens } of recording.contents) {
    for (const token of tokens) {
      if (tells(token)) yield token;
      yield* token.candidates;
    }
  }
}

const haveIds = (recording: TopRecording): boolean => {
  for (const { id } of namesOf(recording)) if (id === null) return false;
  return true;
};

function checkVocabulary(base: TopRecording, model: TopRecording): void {
  const texts = new Map<number, string>();
  for (const { id, text } of namesOf(base)) if (hasText(text)) texts.set(id!, plain(text));
  for (const { id, text } of namesOf(model)) {
    const mine = texts.get(id!);
    if (mine === undefined || !hasText(text) || mine === plain(text)) continue;
    throw new RelentError(
      "incompatible",
      `compareTop: token ${id} is ${JSON.stringify(mine)} in ${base.name} and ${JSON.stringify(plain(text))} in ` +
        `${model.name}: these are two vocabularies; compare what a byte costs (compareBytes, --per-byte)`,
      { value: id },
    );
  }
}

/**
 * The naming that two recordings share.
 *
 * @throws RelentError "incompatible" where one id stands for two texts.
 */
export function namingOf(base: TopRecording, model: TopRecording): Naming {
  if (haveIds(base) && haveIds(model)) {
    checkVocabulary(base, model);
    return { keyOf: ({ id, text }) => id ?? text, numberOf: ({ id }) => id ?? -1 };
  }
  const numbers = new Map<string, number>();
  return {
    keyOf: ({ text }) => text,
    numberOf({ text }) {
      const known = numbers.get(text);
      if (known !== undefined) return known;
      numbers.set(text, numbers.size);
      return numbers.size - 1;
    },
  };
}
