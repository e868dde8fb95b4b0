import { open, readFile } from "node:fs/promises";
import { RelentError } from "@relent/core";
import { looksLikeGguf } from "./gguf-metadata.ts";
import { readGgufTokenizer } from "./gguf-tokenizer.ts";
import { parseTokenizer, type Tokenizer } from "./tokenizer.ts";

async function beginningOf(path: string): Promise<Uint8Array> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/**
 * Reads what token ids stand for: of a Hugging Face `tokenizer.json`, or of a GGUF model, whose weights are not touched.
 *
 * @throws RelentError `not-found`, `unreadable` for another kind of file or a damaged one, `incompatible` for a GGUF
 *   vocabulary that does not keep the text as it was.
 *
 * @example
 * ```ts
 * const tokenizer = await readTokenizer("model.gguf");
 * ```
 */
export async function readTokenizer(path: string): Promise<Tokenizer> {
  try {
    if (looksLikeGguf(await beginningOf(path))) return await readGgufTokenizer(path);
    return parseTokenizer(path, await readFile(path, "utf8"));
  } catch (cause) {
    if (cause instanceof RelentError) throw cause;
    const { code, message } = cause as NodeJS.ErrnoException;
    const why = code === "ENOENT" ? "does not exist" : `cannot be read: ${message}`;
    throw new RelentError(
      code === "ENOENT" ? "not-found" : "unreadable",
      `readTokenizer: ${path} ${why}; give a tokenizer.json or a GGUF model`,
      { value: path, cause },
    );
  }
}
