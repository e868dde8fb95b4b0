/** Octaves of p below ½, and of 1 − p above; what lies beyond, under 2⁻³³, is one cell. */
const OCTAVES = 32;

const view = new DataView(new ArrayBuffer(8));

/** How many cells a grid has: 2 · 32 octaves of 2^fineness cells, and one each for exactly 0 and exactly 1. */
export function gridCells(fineness: number): number {
  return ((2 * OCTAVES) << fineness) + 2;
}

/** Rank of 0 < p ≤ ½ among the cells of (0, ½], from 0. */
function lowerHalf(p: number, fineness: number): number {
  view.setFloat64(0, p, true);
  const high = view.getInt32(4, true);
  const octave = 1021 - (high >>> 20);
  if (octave < 0) return (OCTAVES << fineness) - 1;
  if (octave >= OCTAVES) return 0;
  const part = (high >>> (20 - fineness)) & ((1 << fineness) - 1);
  return ((OCTAVES - 1 - octave) << fineness) + part;
}

/**
 * The cell of a probability in a fixed grid that is fine at both ends, like a logit: each octave of p below ½ and of 1 − p above is cut
 * into 2^fineness equal cells. Read off the bits of the number, so that it is the same on every machine; cells of a coarser grid are
 * unions of those of a finer one.
 */
export function gridCell(p: number, fineness: number): number {
  if (p === 0) return 0;
  if (p === 1) return gridCells(fineness) - 1;
  if (p < 0.5) return 1 + lowerHalf(p, fineness);
  return gridCells(fineness) - 2 - lowerHalf(1 - p, fineness);
}
