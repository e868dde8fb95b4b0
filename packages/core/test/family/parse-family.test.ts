import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normal } from "../../src/family/continuous/normal.ts";
import { parseFamily } from "../../src/family/parse-family.ts";
import { ENTRIES, example, linear } from "./laws.ts";

describe("parseFamily", () => {
  it.each(ENTRIES)("reads back what String writes of $name", (entry) => {
    for (const n of entry.examples.keys()) {
      const written = String(example(entry, n));
      expect(written.startsWith(`${entry.name}(`)).toBe(true);
      expect(String(parseFamily(written))).toBe(written);
    }
  });

  it("names parameters as the laws do", () => {
    for (const law of linear(0)) {
      const entry = ENTRIES.find(({ name }) => name === law.family)!;
      const names = Object.keys(law.parameters);
      if (names.length === entry.parameters.length && !names.some((name) => /\d/.test(name)))
        expect(names, law.family).toEqual(entry.parameters);
    }
  });

  it("reads any numbers, spaces and order of names", () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.double({ min: 1e-300, max: 1e300, noNaN: true }),
        fc.boolean(),
        (mean, sd, turned) => {
          const text = turned ? `normal( sd=${sd},mean = ${mean} )` : ` normal(${mean}, sd = ${sd})`;
          expect(String(parseFamily(text))).toBe(String(normal(mean, sd)));
        },
      ),
    );
  });

  it("reads laws within laws", () => {
    const text =
      "mixture([0.25, 0.75], [truncated(normal(0, 1), -Infinity, 0), transformed(gamma(2, 1), affine, 2, 0)])";
    expect(String(parseFamily(text))).toBe(text);
  });

  it.each([
    ["", "ends too early"],
    ["3", "is no family"],
    ["normal", "is no family"],
    ["norml(0, 1)", "names no family norml; did you mean normal?"],
    ["normal(0)", "gives normal no sd"],
    ["normal(0, 1, 2)", "gives normal 3 parameters"],
    ["normal(0, sd=1, sd=2)", "gives normal its sd twice"],
    ["normal(mean=0, 1)", "without a name after one with a name"],
    ["normal(mean=0, sf=1)", "gives normal a sf; did you mean sd?"],
    ["normal(0 1)", "has 1 where , should be"],
    ["normal(0, ?)", "has ? where a number should be"],
    ["normal(0, 1", "ends too early"],
    ["normal(0, 1) + 2", "goes on with"],
    ["normal(0, -1)", "sd = -1"],
  ])("refuses %j", (text, message) => {
    expect(() => parseFamily(text)).toThrow(message);
  });
});
