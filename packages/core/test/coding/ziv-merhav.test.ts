import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crossParsing, zivMerhav } from "../../src/coding/index.ts";
import { suffixAutomaton } from "../../src/coding/suffix-automaton.ts";
import { random } from "../../src/random/index.ts";

const text = fc.array(fc.nat({ max: 3 }), { minLength: 2, maxLength: 80 });
const letters = (x: readonly number[]): string => String.fromCharCode(...x.map((symbol) => 97 + symbol));

it("the automaton reads all parts of a text and no others", () => {
  fc.assert(
    fc.property(text, fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 6 }), (whole, part) => {
      const automaton = suffixAutomaton(whole);
      let state = 0;
      for (const symbol of part) if (state >= 0) state = automaton.next(state, symbol);
      expect(state >= 0).toBe(letters(whole).includes(letters(part)));
    }),
    { numRuns: 500 },
  );
});

it("phrases are the longest that the other message has", () => {
  fc.assert(
    fc.property(text, text, (x, y) => {
      const [from, within] = [letters(x), letters(y)];
      let phrases = 0;
      for (let at = 0; at < from.length; phrases++) {
        let length = 1;
        while (at + length < from.length && within.includes(from.slice(at, at + length + 1))) length++;
        at += length;
      }
      expect(crossParsing(x, y)).toBe(phrases);
    }),
  );
});

it("own phrases are those of incremental parsing: a, b, ab, ba, bab, …", () => {
  const x = [..."abababbabbab"].map((letter) => letter.charCodeAt(0) - 97);
  expect(zivMerhav(x, x).ownPhrases).toBe(6);
  expect(zivMerhav(x, x).crossPhrases).toBe(1);
});

describe("two sources of coins", () => {
  const stream = random(3);
  const coins = (n: number, p: number) =>
    Uint8Array.from({ length: n }, () => (stream.uniform() < p ? 1 : 0));
  const n = 30000;

  it("differ more the more their odds do", () => {
    const x = coins(n, 0.5);
    const values = [0.5, 0.7, 0.9].map((p) => zivMerhav(x, coins(n, p), { base: 2 }).value);
    expect(values[0]!).toBeLessThan(values[1]!);
    expect(values[1]!).toBeLessThan(values[2]!);
  });

  it("have about their divergence, with the bias that the note tells of", () => {
    const { value, crossEntropy, note } = zivMerhav(coins(n, 0.5), coins(n, 0.9), { base: 2 });
    const truth = 0.5 * Math.log2(0.5 / 0.9) + 0.5 * Math.log2(0.5 / 0.1);
    expect(Math.abs(value - truth)).toBeLessThan(0.3);
    expect(crossEntropy).toBeGreaterThan(1.2);
    expect(note).toContain("biased");
  });
});

it.each([
  [() => zivMerhav([1], [1, 2]), /zivMerhav: x has 1 symbols/],
  [() => crossParsing([1, 2], []), /crossParsing: y has 0 symbols/],
  [() => crossParsing([1, -2], [1, 2]), /x\[1\] = -2/],
])("%s is refused", (act, message) => {
  expect(act).toThrow(message);
});
