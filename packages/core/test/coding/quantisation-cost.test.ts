import fc from "fast-check";
import { expect, it } from "vitest";
import { quantisationCost, quantise } from "../../src/coding/index.ts";
import { kl, weights } from "../../src/index.ts";

const row = (n: number) =>
  fc.array(fc.double({ min: 1e-3, max: 1, noNaN: true }), { minLength: n, maxLength: n });
const pair = fc.integer({ min: 1, max: 30 }).chain((n) => fc.tuple(row(n), row(n)));

it("is KL(p‖q̂) − KL(p‖q)", () => {
  fc.assert(
    fc.property(pair, fc.integer({ min: 6, max: 14 }), ([p, q], precision) => {
      const model = quantise(weights(q), { precision });
      const want = kl(weights(p), weights(Array.from(model.frequencies))) - kl(weights(p), weights(q));
      expect(Math.abs(quantisationCost(weights(p), model) - want)).toBeLessThan(1e-14);
      expect(quantisationCost(weights(p), model, { base: 2 })).toBeCloseTo(want / Math.LN2, 13);
    }),
  );
});

it("is never negative where the model is true", () => {
  fc.assert(
    fc.property(pair, fc.integer({ min: 5, max: 24 }), ([q], precision) => {
      expect(quantisationCost(weights(q), quantise(weights(q), { precision }))).toBeGreaterThanOrEqual(
        -1e-16,
      );
    }),
  );
});

it("refuses mass where the model has none, and rows of other lengths", () => {
  expect(() => quantisationCost([0.5, 0.5], quantise([1, 0]))).toThrow(
    /p\[1\] = 0.5 where the model has no mass/,
  );
  expect(() => quantisationCost([0.5, 0.5], quantise([1]))).toThrow(/p has 2 outcomes and q has 1/);
});
