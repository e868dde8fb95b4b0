import { gridCell, gridCells } from "../calibration/forecast-grid.ts";

/** What scores are: probabilities, or any numbers. */
export type ScoreScale = "probability" | "real";

/** A fixed, order-keeping grid of scores. */
interface RankGrid {
  readonly cells: (fineness: number) => number;
  readonly cell: (score: number, fineness: number) => number;
  readonly sound: (score: number) => boolean;
  readonly allowed: string;
}

/** Octaves of |x| from 2⁻³² to 2³²; what lies nearer to 0 or farther is in the cells at the ends. */
const OCTAVES = 64;
const view = new DataView(new ArrayBuffer(8));

/** Rank of |x| > 0, from 0. */
function magnitude(x: number, fineness: number): number {
  view.setFloat64(0, x, true);
  const high = view.getInt32(4, true);
  const octave = (high >>> 20) - 1023 + OCTAVES / 2;
  if (octave < 0) return 0;
  if (octave >= OCTAVES) return (OCTAVES << fineness) - 1;
  return (octave << fineness) + ((high >>> (20 - fineness)) & ((1 << fineness) - 1));
}

export const RANK_GRIDS: Readonly<Record<ScoreScale, RankGrid>> = {
  probability: {
    cells: gridCells,
    cell: gridCell,
    sound: (score) => score >= 0 && score <= 1,
    allowed: 'it must lie from 0 to 1; say scale: "real" for other scores',
  },
  real: {
    cells: (fineness) => ((2 * OCTAVES) << fineness) + 1,
    cell: (score, fineness) => {
      const middle = OCTAVES << fineness;
      if (score === 0) return middle;
      return score > 0 ? middle + 1 + magnitude(score, fineness) : middle - 1 - magnitude(-score, fineness);
    },
    sound: (score) => !Number.isNaN(score),
    allowed: "it must be a number",
  },
};
