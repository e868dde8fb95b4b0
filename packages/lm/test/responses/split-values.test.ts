import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitValues } from "../../src/responses/split-values.ts";

async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

async function split(text: string, size: number): Promise<{ text: string; line: number; whole: boolean }[]> {
  const found = [];
  for await (const value of splitValues(pieces(text, size))) found.push(value);
  return found;
}

const objects = fc.array(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 }), {
  minLength: 1,
  maxLength: 5,
});

describe("a stream of JSON text", () => {
  it("is cut into its values wherever it is broken into pieces, whatever its strings hold", async () => {
    await fc.assert(
      fc.asyncProperty(
        objects,
        fc.integer({ min: 1, max: 40 }),
        fc.boolean(),
        async (values, size, array) => {
          const text = array
            ? JSON.stringify(values, null, 1)
            : values.map((one) => JSON.stringify(one, null, 2)).join("\n");
          const found = await split(text, size);
          expect(found.map((one) => JSON.parse(one.text))).toEqual(JSON.parse(JSON.stringify(values)));
          expect(found.every(({ whole }) => whole)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("tells the line on which a value begins, and that the last one is not whole", async () => {
    const found = await split('{"a":\n1}\n\n{"b": "}\\"]"}\n{"c": [1', 3);
    expect(found.map(({ line, whole }) => [line, whole])).toEqual([
      [1, true],
      [4, true],
      [5, false],
    ]);
  });
});
