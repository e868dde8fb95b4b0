import { describe, expect, it } from "vitest";
import { tokenText } from "../../src/text/token-text.ts";
import { parseTokenizer } from "../../src/text/tokenizer.ts";
import { makeTable, type Row } from "../make-table.ts";

const tokenizer = parseTokenizer(
  "t.json",
  '{"decoder":{"type":"ByteLevel"},"added_tokens":[{"id":2,"content":"<|end|>"}],"model":{"vocab":{"ĠcafÃ©":0,"Ã":1}}}',
);
const rows: Row[] = [0, 1, 2].map((target) => ({
  document: 0,
  target,
  p: [0.5, 0.25, 0.25],
  q: [0.5, 0.25, 0.25],
}));
const table = makeTable(rows);

describe("tokenText", () => {
  it("counts the bytes of the tokens that came, none for special ones", () => {
    const { texts, bytes } = tokenText(table, tokenizer, undefined);
    expect(texts).toEqual([" café", "<0xC3>", "<|end|>"]);
    expect([...bytes!]).toEqual([6, 1, 0]);
  });

  it("believes the recording's own texts", () => {
    const known = makeTable(rows, { texts: ["a", "é", "</s>"] });
    const { texts, bytes, names } = tokenText(known, tokenizer, undefined);
    expect(texts).toEqual(["a", "é", "</s>"]);
    expect([...bytes!]).toEqual([1, 2, 0]);
    expect(names.at(1)).toBe("é");
  });

  it("spreads the bytes of a whole text over its tokens", () => {
    expect([...tokenText(table, undefined, 30).bytes!]).toEqual([10, 10, 10]);
  });

  it("refuses a whole text where documents were scored from their middle on", () => {
    const halves = makeTable(rows.map((row, i) => ({ ...row, position: 8 + i })));
    expect(() => tokenText(halves, undefined, 30)).toThrow("base scores its documents from position 8 on");
  });

  it("names tokens by their numbers where nothing else is known", () => {
    const { texts, bytes, names } = tokenText(table, undefined, undefined);
    expect([texts, bytes, names.at(1), names.of(7)]).toEqual([undefined, undefined, "#1", "#7"]);
  });

  it("refuses a tokenizer that knows more tokens than the models", () => {
    const small = makeTable(rows, { vocabulary: 2 });
    expect(() => tokenText(small, tokenizer, undefined)).toThrow("the tokenizer has 3 tokens and base 2");
  });
});
