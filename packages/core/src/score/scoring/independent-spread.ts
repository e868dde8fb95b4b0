import type { Functional } from "./functional.ts";
import { satterthwaite } from "./satterthwaite.ts";
import type { ScoreSummary } from "./score-summary.ts";

/** The error of a figure over independent rows. */
export interface Spread {
  readonly standardError: number;
  readonly rows: number;
  /** Rows of equal weight that the weighted ones are worth: (Σw)²/Σw². */
  readonly effective: number;
  /** Degrees of freedom of the squared error: Satterthwaite's over the labels, so that few rows of a label that makes most of the error count as few. */
  readonly df: number;
  /** Third cumulant over the cube of the error, the scores' own skewness within a cell left out. */
  readonly skewness: number;
}

/** The first-order error of a figure from the moments of its influence in each cell. */
export function independentSpread(
  summary: ScoreSummary,
  { score, influence }: Pick<Functional, "score" | "influence">,
): Spread {
  const moments = score === undefined ? undefined : summary.scores[score];
  const byLabel = new Float64Array(summary.classes);
  const rowsByLabel = new Float64Array(summary.classes);
  let [rows, weight, weightSquares, cubes] = [0, 0, 0, 0];
  for (let i = 0; i < summary.label.length; i++) {
    const psi = influence(i);
    if (psi === undefined) continue;
    const w2 = summary.weightSquares[i]!;
    const w3 = w2 ** 2 / summary.weight[i]!;
    const b = moments === undefined ? 0 : psi.slope;
    const centre = psi.constant + (b === 0 ? 0 : (b * moments!.weighted[i]!) / w2);
    const within =
      b === 0 ? 0 : b * b * Math.max(0, moments!.squares[i]! / w2 - (moments!.weighted[i]! / w2) ** 2);
    const label = summary.label[i]!;
    rows += summary.count[i]!;
    weight += summary.weight[i]!;
    weightSquares += w2;
    byLabel[label]! += w2 * (centre * centre + within);
    rowsByLabel[label]! += summary.count[i]!;
    cubes += w3 * centre * (centre * centre + 3 * within);
  }
  const squares = byLabel.reduce((sum, s) => sum + s, 0);
  const standardError = Math.sqrt((squares / weight ** 2) * (rows / (rows - 1)));
  return {
    rows,
    effective: weight ** 2 / weightSquares,
    standardError: rows > 1 ? standardError : Number.POSITIVE_INFINITY,
    df: Math.min(
      Math.max(1, rows - 1),
      satterthwaite(
        byLabel,
        rowsByLabel.map((n) => n - 1),
      ),
    ),
    skewness: squares > 0 ? cubes / squares ** 1.5 : 0,
  };
}
