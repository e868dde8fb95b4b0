import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { displayWidth, pad, truncateMiddle, wrap } from "../../src/terminal/width.ts";

describe("the width of a text", () => {
  // Expected: wcwidth 0.9.4, wcswidth(text).
  it.each([
    ["", 0],
    ["naïve", 5],
    ["e\u0301clair", 6],
    ["東京", 4],
    ["ﾊﾝｶｸ", 4],
    ["한국어", 6],
    ["👩‍👩‍👧‍👦", 2],
    ["🇩🇪", 2],
    ["❤️", 2],
    ["مرحبا", 5],
    ["ก็", 1],
    ["ａ", 2],
    ["—", 1],
    ["✓▲", 2],
    ["नमस्ते", 4],
    ["☃", 1],
    ["⌚", 2],
  ])("%s takes %d columns", (text, width) => expect(displayWidth(text)).toBe(width));
});

const text = fc.string({ unit: "grapheme", maxLength: 60 });

describe("shortening", () => {
  it("keeps both ends", () => {
    expect(truncateMiddle("customer_lifetime_value", 11, "…")).toBe("custo…value");
    expect(truncateMiddle("東京都千代田区", 9, "…")).toBe("東京…田区");
    expect(truncateMiddle("short", 11, "…")).toBe("short");
  });

  it("never exceeds the room", () => {
    fc.assert(
      fc.property(text, fc.nat(30), fc.constantFrom("…", "..."), (name, width, ellipsis) => {
        expect(displayWidth(truncateMiddle(name, width, ellipsis))).toBeLessThanOrEqual(width);
      }),
    );
  });

  it("is filled to the column exactly", () => {
    fc.assert(
      fc.property(
        text,
        fc.nat(30),
        fc.constantFrom("left" as const, "right" as const),
        (name, width, align) => {
          const cut = truncateMiddle(name, width, "…");
          expect(displayWidth(pad(cut, width, align))).toBe(width);
        },
      ),
    );
  });
});

describe("wrapping", () => {
  it("breaks at spaces and keeps a number with its %", () => {
    expect(wrap("it wastes 12 % more than it should", 14)).toEqual([
      "it wastes 12 %",
      "more than it",
      "should",
    ]);
  });

  it("breaks inside a word only where the word is wider than a line", () => {
    expect(wrap("a abcdefgh b", 4)).toEqual(["a", "abcd", "efgh", "b"]);
  });

  it("loses nothing but spaces", () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 40 }), (sentence, width) => {
        const lines = wrap(sentence, width);
        expect(lines.join("").replaceAll(" ", "")).toBe(
          sentence.replaceAll(" ", "").replaceAll("\u00a0", ""),
        );
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});
