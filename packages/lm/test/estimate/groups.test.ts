import { describe, expect, it } from "vitest";
import { groupings } from "../../src/estimate/groups.ts";
import { tokenClass } from "../../src/estimate/token-class.ts";
import { makeTable, randomRows } from "../make-table.ts";

const NATS = { level: 0.95, unit: { per: 1, name: "nats" } };
const table = makeTable(randomRows(20, 40, 1));

describe("groupings", () => {
  it("parts every token into one group of each sort", () => {
    const found = groupings(
      table,
      NATS,
      Array.from({ length: table.length }, (_, i) => [" a", "b", "\n", "1", "."][i % 5]!),
    );
    expect(found.map(({ by }) => by)).toEqual(["position", "confidence", "class"]);
    for (const { groups } of found) {
      expect(groups.reduce((sum, { tokens }) => sum + tokens, 0)).toBe(table.length);
      expect(groups.reduce((sum, { share }) => sum + share!, 0)).toBeCloseTo(1, 12);
    }
  });

  it("gives means that add up to the whole", () => {
    const whole = table.divergence.kl.reduce((a, b) => a + b, 0);
    for (const { groups } of groupings(table, NATS, undefined)) {
      expect(groups.reduce((sum, { kl, tokens }) => sum + kl.value * tokens, 0)).toBeCloseTo(whole, 10);
    }
  });

  it("leaves classes out where texts are not known", () => {
    expect(groupings(table, NATS, undefined).map(({ by }) => by)).toEqual(["position", "confidence"]);
  });
});

describe("tokenClass", () => {
  it.each([
    [" the", "of", "word start"],
    ["ing", " walk", "word continuation"],
    ["The", "\n", "word start"],
    ["The", undefined, "word start"],
    ["é", "caf", "word continuation"],
    ["42", " ", "digits"],
    [" 42", "of", "digits"],
    ["),", "x", "punctuation"],
    [" +", "x", "punctuation"],
    ["\n\n", ".", "whitespace"],
    ["<|endoftext|>", ".", "special"],
    ["</s>", ".", "special"],
    ["<0xE2>", ".", "other"],
    [".com", "x", "other"],
  ] as const)("of %j after %j is %s", (text, before, expected) => {
    expect(tokenClass(text, before)).toBe(expected);
  });
});
