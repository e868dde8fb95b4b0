import { describe, expect, it } from "vitest";
import { stringClass, stringLength } from "../../src/summary/string-class.ts";

describe("the kinds of character in a text", () => {
  it.each([
    ["", "empty"],
    ["123", "digits"],
    ["abc", "letters"],
    ["A-1", "digits, letters and punctuation"],
    ["née", "letters and other letters"],
    ["a b", "letters and spaces"],
    ["x@y.z", "letters and punctuation"],
    ["\u0001", "control characters"],
    ["日本", "other letters"],
  ])("%j: %s", (text, kinds) => {
    expect(stringClass(text)).toBe(kinds);
  });

  it("length counts characters, not code units", () => {
    expect(["", "abc", "日本", "👍🏽"].map(stringLength)).toEqual([0, 3, 2, 2]);
  });
});
