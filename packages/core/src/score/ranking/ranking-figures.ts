import type { Estimate } from "../../estimate/estimate.ts";
import { levelOf } from "../../estimate/interval.ts";
import { invalid } from "../../finite/check.ts";
import { type AreaError, areaError, areaEstimate } from "./area-error.ts";
import type { RankSummary } from "./collect-ranks.ts";
import { type Area, ownRankLean, precisionArea, rocArea } from "./curve-areas.ts";

/** How well scores tell positive rows from negative ones. */
export interface RankingFigures {
  /** Area under the ROC curve; ½ says nothing. */
  readonly rocAuc: Estimate;
  /** Area under the precision-recall curve by steps; the share of positives says nothing. */
  readonly averagePrecision: Estimate;
  readonly positives: number;
  readonly negatives: number;
  /** Whether each distinct score was told apart; else `bounds` say between which values the exact areas lie. */
  readonly exact: boolean;
}

/** How the figures are made. */
export interface RankingOptions {
  readonly level?: number;
}

const FN = "rankingFigures";

/** The two areas of a summary with their errors. */
export interface Areas {
  readonly roc: { readonly area: Area; readonly error: AreaError };
  readonly precision: { readonly area: Area; readonly error: AreaError };
}

export function areasOf(summary: RankSummary): Areas {
  const [roc, precision] = [rocArea(summary), precisionArea(summary)];
  return {
    roc: { area: roc, error: areaError(summary, roc, { areaOf: rocArea, leanOf: () => 0 }) },
    precision: {
      area: precision,
      error: areaError(summary, precision, { areaOf: precisionArea, leanOf: ownRankLean }),
    },
  };
}

export function figuresOf(summary: RankSummary, { roc, precision }: Areas, level: number): RankingFigures {
  return {
    rocAuc: areaEstimate(summary, roc.area, roc.error, "area under the ROC curve", level),
    averagePrecision: areaEstimate(summary, precision.area, precision.error, "average precision", level),
    positives: summary.positives,
    negatives: summary.negatives,
    exact: summary.exact,
  };
}

/**
 * ROC AUC and average precision of a ranking, ties counted as scikit-learn counts them, weights included.
 *
 * Exact where the summary kept the scores apart; from cells of the grid, pairs within a cell count ½ and `bounds` hold the exact figure for certain.
 * Errors are DeLong's and those of the linearised average precision; in clusters, times the design effect that groups of whole clusters show. Intervals
 * are the hull of Wilson's for as many rows as the error is worth and of the logit scale's, by t with Satterthwaite's degrees of freedom over the two sides;
 * they stay inside [0, 1] and do not close at 1.
 * A positive row counts among those above itself, which makes average precision too high with few of them: its interval begins so much lower.
 *
 * @throws RelentError where positive or negative rows are missing, or for a level outside (0, 1).
 * @see DeLong, DeLong & Clarke-Pearson, Biometrics 44 (1988) 837; Boyd, Eng & Page, ECML PKDD 2013.
 * @example
 * ```ts
 * const ranks = collectRanks();
 * [0.125, 0.25, 0.5, 0.75].forEach((score, i) => ranks.add(score, i % 2 === 1));
 * const { rocAuc, averagePrecision } = rankingFigures(ranks.summary());
 * [rocAuc.value, averagePrecision.value] // [0.75, 0.8333333333333333]
 * ```
 */
export function rankingFigures(summary: RankSummary, options: RankingOptions = {}): RankingFigures {
  const level = levelOf(FN, options.level);
  if (!(summary.positives > 0 && summary.negatives > 0)) {
    invalid(
      `${FN}: ${summary.positives} positive and ${summary.negatives} negative rows; a ranking needs some of both`,
    );
  }
  return figuresOf(summary, areasOf(summary), level);
}
