import { random } from "@relent/core/random";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawEdge, drawEdges } from "../../src/private/draw-edges.ts";
import { boundedDomain, openDomain } from "../../src/private/edge-domain.ts";
import { type HalvingLaw, halvingLaw } from "../../src/private/halving-law.ts";
import type { SecretBits } from "../../src/private/secret-bits.ts";
import { draws, lognormal, zeroInflated } from "../draws.ts";

/** Seeded, so that a test that fails fails again. */
function seeded(seed: number): SecretBits {
  const rng = random(seed);
  return { below: (n) => rng.integer(n) };
}

/** What is drawn, one after the other, and zeros from then on. */
function told(digits: readonly number[]): SecretBits {
  let next = 0;
  return { below: () => digits[next++] ?? 0 };
}

/** log₂ W(score). */
const weight = ({ weights, period }: HalvingLaw, score: number): number =>
  Math.log2(weights[score % period]!) - Math.floor(score / period);

/** Masses of the edges 0…last over sorted rows, from their definition. */
function masses(at: readonly number[], last: number, law: HalvingLaw): number[] {
  const scores = Array.from({ length: last + 1 }, (_, edge) =>
    Math.abs(2 * at.filter((x) => x < edge).length - at.length),
  );
  const least = Math.min(...scores);
  const all = scores.map((score) => 2 ** (weight(law, score) - weight(law, least)));
  const sum = all.reduce((a, b) => a + b, 0);
  return all.map((w) => w / sum);
}

describe("the weights of edges", () => {
  it.each([10, 1, 0.1, 0.003, 2 ** -14])(
    "fall by at most e^{ε/2} a row, and hardly less, at ε = %d",
    (epsilon) => {
      const { weights, period } = halvingLaw(epsilon);
      const around = [...weights, 2 ** 47];
      expect(around[0]).toBe(2 ** 48);
      for (let s = 0; s < period; s++) {
        // the product is off by at most 2⁻⁵, the weight rounded up by at least 1
        expect(around[s + 1]).toBeGreaterThanOrEqual(around[s]! * Math.exp(-epsilon / 2));
        expect(around[s + 1]).toBeLessThan(around[s]!);
      }
      expect(period).toBe(Math.ceil((2 * Math.LN2) / epsilon));
    },
  );
  it("keep one row more from changing the law of an edge by more than e^ε", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1, max: 6 }), { maxLength: 30 }),
        fc.integer({ min: -1, max: 6 }),
        fc.double({ min: 0.01, max: 5, noNaN: true }),
        (rows, more, epsilon) => {
          const law = halvingLaw(epsilon);
          const before = masses(rows, 6, law);
          const after = masses([...rows, more], 6, law);
          for (const [edge, p] of before.entries())
            expect(Math.abs(Math.log(p / after[edge]!))).toBeLessThanOrEqual(epsilon + 1e-9);
        },
      ),
    );
  });
});

describe("an edge", () => {
  it.each([
    ["of no rows", [], 4],
    ["of rows beyond both ends", [-1, -1, 9, 9, 9], 5],
    ["of rows in one place", [3, 3, 3, 3], 6],
    ["of rows here and there", [0, 1, 1, 2, 5, 5, 5, 7, 8], 8],
  ] as const)("%s has the law of its weights", (_, rows, last) => {
    const law = halvingLaw(0.7);
    const expected = masses(
      rows.map((x) => Math.min(x, last)),
      last,
      law,
    );
    const at = Float64Array.from(rows, (x) => Math.min(x, last));
    const bits = seeded(7);
    const seen = new Array<number>(last + 1).fill(0);
    const n = 20_000;
    for (let i = 0; i < n; i++)
      seen[drawEdge(at, { from: 0, to: at.length, low: 0, high: last }, law, bits)]!++;
    const chi = expected.reduce((sum, p, edge) => sum + (seen[edge]! - n * p) ** 2 / (n * p), 0);
    // mean `last`, standard deviation √(2·last)
    expect(chi).toBeLessThan(last + 4 * Math.sqrt(2 * last));
  });
  it("whose weight is beyond the first digits is drawn by further ones", () => {
    const law = halvingLaw(2);
    const half = 70 * law.period;
    const at = Float64Array.from([...new Array<number>(half).fill(0), ...new Array<number>(half).fill(1)]);
    const part = { from: 0, to: at.length, low: 0, high: 2 };
    // five draws of 40 digits make the first number, four the next 128 digits, none of which matter here
    const draw = (first: number, last: number) => drawEdge(at, part, law, told([first, 0, 0, 0, last]));
    // the edge between the halves weighs 2⁴⁸·2¹²⁸, the two others 2³⁶ each, of a bound of 3·2⁴⁸ more
    expect(draw(2 ** 16 - 1, 0)).toBe(1);
    expect(draw(2 ** 16, 0)).toBe(0);
    expect(draw(2 ** 16, 2 ** 36 - 1)).toBe(0);
    expect(draw(2 ** 16, 2 ** 36)).toBe(2);
    expect(draw(2 ** 16, 2 ** 37 - 1)).toBe(2);
    // beyond all three it is drawn anew: 0 falls on the first of those that weigh most
    expect(draw(2 ** 16, 2 ** 37)).toBe(1);
  });
});

describe("edges", () => {
  it("lie about the eighths of the rows, and the outer sixteenths", () => {
    const x = draws(50_000, 3, lognormal(3, 1));
    for (const domain of [openDomain(false), boundedDomain(0, 1e6, false)]) {
      const at = Float64Array.from(x, domain.indexOf).sort();
      const edges = drawEdges(at, domain, halvingLaw(0.05), seeded(5));
      const below = edges.map((edge) => at.filter((i) => i < edge).length / at.length);
      // the multiples of 1 are no finer than 2 % of the rows
      for (const [i, share] of [1, 2, 4, 6, 8, 10, 12, 14, 15].entries())
        expect(Math.abs(below[i]! - share / 16)).toBeLessThan(0.03);
    }
  });
  it("stand on both sides of a value that many rows have", () => {
    const domain = openDomain(false);
    const x = draws(20_000, 4, zeroInflated(0.4, lognormal(0, 1)));
    const at = Float64Array.from(x, domain.indexOf).sort();
    const edges = drawEdges(at, domain, halvingLaw(0.1), seeded(6)).map(domain.edge);
    expect(edges.filter((edge) => edge > 0 && edge < 0.01).length).toBeGreaterThan(0);
    expect(edges.filter((edge) => edge > 0.2).length).toBeGreaterThan(3);
  });
  it("of an empty table are there all the same", () => {
    const edges = drawEdges(new Float64Array(), openDomain(true), halvingLaw(1), seeded(1));
    expect(edges).toHaveLength(9);
    expect(edges).toEqual([...edges].sort((a, b) => a - b));
  });
});
