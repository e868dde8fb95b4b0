import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { RelentError } from "@relent/core";
import { looksLikeNpy, npyHeader } from "@relent/core/npy";
import { openFile } from "./positioned-file.ts";

const INTEGERS: Readonly<Record<string, (bytes: ArrayBuffer) => ArrayLike<number | bigint>>> = {
  i2: (bytes) => new Int16Array(bytes),
  u2: (bytes) => new Uint16Array(bytes),
  i4: (bytes) => new Int32Array(bytes),
  u4: (bytes) => new Uint32Array(bytes),
  i8: (bytes) => new BigInt64Array(bytes),
};

async function readNumbers(path: string): Promise<number[]> {
  const file = await openFile("openRecording", path);
  const bytes = new Uint8Array(file.size);
  try {
    await file.read(bytes, 0);
  } finally {
    await file.close();
  }
  if (!looksLikeNpy(bytes)) {
    const found: unknown = JSON.parse(await readFile(path, "utf8"));
    if (Array.isArray(found)) return found as number[];
    throw new SyntaxError("it holds no list");
  }
  const header = npyHeader(bytes, basename(path));
  const make = INTEGERS[header.type];
  if (make === undefined) throw new SyntaxError(`it holds numbers of type ${header.type}`);
  return Array.from(make(bytes.slice(header.offset).buffer as ArrayBuffer), Number);
}

/**
 * Reads the tokens that really came: one for each row, or one more, which is then the text with its first token, that no
 * row foretells. −1 stands for unknown.
 */
export async function readTargets(path: string, rows: number, vocabulary: number): Promise<Int32Array> {
  const refuse = (what: string, allowed: string, index?: number): never => {
    throw new RelentError("unreadable", `openRecording: targets ${path} ${what}; ${allowed}`, {
      ...(index === undefined ? {} : { index }),
      value: path,
    });
  };
  let tokens: number[] = [];
  try {
    tokens = await readNumbers(path);
  } catch (cause) {
    if (cause instanceof RelentError) throw cause;
    refuse(
      `cannot be read: ${(cause as Error).message}`,
      "a .npy file of integers or a JSON list of token ids is allowed",
    );
  }
  if (tokens.length !== rows && tokens.length !== rows + 1) {
    refuse(
      `has ${tokens.length} tokens`,
      `${rows}, one a row, or ${rows + 1}, the text with its first token, are allowed`,
    );
  }
  const wrong = tokens.findIndex((token) => !Number.isInteger(token) || token < -1 || token >= vocabulary);
  if (wrong >= 0)
    refuse(
      `has ${tokens[wrong]} at ${wrong}`,
      `token ids from 0 to ${vocabulary - 1} are allowed, -1 for unknown`,
      wrong,
    );
  return Int32Array.from(tokens.slice(tokens.length - rows));
}
