import { type CodeLength, decode, encodeMeasured } from "@relent/core/coding";
import type { NamedModel } from "./coding-models.ts";
import { dictionaryBytes, openContainer } from "./container.ts";
import type { Message } from "./message.ts";
import type { CodedBy } from "./result.ts";

/** A coded message: its file, if there can be one, and what it costs. */
export interface Coded {
  readonly file: Uint8Array | null;
  readonly result: CodedBy;
}

function massless({ symbols, nameOf }: Message, { model }: NamedModel): string[] {
  if (model.kind !== "memoryless") return [];
  const lacking = new Set<number>();
  for (const symbol of symbols) if (model.frequencies[symbol] === 0) lacking.add(symbol);
  return [...lacking].slice(0, 10).map(nameOf);
}

const same = (a: ArrayLike<number>, b: ArrayLike<number>): boolean => {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
};

function partsOf({ bits: _, ...parts }: CodeLength, dictionary: number): CodedBy["parts"] {
  return { ...parts, dictionary };
}

/** Codes a message by a model, decodes it again, and says where its bits went. */
export function codeMessage(message: Message, named: NamedModel): Coded {
  const { symbols } = message;
  const { name, description, model } = named;
  const given = model.kind === "conditional" ? model : undefined;
  const lacking = massless(message, named);
  const dictionary = dictionaryBytes(message.values);
  const { bytes: frame, length } = encodeMeasured(symbols, model);
  const parts = partsOf(length, 8 * dictionary.length);
  const base = { name, description, parts, massless: lacking };
  if (frame === undefined) {
    const bits = Number.POSITIVE_INFINITY;
    return { file: null, result: { ...base, bytes: bits, bitsPerSymbol: bits, decoded: null } };
  }
  const file = new Uint8Array(dictionary.length + frame.length);
  file.set(dictionary);
  file.set(frame, dictionary.length);
  const back = decode(openContainer(file).frame, given);
  return {
    file,
    result: {
      ...base,
      bytes: file.length,
      bitsPerSymbol: symbols.length === 0 ? 0 : (8 * file.length) / symbols.length,
      decoded: same(back, symbols),
    },
  };
}
