import type { ScoreName, ScoreSummary } from "./score-summary.ts";

/** The sums of a summary over its cells, by label and by predicted class. */
export interface Totals {
  readonly classes: number;
  readonly weight: number;
  /** Σ w by label. */
  readonly byLabel: Float64Array;
  /** Σ w by predicted class. */
  readonly byPredicted: Float64Array;
  /** Σ w by label and predicted class, row-major. */
  readonly confusion: Float64Array;
  /** Rows of equal weight that the weighted ones are worth, (Σw)²/Σw². */
  readonly effective: number;
}

export function totalsOf(summary: ScoreSummary): Totals {
  const { classes } = summary;
  const byLabel = new Float64Array(classes);
  const byPredicted = new Float64Array(classes);
  const confusion = new Float64Array(classes * classes);
  let [weight, squares] = [0, 0];
  summary.label.forEach((label, i) => {
    const w = summary.weight[i]!;
    const predicted = summary.predicted[i]!;
    byLabel[label]! += w;
    byPredicted[predicted]! += w;
    confusion[label * classes + predicted]! += w;
    weight += w;
    squares += summary.weightSquares[i]!;
  });
  return { classes, weight, byLabel, byPredicted, confusion, effective: weight ** 2 / squares };
}

/** Σ w·x over cells; +Infinity where a row of infinite loss is among them and the score is one that it makes infinite. */
export function sumOf(summary: ScoreSummary, score: ScoreName, within: (cell: number) => boolean): number {
  const endless = score === "log" || score === "focal";
  const { sum } = summary.scores[score];
  let total = 0;
  for (let i = 0; i < summary.label.length; i++) {
    if (!within(i)) continue;
    if (endless && summary.infinite[i] === 1) return Number.POSITIVE_INFINITY;
    total += sum[i]!;
  }
  return total;
}

/** Σ w over cells. */
export function weightOf(summary: ScoreSummary, within: (cell: number) => boolean): number {
  let total = 0;
  for (let i = 0; i < summary.label.length; i++) if (within(i)) total += summary.weight[i]!;
  return total;
}
