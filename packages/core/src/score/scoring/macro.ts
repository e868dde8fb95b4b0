import type { Estimate } from "../../estimate/estimate.ts";
import { estimateFunctional, type Functional } from "./functional.ts";
import type { ScoreSummary } from "./score-summary.ts";
import { weightOf } from "./totals.ts";

/** A figure with Σ w of the rows that it is taken over. */
export interface Part {
  readonly of: Functional;
  readonly weight: number;
}

/** F1 of a class, 2·TP/(2·TP + FP + FN), over the rows of its label or prediction. */
export function f1Of(summary: ScoreSummary, k: number): Part {
  const { label, predicted } = summary;
  const within = (i: number): boolean => label[i] === k || predicted[i] === k;
  const weight = weightOf(summary, within);
  const hits = weightOf(summary, (i) => label[i] === k && predicted[i] === k);
  const jaccard = hits / weight;
  const value = (2 * jaccard) / (1 + jaccard);
  const slope = 2 / (1 + jaccard) ** 2;
  return {
    weight,
    of: {
      value,
      range: [0, 1],
      share: { share: jaccard, figure: (share) => (2 * share) / (1 + share) },
      method: "2·TP/(2·TP + FP + FN)",
      influence: (i) =>
        within(i)
          ? { constant: slope * ((label[i] === predicted[i] ? 1 : 0) - jaccard), slope: 0 }
          : undefined,
    },
  };
}

/**
 * A mean of shares with an interval that holds also where shares are 0 or 1: the parts' own Wilson intervals added in squares (MOVER).
 *
 * That is taken where the parts are of different rows and rows are independent, and where a part is 0 or 1; elsewhere the mean's own
 * interval.
 *
 * @see Zou & Donner, Statistics in Medicine 27 (2008) 1693.
 */
export function macroOf(
  summary: ScoreSummary,
  mean: Functional,
  parts: readonly Part[],
  level: number,
  disjoint: boolean,
): Estimate {
  const found = estimateFunctional(summary, mean, level);
  const apart = disjoint && summary.clusters === undefined;
  const atEnd = parts.some(({ of }) => of.value === 0 || of.value === 1);
  if (!apart && !atEnd) return found;
  let [down, up] = [0, 0];
  for (const { of } of parts) {
    const { value, low, high } = estimateFunctional(summary, of, level);
    down += ((value - low) / parts.length) ** 2;
    up += ((high - value) / parts.length) ** 2;
  }
  const [low, high] = [found.value - Math.sqrt(down), found.value + Math.sqrt(up)];
  return {
    ...found,
    low: Math.max(0, apart ? low : Math.min(found.low, low)),
    high: Math.min(1, apart ? high : Math.max(found.high, high)),
    method: `${mean.method}; the classes' Wilson intervals added in squares`,
  };
}
