import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { align, type Placed } from "../../src/bytes/align.ts";

const placed = (id: string, from: number, ...parts: readonly string[]): Placed => ({
  id,
  from,
  pieces: parts.map((part, row) => ({ bytes: Buffer.from(part), row })),
});
const shown = (base: Placed[], model: Placed[]): (string | number)[][] =>
  align(base, model).map((span) => [
    span.document,
    span.from,
    Buffer.from(span.bytes).toString(),
    span.base.length,
    span.model.length,
  ]);

describe("align", () => {
  it("parts a text at the borders that both have", () => {
    const base = placed("a", 0, "The", " qui", "ck", " fox");
    const model = placed("b", 0, "Th", "e", " quick", " fo", "x");
    expect(shown([base], [model])).toEqual([
      ["a", 0, "The", 1, 2],
      ["a", 3, " quick", 2, 1],
      ["a", 9, " fox", 1, 2],
    ]);
  });

  it("keeps to what both scored, where documents begin and end anywhere", () => {
    const base = [placed("a", 0, "abc", "def"), placed("b", 8, "i", "jk")];
    const model = [placed("x", 1, "bc", "de", "f", "gh", "i", "j")];
    expect(shown(base, model)).toEqual([
      ["a", 3, "def", 1, 2],
      ["b", 8, "i", 1, 1],
    ]);
  });

  it("counts tokens without bytes with what they stand behind", () => {
    const base = placed("a", 0, "", "ab", "", "cd", "");
    expect(shown([base], [placed("b", 0, "ab", "cd")])).toEqual([
      ["a", 0, "ab", 3, 1],
      ["a", 2, "cd", 2, 1],
    ]);
  });

  it("is nothing where no border is common", () => {
    expect(shown([placed("a", 0, "abcd")], [placed("b", 1, "bc")])).toEqual([]);
    expect(shown([placed("a", 0, "ab")], [placed("b", 2, "cd")])).toEqual([]);
  });

  it("covers every byte between the first and the last common border once, by both", () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(cuts, cuts, fc.integer({ min: 0, max: 6 }), (a, b, from) => {
        const line = Buffer.from(Array.from({ length: 160 }, (_, i) => i));
        const text = (id: string, start: number, sizes: readonly number[]): Placed => {
          let at = start;
          const pieces = sizes.map((size, row) => {
            at += size;
            return { bytes: line.subarray(at - size, at), row };
          });
          return { id, from: start, pieces };
        };
        const spans = align([text("a", 0, a)], [text("b", from, b)]);
        let at = spans[0]?.from ?? 0;
        for (const span of spans) {
          expect(span.from).toBe(at);
          at += span.bytes.length;
          expect(Buffer.from(span.bytes)).toEqual(line.subarray(span.from, at));
          for (const pieces of [span.base, span.model]) {
            expect(Buffer.concat(pieces.map(({ bytes }) => bytes))).toEqual(Buffer.from(span.bytes));
          }
        }
      }),
    );
  });
});
