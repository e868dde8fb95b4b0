import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A text as numbers of bytes that occur in it, the last tenth kept back. */
export interface Text {
  /** The bytes that occur, in order; a symbol is a place in this list. */
  readonly alphabet: Uint8Array;
  readonly seen: Uint8Array;
  readonly unseen: Uint8Array;
}

/** The project's own writing: its Markdown files and its sources. */
export function ownText(root: string): Buffer {
  const folders = ["packages/core/src", "packages/tables/src", "packages/report/src"];
  const files = ["README.md", "ARCHITECTURE.md"].map((name) => join(root, name)).filter(existsSync);
  for (const folder of folders) {
    const found = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).sort();
    files.push(
      ...found.filter((name) => /(?<!\.wasm)\.ts$/.test(name)).map((name) => join(root, folder, name)),
    );
  }
  return Buffer.concat(files.map((file) => readFileSync(file)));
}

/** Splits a text into symbols to learn from and symbols to be tested on. */
export function toText(bytes: Uint8Array): Text {
  if (bytes.length < 1000) throw new Error(`the text has ${bytes.length} bytes; it must have at least 1000`);
  const alphabet = Uint8Array.from(new Set(bytes)).sort();
  const symbols = Uint8Array.from(bytes, (byte) => alphabet.indexOf(byte));
  const cut = Math.floor(0.9 * bytes.length);
  return { alphabet, seen: symbols.subarray(0, cut), unseen: symbols.subarray(cut) };
}
