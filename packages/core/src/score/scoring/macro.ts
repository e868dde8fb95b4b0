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
      method: "2·TP/(2·TP + FP + FN)",
      influence: (i) =>
        within(i)
          ? { constant: slope * ((label[i] === predicted[i] ? 1 : 0) - jaccard), slope: 0 }
          : undefined,
    },
  };
}

/**
 * A mean of shares with an interval that holds also at 0 and 1: the parts' own Wilson intervals added in squares (MOVER), where
 * that is wider than the mean's t interval.
 *
 * @see Zou & Donner, Statistics in Medicine 27 (2008) 1693.
 */
export function macroOf(
  summary: ScoreSummary,
  mean: Functional,
  parts: readonly Part[],
  level: number,
): Estimate {
  const found = estimateFunctional(summary, mean, level);
  let [down, up] = [0, 0];
  for (const { of } of parts) {
    const { value, low, high } = estimateFunctional(summary, { ...of, share: true }, level);
    down += ((value - low) / parts.length) ** 2;
    up += ((high - value) / parts.length) ** 2;
  }
  return {
    ...found,
    low: Math.max(0, Math.min(found.low, found.value - Math.sqrt(down))),
    high: Math.min(1, Math.max(found.high, found.value + Math.sqrt(up))),
    method: `${found.method}, no narrower than by the classes' Wilson intervals`,
  };
}
