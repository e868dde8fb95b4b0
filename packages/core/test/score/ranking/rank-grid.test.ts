import fc from "fast-check";
import { expect, it } from "vitest";
import { RANK_GRIDS, type ScoreScale } from "../../../src/score/ranking/rank-grid.ts";

const SCORES = {
  probability: fc.double({ min: 0, max: 1, noNaN: true }),
  real: fc.double({ noNaN: true }),
};

it.each(["probability", "real"] as const)(
  "cells of %s scores keep their order and nest",
  (scale: ScoreScale) => {
    const { cell, cells } = RANK_GRIDS[scale];
    fc.assert(
      fc.property(SCORES[scale], SCORES[scale], (a, b) => {
        expect(cell(Math.min(a, b), 11)).toBeLessThanOrEqual(cell(Math.max(a, b), 11));
        expect(cell(a, 11)).toBeGreaterThanOrEqual(0);
        expect(cell(a, 11)).toBeLessThan(cells(11));
        if (cell(a, 11) === cell(b, 11)) expect(cell(a, 4)).toBe(cell(b, 4));
      }),
    );
  },
);
