import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstBytes, type NextBytes, nextByteKl, nextBytes } from "../../src/bytes/next-byte.ts";
import type { Tokenizer } from "../../src/index.ts";

const tokenizer = (...texts: string[]): Tokenizer => ({
  size: texts.length,
  bytes: (id) => (texts[id] === undefined ? undefined : new TextEncoder().encode(texts[id])),
  text: (id) => texts[id] ?? `#${id}`,
});
const known = (...p: readonly number[]): NextBytes => {
  const low = new Float64Array(257);
  low.set(p);
  return { low, high: low };
};

const NONE = { cap: Number.NEGATIVE_INFINITY, rest: 0 };

describe("nextBytes", () => {
  it("gives each token's probability to the byte that it begins with", () => {
    const first = firstBytes(tokenizer("a", "ab", "b", "</s>"), 5);
    const { low, high } = nextBytes(Float64Array.of(0.1, 0.2, 0.3, 0.25, 0.15).map(Math.log), first, NONE);
    expect(low[97]).toBeCloseTo(0.3, 12);
    expect(low[98]).toBeCloseTo(0.3, 12);
    // The end and a token that the vocabulary does not have.
    expect(low[256]).toBeCloseTo(0.4, 12);
    expect(high).toEqual(low);
  });

  it("bounds a byte whose tokens are known from above alone", () => {
    const first = firstBytes(tokenizer("a", "b", "bc"), 3);
    const { low, high } = nextBytes(Float64Array.of(0, -Infinity, -Infinity), first, {
      cap: Math.log(0.01),
      rest: 0.015,
    });
    expect(low[98]).toBe(0);
    // Two tokens of at most 0.01 each, and 0.015 together.
    expect(high[98]).toBe(0.015);
  });
});

describe("nextByteKl", () => {
  it("is D(P ‖ Q)", () => {
    // ½ ln(½/¼) + ½ ln(½/¾), by hand.
    expect(nextByteKl(known(0.5, 0.5), known(0.25, 0.75))).toBeCloseTo(
      0.5 * Math.log(2) + 0.5 * Math.log(2 / 3),
      12,
    );
    expect(nextByteKl(known(0.5, 0.5), known(1, 0))).toBe(Infinity);
  });

  it("takes the values nearest to each other where only bounds are known", () => {
    const low = Float64Array.from(known(0.99).low);
    const high = low.map((p, i) => p + (i === 1 ? 0.02 : 0));
    expect(nextByteKl(known(0.99, 0.01), { low, high })).toBe(0);
    expect(nextByteKl(known(0.95, 0.05), { low, high })).toBeGreaterThan(0);
  });

  it("is not negative, and at most the divergence of the tokens themselves", () => {
    const weights = fc.array(fc.double({ min: 1e-3, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 });
    const first = firstBytes(tokenizer("a", "ab", "b", "c", "cd", "cde"), 6);
    fc.assert(
      fc.property(weights, weights, (a, b) => {
        const [p, q] = [a, b].map((w) => w.map((x) => x / w.reduce((sum, y) => sum + y, 0))) as [
          number[],
          number[],
        ];
        const of = (r: number[]): NextBytes => nextBytes(Float64Array.from(r, Math.log), first, NONE);
        const tokens = p.reduce((sum, x, i) => sum + x * Math.log(x / q[i]!), 0);
        const bytes = nextByteKl(of(p), of(q));
        expect(bytes).toBeGreaterThanOrEqual(0);
        expect(bytes).toBeLessThanOrEqual(tokens + 1e-12);
      }),
    );
  });
});
