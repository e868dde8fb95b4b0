import { random } from "@relent/core/random";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tokenMean } from "../../src/estimate/token-mean.ts";

const LEVEL = { level: 0.95 };

describe("tokenMean", () => {
  it("takes documents as the pieces of evidence", () => {
    const mean = tokenMean(Float64Array.of(1, 3, 5, 7), Int32Array.of(0, 0, 1, 1), LEVEL);
    // x̄ = 4, CR1 = √(2/1·(4² + 4²))/4 = 2, independent: √(5/3)
    expect(mean).toMatchObject({ value: 4, standardError: 2, clusters: 2, n: 4 });
    expect(mean?.independentError).toBeCloseTo(Math.sqrt(5 / 3), 14);
    expect(mean?.designEffect).toBeCloseTo(4 / (5 / 3), 14);
  });

  it("leaves out tokens where the figure is not known, and says nothing where none is", () => {
    const known = tokenMean(Float64Array.of(1, Number.NaN, 3), Int32Array.of(0, 0, 1), LEVEL);
    expect(known).toMatchObject({ value: 2, n: 2 });
    expect(tokenMean(Float64Array.of(Number.NaN), Int32Array.of(0), LEVEL)).toBeNull();
  });

  it("resamples blocks of one long document instead of giving up", () => {
    const rng = random(1);
    let last = 0.5;
    const values = Float64Array.from({ length: 500 }, () => {
      last = 0.9 * last + 0.1 * rng.uniform();
      return last;
    });
    const mean = tokenMean(values, new Int32Array(500), { level: 0.95, range: [0, 1] })!;
    expect(mean.method).toMatch(/^circular block bootstrap/);
    expect(mean.clusters).toBe(1);
    expect(mean.low).toBeGreaterThan(0);
    expect(mean.high).toBeLessThan(1);
    expect(mean.designEffect).toBeGreaterThan(2);
  });

  it("keeps Infinity, and gives no mean where infinities could cancel", () => {
    const documents = Int32Array.of(0, 1);
    expect(tokenMean(Float64Array.of(1, Number.POSITIVE_INFINITY), documents, LEVEL)?.value).toBe(
      Number.POSITIVE_INFINITY,
    );
    expect(tokenMean(Float64Array.of(1, Number.NEGATIVE_INFINITY), documents, LEVEL)).toBeNull();
  });

  it("divides value, ends and error by the nats that a unit holds", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.double({ min: 0.1, max: 3, noNaN: true }),
        (seed, per) => {
          const rng = random(seed);
          const values = Float64Array.from({ length: 60 }, () => rng.uniform());
          const documents = Int32Array.from(values, (_, i) => i % 10);
          const nats = tokenMean(values, documents, LEVEL)!;
          const other = tokenMean(values, documents, { level: 0.95, unit: { per, name: "x" } })!;
          expect(other.unit).toBe("x");
          for (const field of ["value", "low", "high", "standardError"] as const) {
            expect(Math.abs(other[field] * per - nats[field])).toBeLessThan(
              1e-9 * (1 + Math.abs(nats[field])),
            );
          }
        },
      ),
      { numRuns: 30 },
    );
  });
});
