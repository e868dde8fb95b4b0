import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { percentiles, quantileOf, tail } from "../../src/estimate/percentiles.ts";

const NATS = { level: 0.95 };

describe("percentiles", () => {
  it("interpolates between order statistics as NumPy's default does", () => {
    // numpy.quantile([1, 2, 4, 8], [0, .25, .5, .75, 1]) → 1, 1.75, 3, 5, 8
    const sorted = Float64Array.of(1, 2, 4, 8);
    expect([0, 0.25, 0.5, 0.75, 1].map((share) => quantileOf(sorted, share))).toEqual([1, 1.75, 3, 5, 8]);
  });

  it("keeps infinite tokens at the top and numbers below", () => {
    const kl = Float64Array.of(1, 2, 3, Number.POSITIVE_INFINITY);
    const found = percentiles(kl, Int32Array.of(0, 0, 1, 1), NATS);
    expect(found.find(({ percent }) => percent === 50)?.kl.value).toBe(2.5);
    expect(found.at(-1)?.kl.value).toBe(Number.POSITIVE_INFINITY);
    expect(found.every(({ kl: { value, low, high } }) => low <= value && value <= high)).toBe(true);
  });

  it("rise, and lie within their intervals", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 9, noNaN: true }), { minLength: 8, maxLength: 60 }),
        (list) => {
          const found = percentiles(
            Float64Array.from(list),
            Int32Array.from(list, (_, i) => i % 4),
            NATS,
          );
          found.forEach(({ kl: { value, low, high } }, i) => {
            expect(value).toBeGreaterThanOrEqual(found[Math.max(0, i - 1)]!.kl.value);
            expect(low).toBeLessThanOrEqual(value);
            expect(high).toBeGreaterThanOrEqual(value);
          });
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe("tail", () => {
  it("goes from all tokens down to the single worst one", () => {
    const points = tail(
      Float64Array.from({ length: 1000 }, (_, i) => i + 1),
      1,
    );
    expect(points[0]).toEqual({ kl: 1, share: 1 });
    expect(points.at(-1)).toEqual({ kl: 1000, share: 0.001 });
    for (const { kl, share } of points) expect(share).toBeCloseTo((1001 - kl) / 1000, 12);
    expect(points.length).toBeLessThanOrEqual(60);
  });
});
