import type { Functional } from "./functional.ts";
import { satterthwaite } from "./satterthwaite.ts";
import type { ScoreName, ScoreSummary } from "./score-summary.ts";

/** The error of a figure over independent rows. */
export interface Spread {
  readonly standardError: number;
  readonly rows: number;
  /** Rows of equal weight that the weighted ones are worth: (Σw)²/Σw². */
  readonly effective: number;
  /** Degrees of freedom of the squared error: Satterthwaite's over the labels, so that few rows of a label that makes most of the error count as few. */
  readonly df: number;
  /** Third cumulant over the cube of the error; losses within a cell count as skewed as a gamma law of their mean and variance. */
  readonly skewness: number;
}

/** Scores from 0 upwards without end. */
const ENDLESS: ReadonlySet<ScoreName> = new Set<ScoreName>(["log", "focal"]);

/**
 * The first-order error of a figure from the moments of its influence in each cell.
 *
 * Squares are divided by rows less one: all rows, or each label's where the figure fits a mean of its own to each.
 */
export function independentSpread(
  summary: ScoreSummary,
  { score, influence, meansByLabel = false }: Pick<Functional, "score" | "influence" | "meansByLabel">,
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
    const mean = b === 0 ? 0 : moments!.weighted[i]! / w2;
    const apart = b === 0 ? 0 : Math.max(0, moments!.squares[i]! / w2 - mean * mean);
    const centre = psi.constant + b * mean;
    const within = b * b * apart;
    const skewed =
      score !== undefined && ENDLESS.has(score) && mean > 0 ? (2 * b ** 3 * apart ** 2) / mean : 0;
    const label = summary.label[i]!;
    rows += summary.count[i]!;
    weight += summary.weight[i]!;
    weightSquares += w2;
    byLabel[label]! += w2 * (centre * centre + within);
    rowsByLabel[label]! += summary.count[i]!;
    cubes += w3 * (centre * (centre * centre + 3 * within) + skewed);
  }
  const squares = byLabel.reduce((sum, s) => sum + s, 0);
  const unbiased = (sum: number, n: number): number => (n > 1 ? (sum * n) / (n - 1) : sum);
  const corrected = meansByLabel
    ? byLabel.reduce((sum, s, k) => sum + unbiased(s, rowsByLabel[k]!), 0)
    : unbiased(squares, rows);
  const standardError = Math.sqrt(corrected) / weight;
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
