import { doaneEdges, histogram } from "./histogram.ts";
import {
  type CategorySample,
  type Counts,
  type NumberSample,
  type Pair,
  pieceEnds,
  shares,
  total,
} from "./sample.ts";
import { moments } from "./sample-distances.ts";
import type { PeerVerdict } from "./verdict.ts";

/**
 * The base-2 Jensen–Shannon distance of a piece from the whole reference, what the reference never had as one cell:
 * where a reference share is 0 a term is linear in the piece's share, so that one cell or many make no difference.
 */
function distance(reference: Float64Array, piece: Counts, rows: number): number {
  let known = 0;
  let sum = 0;
  for (let i = 0; i < reference.length; i++) {
    const a = reference[i]!;
    if (a === 0) continue;
    const b = piece[i]! / rows;
    const middle = (a + b) / 2;
    sum += a * Math.log(a / middle);
    if (b > 0) sum += b * Math.log(b / middle);
    known += b;
  }
  const bits = sum / Math.LN2 + Math.max(0, 1 - known);
  return Math.sqrt(Math.max(0, bits) / 2);
}

/** Alerts on pieces of the current table farther off than the mean and three deviations of the reference's own pieces. */
function byThreeDeviations(own: readonly number[], others: readonly number[]): PeerVerdict {
  const { mean, deviation } = moments(Float64Array.from(own));
  const threshold = mean + 3 * deviation;
  const alerts = others.filter((score) => score > threshold).length;
  return {
    method: "jensen_shannon",
    score: Math.max(...others),
    threshold,
    flag: alerts > 0,
    alertShare: alerts / others.length,
  };
}

/** The distance between two columns of categories, as NannyML takes it of one piece. */
export const nannymlCategoryDistance = (reference: Counts, piece: Counts): number =>
  distance(shares(reference), piece, total(piece));

/**
 * NannyML's default for a category: pieces of a tenth of each table, in the order of the rows; `flag` where any piece
 * of the current table alerts.
 *
 * Source: NannyML 0.13.1, `drift/univariate/{calculator,methods}.py`, `thresholds.py`, `chunk.py`.
 */
export function nannymlCategories({ reference, current }: Pair<CategorySample>): PeerVerdict {
  const whole = shares(reference.counts);
  const from = (piece: Counts): number => distance(whole, piece, total(piece));
  return byThreeDeviations(reference.pieces.map(from), current.pieces.map(from));
}

/** NannyML's default for a number: as for a category, on cells by Doane's rule of the reference alone. */
export function nannymlNumbers({ reference, current }: Pair<NumberSample>): PeerVerdict {
  const edges = doaneEdges(reference.values);
  const whole = shares(histogram(reference.values, edges), reference.values.length);
  const pieces = ({ values }: NumberSample): readonly number[] => {
    let start = 0;
    return pieceEnds(values.length).map((end) => {
      const score = distance(whole, histogram(values, edges, start, end), end - start);
      start = end;
      return score;
    });
  };
  return byThreeDeviations(pieces(reference), pieces(current));
}
