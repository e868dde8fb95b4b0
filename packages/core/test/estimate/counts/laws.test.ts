import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  COUNT_DIVERGENCES,
  type CountDivergenceName,
  type CountPair,
  divergenceFromCounts,
  gStatistic,
  gTest,
  pearsonStatistic,
  totalVariationFromCounts,
} from "../../../src/estimate/index.ts";
import { near } from "../fixture.ts";

const NAMES = Object.keys(COUNT_DIVERGENCES) as CountDivergenceName[];

const cell = fc.tuple(fc.nat({ max: 400 }), fc.nat({ max: 400 }));
/** Both sides of 2 to 12 cells, zeros among them, neither side empty. */
const pairs = fc
  .array(cell, { minLength: 2, maxLength: 12 })
  .filter((cells) => cells.some(([x]) => x > 0) && cells.some(([, y]) => y > 0))
  .map((cells): CountPair => ({ x: cells.map((c) => c[0]), y: cells.map((c) => c[1]) }));

const plugIn = (name: CountDivergenceName, pair: CountPair): number =>
  divergenceFromCounts(name, pair).estimate.plugIn!;

/** ∞ equals ∞, numbers agree to `relative`. */
function alike(a: number, b: number, relative = 1e-10): void {
  if (Number.isFinite(a) && Number.isFinite(b)) near(a, b, relative, 1e-12);
  else expect(a).toBe(b);
}

const swapped = (pair: CountPair): CountPair => ({ x: pair.y, y: pair.x });

describe("laws of estimates from counts", () => {
  it("the order of the cells changes nothing", () => {
    fc.assert(
      fc.property(pairs, fc.infiniteStream(fc.nat()), (pair, keys) => {
        const order = Array.from(pair.x, (_, i) => ({ i, key: keys.next().value! }))
          .sort((a, b) => a.key - b.key)
          .map((o) => o.i);
        const other = { x: order.map((i) => pair.x[i]!), y: order.map((i) => pair.y[i]!) };
        for (const name of NAMES) {
          const [a, b] = [
            divergenceFromCounts(name, pair).estimate,
            divergenceFromCounts(name, other).estimate,
          ];
          for (const key of ["value", "plugIn", "standardError"] as const) alike(a[key]!, b[key]!);
          near(a.high, b.high, 1e-6, 1e-9);
          near(a.low, b.low, 1e-6, 1e-9);
        }
        alike(gStatistic(pair), gStatistic(other));
        alike(totalVariationFromCounts(pair).value, totalVariationFromCounts(other).value);
      }),
    );
  });

  it("merging two cells never raises a plug-in divergence, nor G", () => {
    fc.assert(
      fc.property(pairs, (pair) => {
        const merge = (c: ArrayLike<number>): number[] => [c[0]! + c[1]!, ...Array.from(c).slice(2)];
        const coarse = { x: merge(pair.x), y: merge(pair.y) };
        for (const name of NAMES) {
          const fine = plugIn(name, pair);
          expect(plugIn(name, coarse)).toBeLessThanOrEqual(fine * (1 + 1e-12) + 1e-14);
        }
        expect(gStatistic(coarse)).toBeLessThanOrEqual(gStatistic(pair) + 1e-9);
        expect(pearsonStatistic(coarse)).toBeLessThanOrEqual(pearsonStatistic(pair) + 1e-9);
      }),
    );
  });

  it("PSI is KL plus reverse KL", () => {
    fc.assert(
      fc.property(pairs, (pair) => {
        alike(plugIn("psi", pair), plugIn("kl", pair) + plugIn("reverseKl", pair));
        const value = (name: CountDivergenceName): number => divergenceFromCounts(name, pair).estimate.value;
        const plain = Array.from(pair.x).every((x, i) => x > 0 && pair.y[i]! > 0);
        if (plain) near(value("psi"), value("kl") + value("reverseKl"), 1e-10, 1e-12);
      }),
    );
  });

  it("JS is at most 1 bit, H² ≤ TVD ≤ H√2, TVD² ≤ KL/2", () => {
    fc.assert(
      fc.property(pairs, (pair) => {
        const tvd = totalVariationFromCounts(pair).value;
        const h2 = plugIn("hellingerSquared", pair);
        expect(plugIn("jensenShannon", pair)).toBeLessThanOrEqual(Math.LN2 * (1 + 1e-12));
        expect(h2).toBeLessThanOrEqual(tvd + 1e-12);
        expect(tvd).toBeLessThanOrEqual(Math.sqrt(2 * h2) + 1e-12);
        expect(tvd ** 2).toBeLessThanOrEqual(plugIn("kl", pair) / 2 + 1e-12);
      }),
    );
  });

  it("every interval is ordered, ≥ 0, finite, and never a single point at 0", () => {
    fc.assert(
      fc.property(pairs, (pair) => {
        for (const name of NAMES) {
          const { low, high, value, standardError } = divergenceFromCounts(name, pair).estimate;
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeGreaterThan(low);
          expect(Number.isFinite(high)).toBe(true);
          expect(Number.isFinite(value)).toBe(true);
          expect(Number.isFinite(standardError)).toBe(true);
        }
        const { low, high, value } = totalVariationFromCounts(pair);
        expect(low).toBeLessThanOrEqual(value);
        expect(value).toBeLessThanOrEqual(high);
      }),
    );
  });

  it("swapping the sides swaps the two directions and leaves the others", () => {
    fc.assert(
      fc.property(pairs, (pair) => {
        const of = (name: CountDivergenceName, p: CountPair) => divergenceFromCounts(name, p).estimate;
        const [kl, reverse] = [of("kl", pair), of("reverseKl", swapped(pair))];
        for (const key of ["value", "low", "high", "standardError", "plugIn"] as const)
          alike(kl[key]!, reverse[key]!);
        for (const name of ["psi", "jensenShannon", "hellingerSquared"] as const) {
          const [a, b] = [of(name, pair), of(name, swapped(pair))];
          alike(a.value, b.value);
          near(a.high, b.high, 1e-6, 1e-9);
        }
        alike(gTest(pair).p, gTest(swapped(pair)).p, 1e-7);
      }),
    );
  });

  it("a sample against itself: plug-ins 0, no evidence", () => {
    fc.assert(
      fc.property(pairs, ({ x }) => {
        fc.pre(Array.from(x).some((v) => v > 0));
        const pair = { x, y: x };
        for (const name of NAMES) {
          expect(plugIn(name, pair)).toBe(0);
          expect(divergenceFromCounts(name, pair).estimate.low).toBe(0);
        }
        expect(gTest(pair).p).toBeGreaterThan(0.999999);
      }),
    );
  });
});
