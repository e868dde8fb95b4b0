import { random } from "@relent/core/random";
import { describe, expect, it } from "vitest";
import { halfSpacing, roundingOf } from "../../src/responses/rounding.ts";

const document = (numbers: readonly number[]) => [
  {
    id: "a",
    tokens: numbers.map((logProbability) => ({ id: null, text: "x", logProbability, candidates: [] })),
  },
];

const numbers = (count: number): number[] => {
  const rng = random("rounding");
  return Array.from({ length: count }, () => -20 * rng.uniform() ** 3);
};

const bfloat16 = (x: number): number => {
  const bits = new Uint32Array(new Float32Array([x]).buffer);
  bits[0] = (bits[0]! + 0x8000) & 0xffff0000;
  return new Float32Array(bits.buffer)[0]!;
};

describe("the rounding of log-probabilities", () => {
  it.each([0.1, 0.01, 1e-4, 1e-6, 0.125, 2 ** -6])("to steps of %d is found", (step) => {
    const rounded = numbers(50).map((x) => Math.round(x / step) * step);
    expect(roundingOf(document(rounded)).grid).toBe(step);
    expect(roundingOf(document(rounded.map((x) => Number(x.toFixed(9))))).grid).toBe(step);
    const single = roundingOf(document(rounded.map(Math.fround)));
    expect(single.step).toBe(step);
  });

  it("to short floats is found, its spacing going with the size of the number", () => {
    const rounding = roundingOf(document(numbers(50).map(bfloat16)));
    expect(rounding.bits).toBe(8);
    expect(rounding.grid).toBe(2 ** (4 - 7));
    expect(halfSpacing(rounding, -1.5)).toBe(2 ** -8);
    expect(halfSpacing(rounding, -17)).toBe(2 ** -4);
  });

  it("to single precision is found, also as its shortest decimals", () => {
    const single = numbers(50).map(Math.fround);
    expect(roundingOf(document(single))).toMatchObject({ grid: 2 ** (4 - 23), bits: 24 });
    expect(roundingOf(document(single.map((x) => Number(x.toPrecision(9))))).bits).toBe(24);
  });

  it("is none for doubles, and zeros say nothing of it", () => {
    expect(roundingOf(document(numbers(50)))).toEqual({ grid: 0 });
    expect(roundingOf(document([0, Number.NEGATIVE_INFINITY]))).toEqual({ grid: 0 });
  });

  it("holds each number's true value within half the spacing", () => {
    for (const round of [bfloat16, Math.fround, (x: number) => Math.round(x / 0.01) * 0.01]) {
      const exact = numbers(200);
      const rounded = exact.map(round);
      const rounding = roundingOf(document(rounded));
      exact.forEach((x, i) => {
        expect(Math.abs(x - rounded[i]!)).toBeLessThanOrEqual(1.0000001 * halfSpacing(rounding, rounded[i]!));
      });
    }
  });
});
