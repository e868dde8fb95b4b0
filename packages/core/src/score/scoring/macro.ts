import type { Estimate } from "../../estimate/estimate.ts";
import { estimateFunctional, type Functional } from "./functional.ts";
import { average } from "./functionals.ts";
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
 * A mean of shares with an interval that holds also where shares are 0 or 1: what the parts' own intervals leave below and above them,
 * added up with the parts' correlations (MOVER).
 *
 * The correlations are those of the parts' influences; a part that shows no error stands alone. In clusters the mean has its own interval,
 * unless a part is 0 or 1.
 *
 * @see Zou & Donner, Statistics in Medicine 27 (2008) 1693.
 */
export function macroOf(
  summary: ScoreSummary,
  mean: Functional,
  parts: readonly Part[],
  total: number,
  level: number,
): Estimate {
  const found = estimateFunctional(summary, mean, level);
  const atEnd = parts.some(({ of }) => of.value === 0 || of.value === 1);
  if (summary.clusters !== undefined && !atEnd) return found;
  const made = parts.map(({ of }) => estimateFunctional(summary, of, level));
  const reach = (deviation: (part: Estimate) => number): number => {
    const scales = made.map((part) => (part.standardError > 0 ? deviation(part) / part.standardError : 0));
    const alone = made.reduce((sum, part) => sum + (part.standardError > 0 ? 0 : deviation(part) ** 2), 0);
    const together = parts.map(({ of, weight }, j) => ({ of: scaled(of, scales[j]!), weight }));
    const { standardError } = estimateFunctional(summary, average(together, total, ""), level);
    return Math.sqrt(alone / parts.length ** 2 + standardError ** 2);
  };
  return {
    ...found,
    low: Math.max(0, found.value - reach(({ value, low }) => value - low)),
    high: Math.min(1, found.value + reach(({ value, high }) => high - value)),
    method: `${mean.method}; the classes' intervals added up with their correlations (MOVER)`,
  };
}

/** A figure whose influence is multiplied by a number. */
function scaled(functional: Functional, by: number): Functional {
  return {
    value: functional.value,
    method: functional.method,
    influence: (i) => {
      const psi = functional.influence(i);
      return psi && { constant: by * psi.constant, slope: by * psi.slope };
    },
  };
}
