import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readTokenizer } from "../../src/index.ts";
import { writeGguf } from "./gguf-file.ts";

const folder = mkdtempSync(join(tmpdir(), "relent-tokenizer-"));
const at = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

const KIND = "tokenizer.ggml.model";
const TOKENS = "tokenizer.ggml.tokens";
const TYPES = "tokenizer.ggml.token_type";

describe("readTokenizer", () => {
  it("reads the SentencePiece vocabulary of a GGUF model", async () => {
    const path = at("llama.gguf");
    writeGguf(path, {
      "general.architecture": "llama",
      "llama.block_count": 2,
      "tokenizer.ggml.scores": Int32Array.of(1, 2, 3),
      [KIND]: "llama",
      [TOKENS]: ["<unk>", "<bos>", "<0x0A>", "▁the", "<tool>"],
      [TYPES]: Int32Array.of(2, 3, 6, 1, 4),
    });
    const tokenizer = await readTokenizer(path);
    expect(tokenizer.size).toBe(5);
    expect([0, 1, 2, 3, 4, 5].map((id) => tokenizer.text(id))).toEqual([
      "<unk>",
      "<bos>",
      "\n",
      " the",
      "<tool>",
      "#5",
    ]);
    expect([0, 1, 2, 3, 4].map((id) => tokenizer.special?.(id))).toEqual([true, true, false, false, false]);
  });

  it("reads a byte-level vocabulary, a character in two tokens too", async () => {
    const path = at("gpt2.gguf");
    writeGguf(path, { [KIND]: "gpt2", [TOKENS]: ["Ġthere", "Ã", "¶"] }, 2);
    const tokenizer = await readTokenizer(path);
    expect(tokenizer.text(0)).toBe(" there");
    expect(Buffer.concat([tokenizer.bytes(1)!, tokenizer.bytes(2)!]).toString()).toBe("ö");
  });

  it("reads on where the description is longer than a piece of the file", async () => {
    const path = at("long.gguf");
    const merges = Array.from({ length: 40_000 }, (_, i) => `merge of two long parts ${i}`);
    writeGguf(path, { "tokenizer.ggml.merges": merges, [KIND]: "gpt2", [TOKENS]: ["a", "b"] });
    expect((await readTokenizer(path)).text(1)).toBe("b");
  });

  it("reads a tokenizer.json, and which of its added tokens are special", async () => {
    const path = at("tokenizer.json");
    const added_tokens = [
      { id: 1, content: "<eos>", special: true },
      { id: 2, content: "<tool>", special: false },
    ];
    writeFileSync(path, JSON.stringify({ model: { vocab: { a: 0 } }, added_tokens }));
    const tokenizer = await readTokenizer(path);
    expect([0, 1, 2].map((id) => tokenizer.special?.(id))).toEqual([false, true, false]);
  });

  it.each([
    ["cut.gguf", "ends at byte 60, within its description"],
    ["words.gguf", "has a vocabulary of the kind bert; llama, t5"],
    ["bare.gguf", "has no vocabulary"],
    ["old.gguf", "is of version 1"],
    ["text.txt", "is neither JSON nor a GGUF model"],
    ["nowhere.gguf", "does not exist"],
    [".", "cannot be read"],
  ])("refuses %s in one line", async (name, message) => {
    writeGguf(at("whole.gguf"), { [KIND]: "gpt2", [TOKENS]: ["a", "b"] });
    writeFileSync(at("cut.gguf"), readFileSync(at("whole.gguf")).subarray(0, 60));
    writeGguf(at("words.gguf"), { [KIND]: "bert", [TOKENS]: ["a"] });
    writeGguf(at("bare.gguf"), { "general.architecture": "clip" });
    writeGguf(at("old.gguf"), {}, 1);
    writeFileSync(at("text.txt"), "no tokenizer");
    const error = await readTokenizer(at(name)).catch((e: Error) => e);
    expect((error as Error).message).toContain(message);
    expect((error as Error).message).not.toContain("\n");
  });
});
