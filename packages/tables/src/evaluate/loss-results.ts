import { clusteredMeanOfSums, type Estimate, type Unit } from "@relent/core/estimate";
import { findSegments, type Segment } from "../segments/index.ts";
import type { LossSummary } from "./collect-losses.ts";
import { compareLosses, type LossComparison } from "./compare-losses.ts";
import type { Bets } from "./live-bets.ts";
import type { PeriodResult } from "./result.ts";

/** What one loss a row says in every lane. */
export interface LossResults {
  /** Where it is surely higher. */
  readonly segments: readonly Segment[];
  readonly segmentsTested: number;
  readonly periods: readonly PeriodResult[];
  /** Against another model; null where there is none. */
  readonly comparison: LossComparison | null;
}

/** What the losses are, and how they are judged. */
export interface LossSetting {
  readonly unit: Unit;
  readonly bets: Bets;
  readonly level: number;
  readonly seed: number;
  /** The other model, and the mean losses that are compared. */
  readonly rival: { readonly name: string; readonly own: Estimate; readonly other: Estimate } | null;
}

/** What a mean loss can be, be it bits of labels or CRPS. */
export const NOT_NEGATIVE: readonly [number, number] = [0, Number.POSITIVE_INFINITY];

function periodsOf({ periods }: LossSummary, { level, unit }: LossSetting): PeriodResult[] {
  if (periods === null) return [];
  const { plan, sums, infinite } = periods;
  return sums.flatMap((sum, i): PeriodResult[] => {
    if (sum.ids.length === 0 && infinite[i] === 0) return [];
    const loss = sum.ids.length === 0 ? null : clusteredMeanOfSums(sum, { level, unit, range: NOT_NEGATIVE });
    return [{ start: plan.start + i * plan.length, loss, infinite: infinite[i]! }];
  });
}

/** Segments, periods and the comparison with another model that losses give. */
export function lossResults(summary: LossSummary, setting: LossSetting): LossResults {
  const { level, unit, rival } = setting;
  const { pairs } = summary;
  const search = findSegments(summary.segments, { level, unit });
  return {
    segments: search.segments,
    segmentsTested: search.tested,
    periods: periodsOf(summary, setting),
    comparison:
      pairs === null || rival === null || pairs.length === 0
        ? null
        : compareLosses(pairs, { ...setting, name: rival.name, ownLoss: rival.own, otherLoss: rival.other }),
  };
}
