import { RelentError } from "@relent/core";
import { type CodingModel, decode } from "@relent/core/coding";
import { checkWritable, writeWhole } from "@relent/engine";
import { checkKept } from "../inputs.ts";
import { openContainer } from "./container.ts";
import { readBytes } from "./message.ts";

/** Values one a line; where one has a line's end within, or is missing, each as JSON. */
function linesOf(values: readonly (string | null)[]): string {
  const plain = values.every((value) => value !== null && !/[\r\n]/.test(value));
  return values.map((value) => `${plain ? value : JSON.stringify(value)}\n`).join("");
}

/** The tokens of a recording: they are decoded by its distributions, which the coded file does not carry. */
export interface AsTokens {
  readonly recording: string | undefined;
}

async function modelOf(tokens: AsTokens | undefined): Promise<CodingModel | undefined> {
  if (tokens?.recording === undefined) return undefined;
  const { recordedModel, tokensOf } = await import("./recorded.ts");
  return (await recordedModel(tokens.recording, await tokensOf(tokens.recording))).model;
}

interface Decoded {
  readonly count: number;
  readonly content: string | Uint8Array;
  readonly what: string;
}

function contentOf(
  path: string,
  bytes: Uint8Array,
  tokens: boolean,
  model: CodingModel | undefined,
): Decoded {
  try {
    const { values, frame } = openContainer(bytes);
    const symbols = decode(frame, model);
    const count = symbols.length;
    if (tokens) return { count, content: linesOf(Array.from(symbols, String)), what: "tokens, one a line" };
    if (values === undefined) return { count, content: Uint8Array.from(symbols), what: "bytes" };
    const named = Array.from(symbols, (symbol) => values[symbol] ?? null);
    return { count, content: linesOf(named), what: "values, one a line" };
  } catch (cause) {
    if (!(cause instanceof RelentError)) throw cause;
    throw new RelentError(cause.code, `code: ${path}: ${cause.message.replace(/^\w+: /, "")}`, { cause });
  }
}

/** Decodes what `--emit` wrote into a file. */
export async function decodeTo(path: string, target: string, tokens: AsTokens | undefined): Promise<void> {
  checkKept(target, [path, tokens?.recording], "--emit");
  checkWritable(target);
  const bytes = readBytes(path);
  const { count, content, what } = contentOf(path, bytes, tokens !== undefined, await modelOf(tokens));
  await writeWhole(target, content);
  process.stderr.write(`wrote ${target}: ${count} ${what}\n`);
}
