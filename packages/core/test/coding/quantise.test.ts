import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quantise } from "../../src/coding/index.ts";
import { kl, logProbs, probs, weights } from "../../src/index.ts";

const shares = (least: number, most: number) =>
  fc.array(
    fc.oneof(
      fc.double({ min: 1e-9, max: 1, noNaN: true }),
      fc.integer({ min: -40, max: 0 }).map((e) => 2 ** e),
    ),
    {
      minLength: least,
      maxLength: most,
    },
  );

/** All ways to write `total` as n whole numbers ≥ 1. */
function* compositions(total: number, n: number): Generator<number[]> {
  if (n === 1) yield [total];
  else
    for (let first = 1; first <= total - n + 1; first++)
      for (const rest of compositions(total - first, n - 1)) yield [first, ...rest];
}

const cost = (q: readonly number[], frequencies: ArrayLike<number>): number =>
  kl(weights([...q]), weights(Array.from(frequencies)));

describe("whole frequencies", () => {
  it("are the best of all there are", () => {
    fc.assert(
      fc.property(shares(1, 4), fc.integer({ min: 2, max: 4 }), (q, precision) => {
        const best = Math.min(...[...compositions(2 ** precision, q.length)].map((f) => cost(q, f)));
        expect(cost(q, quantise(weights(q), { precision }).frequencies)).toBeLessThanOrEqual(best + 1e-14);
      }),
      { numRuns: 300 },
    );
  });

  it("cannot be bettered by moving a unit, fill the precision, and leave no mass without", () => {
    fc.assert(
      fc.property(shares(1, 300), fc.integer({ min: 9, max: 24 }), (q, precision) => {
        const { frequencies, probabilities } = quantise(weights(q), { precision });
        const f = Array.from(frequencies);
        expect(f.reduce((sum, value) => sum + value, 0)).toBe(2 ** precision);
        expect(Math.min(...f)).toBeGreaterThanOrEqual(1);
        const gain = Math.max(...f.map((value, i) => probabilities[i]! * Math.log1p(1 / value)));
        const loss = Math.min(
          ...f.map((value, i) => (value === 1 ? Infinity : -probabilities[i]! * Math.log1p(-1 / value))),
        );
        expect(gain).toBeLessThanOrEqual(loss * (1 + 1e-12));
      }),
    );
  });

  it("cost at most k/2^K, and next to nothing at 24 bits", () => {
    const q = Array.from({ length: 256 }, (_, i) => (i + 2) ** -1.3);
    for (const precision of [12, 16, 24]) {
      const { frequencies } = quantise(weights(q), { precision });
      expect(cost(q, frequencies)).toBeLessThan(256 / 2 ** precision / 12);
    }
  });

  it("are 0 only where there is no mass, however little there is of it", () => {
    expect([...quantise([0.5, 0, 0.5]).frequencies]).toEqual([2 ** 23, 0, 2 ** 23]);
    expect(quantise([1 - 2 ** -53, 2 ** -53]).frequencies[1]).toBe(1);
    expect(quantise(logProbs([0, -2000, -Infinity])).frequencies[1]).toBe(1);
    expect(quantise(logProbs([0, -2000, -Infinity])).frequencies[2]).toBe(0);
    expect([...quantise([1]).frequencies]).toEqual([2 ** 24]);
  });

  it("exist for as many symbols as the precision has units", () => {
    const q = new Float64Array(65536).fill(2 ** -16);
    q[7] = 0.5;
    expect(new Set(quantise(weights(q), { precision: 16 }).frequencies)).toEqual(new Set([1]));
  });
});

describe("what is refused", () => {
  it.each([
    [() => quantise([0.5, 0.6]), /quantise: q sums to 1.1/],
    [() => quantise([]), /quantise: q is empty/],
    [() => quantise([0.5, 0.5], { precision: 25 }), /precision = 25; it must be a whole number from 1 to 24/],
    [() => quantise([0.5, 0.5], { precision: 0 }), /precision = 0/],
    [() => quantise([0.25, 0.25, 0.5], { precision: 1 }), /3 symbols have mass; precision 1 has room for 2/],
    [() => quantise(probs([0.5, 0.5], { cols: 2 }) as never), /q is a batch/],
  ])("%s", (act, message) => {
    expect(act).toThrow(message);
  });
});
