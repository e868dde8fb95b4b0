import { readFileSync, statSync } from "node:fs";
import { RelentError } from "@relent/core";
import type { SymbolArray } from "@relent/core/coding";
import type { Engine } from "@relent/engine";
import type { CodeResult } from "./result.ts";

/** A message to be coded: symbols, and what is needed to write them down again. */
export interface Message {
  readonly name: string;
  readonly unit: CodeResult["unit"];
  readonly symbols: SymbolArray;
  readonly alphabet: number;
  /** How a symbol is called. */
  readonly nameOf: (symbol: number) => string;
  /** The content as other programs would be given it. */
  readonly content: Uint8Array;
  /** The values that symbols stand for, null for a missing one; absent where symbols are bytes. */
  readonly values?: readonly (string | null)[];
}

const MOST_BYTES = 2 ** 30;

/** The bytes of a file. */
export function readBytes(path: string): Uint8Array {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new RelentError("not-found", `code: ${path} is not there; give a file`);
  if (!found.isFile())
    throw new RelentError("usage", `code: ${path} is no file; give one, not a folder or device`);
  if (found.size > MOST_BYTES) {
    throw new RelentError(
      "usage",
      `code: ${path} has ${found.size} bytes; at most ${MOST_BYTES} are coded at once`,
      {
        value: found.size,
      },
    );
  }
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new RelentError("unreadable", `code: ${path} cannot be read; ${(cause as Error).message}`, {
      cause,
    });
  }
}

const printable = (byte: number): string =>
  byte > 32 && byte < 127 ? String.fromCharCode(byte) : `0x${byte.toString(16).padStart(2, "0")}`;

/** A file as a message of bytes. */
export function bytesOf(path: string): Message {
  const content = readBytes(path);
  return { name: path, unit: "byte", symbols: content, alphabet: 256, nameOf: printable, content };
}

/** The values of one column of a table, in their order, as a message of value numbers. */
export async function columnOf(engine: Engine, path: string, column: string): Promise<Message> {
  const described = await engine.describe(path);
  if (!described.fields.some(({ name }) => name === column)) {
    const { closest } = await import("@relent/engine");
    const names = described.fields.map(({ name }) => name);
    const near = closest(column, names);
    throw new RelentError(
      "usage",
      `code: ${path} has no column ${column}; ${near.length === 0 ? `its columns are ${names.join(", ")}` : `did you mean ${near.join(" or ")}?`}`,
      { value: column },
    );
  }
  const relation = await engine.open(path, { columns: [column] });
  const places = new Map<string | null, number>();
  const symbols: number[] = [];
  const written: string[] = [];
  for await (const { length, columns } of engine.columns(relation, [column])) {
    const { values, valid } = columns[0]!;
    for (let i = 0; i < length; i++) {
      const value = valid !== undefined && valid[i] === 0 ? null : String(values[i]);
      let place = places.get(value);
      if (place === undefined) {
        place = places.size;
        places.set(value, place);
      }
      symbols.push(place);
      written.push(value ?? "");
    }
  }
  const values = [...places.keys()];
  return {
    name: `${path}, column ${column}`,
    unit: "value",
    symbols: Uint32Array.from(symbols),
    alphabet: Math.max(1, values.length),
    nameOf: (symbol) => values[symbol] ?? "NULL",
    content: new TextEncoder().encode(written.join("\n")),
    values,
  };
}
