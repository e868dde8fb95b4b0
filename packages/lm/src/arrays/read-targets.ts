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

/** The target of a row that is padding: what PyTorch's cross-entropy leaves out. */
export const PADDING = -100;

/** Token ids one after the other, and how many each text has, where the file tells texts apart. */
interface Told {
  readonly tokens: readonly number[];
  readonly lengths?: readonly number[];
}

async function readTokens(path: string): Promise<Told> {
  const file = await openFile("openRecording", path);
  const bytes = new Uint8Array(file.size);
  try {
    await file.read(bytes, 0);
  } finally {
    await file.close();
  }
  if (!looksLikeNpy(bytes)) {
    const found: unknown = JSON.parse(await readFile(path, "utf8"));
    if (!Array.isArray(found)) throw new SyntaxError("it holds no list");
    if (!found.every(Array.isArray)) return { tokens: found as number[] };
    return { tokens: found.flat() as number[], lengths: found.map(({ length }) => length) };
  }
  const header = npyHeader(bytes, basename(path));
  const make = INTEGERS[header.type];
  if (make === undefined) throw new SyntaxError(`it holds numbers of type ${header.type}`);
  const [texts = 0, length] = header.shape;
  if (length !== undefined && header.fortranOrder) throw new SyntaxError("it is laid out column by column");
  const tokens = Array.from(make(bytes.slice(header.offset).buffer as ArrayBuffer), Number);
  return { tokens, ...(length !== undefined && { lengths: new Array<number>(texts).fill(length) }) };
}

/** The tokens of each document without its first, which no row foretells. */
function withoutFirsts(tokens: readonly number[], lengths: readonly number[]): number[] {
  let at = 0;
  return lengths.flatMap((length) => {
    at += length + 1;
    return tokens.slice(at - length, at);
  });
}

/**
 * Reads the tokens that really came after the rows of documents of these lengths: one for each row, or one more for each
 * document, which are then the texts with their first tokens. −1 stands for unknown, −100 for a row that is padding.
 */
export async function readTargets(
  path: string,
  lengths: readonly number[],
  vocabulary: number,
): Promise<Int32Array> {
  const refuse = (what: string, allowed: string, index?: number): never => {
    throw new RelentError("unreadable", `openRecording: targets ${path} ${what}; ${allowed}`, {
      ...(index === undefined ? {} : { index }),
      value: path,
    });
  };
  let told: Told = { tokens: [] };
  try {
    told = await readTokens(path);
  } catch (cause) {
    if (cause instanceof RelentError) throw cause;
    refuse(
      `cannot be read: ${(cause as Error).message}`,
      "a .npy file of integers or a JSON list of token ids is allowed",
    );
  }
  const rows = lengths.reduce((sum, length) => sum + length, 0);
  const whole = rows + lengths.length;
  const { tokens } = told;
  const apart = lengths.length > 1 ? told.lengths : undefined;
  const fits = (more: number): boolean =>
    apart === undefined
      ? tokens.length === rows + more * lengths.length
      : apart.length === lengths.length && apart.every((length, i) => length === lengths[i]! + more);
  if (!fits(0) && !fits(1)) {
    const texts =
      lengths.length === 1 ? "the text with its first token" : "the texts with their first tokens";
    const split = apart === undefined ? "" : ` in ${apart.length} texts`;
    refuse(`has ${tokens.length} tokens${split}`, `${rows}, one a row, or ${whole}, ${texts}, are allowed`);
  }
  const allowed = (token: number): boolean =>
    Number.isInteger(token) && (token === PADDING || token >= -1) && token < vocabulary;
  const wrong = tokens.findIndex((token) => !allowed(token));
  if (wrong >= 0)
    refuse(
      `has ${tokens[wrong]} at ${wrong}`,
      `token ids from 0 to ${vocabulary - 1} are allowed, -1 for unknown, ${PADDING} for padding`,
      wrong,
    );
  return Int32Array.from(fits(0) ? tokens : withoutFirsts(tokens, lengths));
}
