import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kl } from "../../../src/index.ts";
import { type Margin, rakedWeights } from "../../../src/score/index.ts";

const sharesUnder = (weights: Float64Array, { cells, shares }: Margin): number[] => {
  const total = weights.reduce((a, b) => a + b, 0);
  return Array.from(shares, (_, cell) =>
    weights.reduce((s, w, i) => s + (cells[i] === cell ? w / total : 0), 0),
  );
};

describe("rakedWeights", () => {
  it("is the ratio of the shares where there is one margin, and moves by their divergence", () => {
    const cells = [0, 0, 0, 1, 1, 2, 2, 2, 2, 2];
    const shares = [0.5, 0.3, 0.2];
    const { logWeights, kl: moved } = rakedWeights([{ cells, shares }]);
    const ratio = Array.from(cells, (cell) => shares[cell]! / [0.3, 0.2, 0.5][cell]!);
    for (const [i, log] of logWeights.entries())
      expect(log - logWeights[0]!).toBeCloseTo(Math.log(ratio[i]! / ratio[0]!), 12);
    expect(moved).toBeCloseTo(kl(shares, [0.3, 0.2, 0.5]), 12);
  });

  it("meets every margin at once", () => {
    const share = fc.double({ min: 0.05, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(share, share, share), fc.tuple(share, share), (first, second) => {
        // each pair of cells occurs, so that any margins can be met
        const rows = Array.from({ length: 24 }, (_, i) => i);
        const unit = (x: readonly number[]): number[] => x.map((v) => v / x.reduce((a, b) => a + b, 0));
        const margins: Margin[] = [
          { cells: rows.map((i) => i % 3), shares: unit(first) },
          { cells: rows.map((i) => Math.floor(i / 3) % 2), shares: unit(second) },
        ];
        const { logWeights, converged } = rakedWeights(margins);
        expect(converged).toBe(true);
        for (const margin of margins) {
          const found = sharesUnder(logWeights.map(Math.exp), margin);
          for (const [cell, share] of found.entries()) expect(share).toBeCloseTo(margin.shares[cell]!, 7);
        }
      }),
    );
  });

  it("moves rows less than any other weights that meet the margins", () => {
    // margins ½, ½ both ways of the table [[4, 1], [1, 2]]: all solutions are [[t, ½ − t], [½ − t, t]]
    const cells = [0, 0, 0, 0, 1, 2, 3, 3];
    const [a, b] = [cells.map((c) => c >> 1), cells.map((c) => c & 1)];
    const { kl: least } = rakedWeights([
      { cells: a, shares: [0.5, 0.5] },
      { cells: b, shares: [0.5, 0.5] },
    ]);
    const table = [0.5, 0.125, 0.125, 0.25];
    for (let t = 0.01; t < 0.5; t += 0.01)
      expect(kl([t, 0.5 - t, 0.5 - t, t], table)).toBeGreaterThanOrEqual(least - 1e-9);
  });

  it("tells what is wanted where there are no rows, and refuses cells that are none", () => {
    const found = rakedWeights([{ cells: [0, 0, 1], shares: [0.4, 0.4, 0.2] }]);
    expect(found.unsupported).toBeCloseTo(0.2, 12);
    expect(() => rakedWeights([{ cells: [0, 3], shares: [0.5, 0.5] }])).toThrow(
      "rakedWeights: margins[0].cells[1] = 3; it must be a whole number from 0 to 1",
    );
    expect(() => rakedWeights([{ cells: [0], shares: [0, 1] }])).toThrow(
      "wants nothing where there are rows",
    );
  });
});
