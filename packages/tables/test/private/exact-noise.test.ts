import { random } from "@relent/core/random";
import { describe, expect, it } from "vitest";
import { discreteGaussian, discreteLaplace, type Fraction } from "../../src/private/exact-noise.ts";
import { type SecretBits, secretBits } from "../../src/private/secret-bits.ts";

/** Seeded, so that a test that fails fails again. */
function seeded(seed: number): SecretBits {
  const rng = random(seed);
  return { below: (n) => rng.integer(n) };
}

const DRAWS = 20_000;

/** χ² of the draws against the masses of the law, over the whole numbers that expect 20 draws, with its degrees of freedom. */
function chiSquare(draw: (bits: SecretBits) => number, weight: (x: number) => number, seed: number) {
  const bits = seeded(seed);
  const seen = new Map<number, number>();
  for (let i = 0; i < DRAWS; i++) {
    const x = draw(bits);
    seen.set(x, (seen.get(x) ?? 0) + 1);
  }
  let total = 0;
  for (let x = -2000; x <= 2000; x++) total += weight(x);
  let value = 0;
  let cells = 0;
  for (let x = -2000; x <= 2000; x++) {
    const expected = (DRAWS * weight(x)) / total;
    if (expected < 20) continue;
    value += ((seen.get(x) ?? 0) - expected) ** 2 / expected;
    cells++;
  }
  return { value, cells };
}

const scale = ({ over, under }: Fraction): number => over / under;

describe("discrete Laplace noise", () => {
  it.each<Fraction>([
    { over: 1, under: 1 },
    { over: 7, under: 2 },
    { over: 2 ** 20, under: 104857 },
    { over: 1, under: 3 },
  ])("of scale %o has its law", (fraction) => {
    const { value, cells } = chiSquare(
      (bits) => discreteLaplace(bits, fraction),
      (x) => Math.exp(-Math.abs(x) / scale(fraction)),
      1,
    );
    expect(cells).toBeGreaterThan(2);
    // mean `cells`, standard deviation √(2·cells)
    expect(value).toBeLessThan(cells + 4 * Math.sqrt(2 * cells));
  });
});

describe("discrete Gaussian noise", () => {
  it.each<Fraction>([
    { over: 1, under: 1 },
    { over: 1, under: 4 },
    { over: 25, under: 2 },
    { over: 100 * 2 ** 16, under: 2 ** 16 },
  ])("of variance parameter %o has its law", (square) => {
    const { value, cells } = chiSquare(
      (bits) => discreteGaussian(bits, square),
      (x) => Math.exp((-x * x) / (2 * scale(square))),
      2,
    );
    expect(cells).toBeGreaterThan(2);
    expect(value).toBeLessThan(cells + 4 * Math.sqrt(2 * cells));
  });
});

describe("the secret source", () => {
  it("draws every whole number below a bound about as often", () => {
    const bits = secretBits();
    const seen = new Array<number>(7).fill(0);
    for (let i = 0; i < 7000; i++) seen[bits.below(7)]!++;
    // 1000 each with standard deviation 29: nine of those away has a chance of 1e-18
    for (const count of seen) expect(Math.abs(count - 1000)).toBeLessThan(270);
    expect(bits.below(1)).toBe(0);
    expect(bits.below(2 ** 40)).toBeLessThan(2 ** 40);
  });
  it("never gives the same noise twice", () => {
    const noise = () =>
      Array.from({ length: 64 }, () => discreteLaplace(secretBits(), { over: 100, under: 1 }));
    expect(noise()).not.toEqual(noise());
  });
});
