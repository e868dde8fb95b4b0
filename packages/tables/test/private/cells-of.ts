import type { CellSet } from "../../src/compare/cell-set.ts";

/** Named cells of the counts of either side. */
export const cellsOf = (x: readonly number[], y: readonly number[]): CellSet => ({
  cells: x.map((count, i) => ({ label: `c${i}`, aside: false, x: count, y: y[i]! })),
  scale: "named",
  unpooled: null,
  rareShare: 0,
  fresh: [],
  single: false,
  notes: [],
});
