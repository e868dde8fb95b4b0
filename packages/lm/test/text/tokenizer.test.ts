import { describe, expect, it } from "vitest";
import { parseTokenizer } from "../../src/text/tokenizer.ts";

/** The spelling of GPT-2's byte encoder: Ġ is 0x20, Ċ 0x0A, â 0xE2, Ĥ 0x82, ¬ 0xAC. */
const BYTE_LEVEL = JSON.stringify({
  added_tokens: [{ id: 0, content: "<|endoftext|>", special: true }],
  decoder: { type: "ByteLevel" },
  model: { type: "BPE", vocab: { "<|endoftext|>": 0, Ġthe: 1, Ċ: 2, "âĤ¬": 3, âĤ: 4, "!": 6 } },
});

const SENTENCE_PIECE = JSON.stringify({
  decoder: { type: "Sequence", decoders: [{ type: "ByteFallback" }] },
  model: { type: "BPE", vocab: { "<s>": 0, "▁the": 1, "<0x0A>": 2, "▁": 3, é: 4 } },
});

describe("parseTokenizer", () => {
  it("writes byte-level tokens as the text they stand for", () => {
    const tokenizer = parseTokenizer("t.json", BYTE_LEVEL);
    expect([0, 1, 2, 3, 6].map(tokenizer.text)).toEqual(["<|endoftext|>", " the", "\n", "€", "!"]);
    expect(tokenizer.size).toBe(7);
  });

  it("writes the bytes of a part of a character in hexadecimal, and an unknown id by its number", () => {
    const tokenizer = parseTokenizer("t.json", BYTE_LEVEL);
    expect(tokenizer.text(4)).toBe("<0xE2><0x82>");
    expect(tokenizer.bytes(4)).toEqual(Uint8Array.of(0xe2, 0x82));
    expect(tokenizer.text(5)).toBe("#5");
    expect(tokenizer.bytes(5)).toBeUndefined();
  });

  it("knows SentencePiece's space and single bytes", () => {
    const tokenizer = parseTokenizer("t.json", SENTENCE_PIECE);
    expect([0, 1, 2, 3, 4].map(tokenizer.text)).toEqual(["<s>", " the", "\n", " ", "é"]);
    expect(tokenizer.bytes(4)).toHaveLength(2);
  });

  it("reads the list of a unigram vocabulary", () => {
    const tokenizer = parseTokenizer("t.json", '{"model":{"vocab":[["<unk>",0],["▁a",-1.5]]}}');
    expect(tokenizer.text(1)).toBe(" a");
  });

  it.each([
    ["what is no JSON", "{", "t.json is neither JSON nor a GGUF model"],
    ["what has no vocabulary", "{}", "t.json has no vocabulary"],
    ["null", "null", "t.json has no vocabulary"],
    ["a vocabulary of texts", '{"model":{"vocab":{"a":"b"}}}', 't.json gives "a" the id "b"'],
    ["a list without tokens", '{"model":{"vocab":[1]}}', "t.json has no token at model.vocab[0]"],
  ])("refuses %s in one line", (_what, json, message) => {
    expect(() => parseTokenizer("t.json", json)).toThrow(message);
  });
});
