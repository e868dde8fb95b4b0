import { normalDraw, type Random, random } from "@relent/core/random";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type RecordedToken, recordedVariation } from "../../src/index.ts";

function probabilities(rng: Random, size: number): number[] {
  const raw = Array.from({ length: size }, () => rng.uniform() ** 3);
  const total = raw.reduce((sum, x) => sum + x, 0);
  return raw.map((x) => x / total);
}

/** A place that lists the `top` likeliest tokens, and the one that came. */
function place(p: readonly number[], top: number, chosen: number, ids: boolean): RecordedToken {
  const name = (token: number) => ({ id: ids ? token : null, text: `t${token}` });
  const order = [...p.keys()].sort((a, b) => p[b]! - p[a]!);
  return {
    ...name(chosen),
    logProbability: Math.log(p[chosen]!),
    candidates: order.slice(0, top).map((token) => ({ ...name(token), logProbability: Math.log(p[token]!) })),
  };
}

const variation = (p: readonly number[], q: readonly number[]): number =>
  p.reduce((sum, x, i) => sum + Math.abs(x - q[i]!), 0) / 2;

describe("the total variation that two truncated lists prove", () => {
  it("holds the true one, whatever was listed", () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 2, max: 12 }),
        fc.nat(12),
        fc.nat(12),
        fc.boolean(),
        (seed, size, k, l, ids) => {
          const rng = random(seed);
          const [p, q] = [probabilities(rng, size), probabilities(rng, size)];
          const bounds = recordedVariation(
            place(p, k, rng.integer(size), ids),
            place(q, l, rng.integer(size), ids),
          )!;
          const truth = variation(p, q);
          expect(bounds.lower).toBeLessThanOrEqual(truth + 1e-12);
          expect(bounds.upper).toBeGreaterThanOrEqual(truth - 1e-12);
          expect(bounds.likely).toBeGreaterThanOrEqual(bounds.lower);
          expect(bounds.likely).toBeLessThanOrEqual(bounds.upper);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("is the true one where the lists are whole", () => {
    const rng = random("whole");
    const [p, q] = [probabilities(rng, 9), probabilities(rng, 9)];
    const { lower, likely, upper } = recordedVariation(place(p, 9, 0, true), place(q, 9, 3, true))!;
    expect(likely).toBeCloseTo(variation(p, q), 9);
    expect(lower).toBeCloseTo(variation(p, q), 9);
    expect(upper).toBeCloseTo(variation(p, q), 9);
  });

  it("is 0 at least for equal lists", () => {
    const p = place(probabilities(random(1), 9), 4, 0, true);
    expect(recordedVariation(p, p)!.lower).toBe(0);
  });

  it("is likely about the true one where unlisted tokens scatter as listed ones do", () => {
    let [told, truth] = [0, 0];
    for (let trial = 0; trial < 40; trial++) {
      const rng = random([3, trial]);
      const p = probabilities(rng, 200);
      const moved = p.map((x) => x * Math.exp(0.1 * normalDraw(rng)));
      const total = moved.reduce((sum, x) => sum + x, 0);
      const q = moved.map((x) => x / total);
      told += recordedVariation(place(p, 20, 0, true), place(q, 20, 0, true))!.likely;
      truth += variation(p, q);
    }
    // The twenty likeliest of two hundred hold about a quarter of the mass.
    expect(told / truth).toBeGreaterThan(0.85);
    expect(told / truth).toBeLessThan(1.15);
  });

  it("tells two sure models apart that name nothing but different tokens", () => {
    const sure = (id: number): RecordedToken => ({
      id,
      text: `t${id}`,
      logProbability: Math.log(0.9),
      candidates: [],
    });
    // P gives 0.9 to a; Q has at most 0.1 left for it.
    expect(recordedVariation(sure(1), sure(2))!.lower).toBeCloseTo(0.8, 9);
  });

  it("proves nothing by texts that stand for several tokens", () => {
    const parts = (a: number, b: number): RecordedToken => ({
      id: null,
      text: "c",
      logProbability: Math.log(0.2),
      candidates: [a, b].map((p) => ({ id: null, text: "\uFFFD", logProbability: Math.log(p) })),
    });
    // Which part of a character is which cannot be told: 0.5 and 0.3 against 0.3 and 0.5 may be the same.
    const { lower, upper } = recordedVariation(parts(0.5, 0.3), parts(0.3, 0.5))!;
    expect(lower).toBe(0);
    expect(upper).toBeCloseTo(0.8, 9);
  });

  it("does not count as a difference what rounding hides", () => {
    const rounded = (log: number): RecordedToken => ({
      id: 1,
      text: "a",
      logProbability: log,
      candidates: [],
    });
    const grid = { grid: 0.1, step: 0.1 };
    expect(recordedVariation(rounded(-0.5), rounded(-0.6), [grid, grid])!.lower).toBeLessThan(1e-9);
    expect(recordedVariation(rounded(-0.5), rounded(-0.6))!.lower).toBeGreaterThan(0.05);
  });

  it("says null where a side tells nothing", () => {
    const silent = { id: 1, text: "a", logProbability: null, candidates: [] };
    expect(recordedVariation(silent, { ...silent, logProbability: -1 })).toBeNull();
  });
});
