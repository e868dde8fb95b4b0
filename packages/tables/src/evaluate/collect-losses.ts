import { collectSegments, mergeSegments, type SegmentPlan, type SegmentSummary } from "../segments/index.ts";
import { drawOf, type KeptRows, keepRows, mergeKept } from "./keep-rows.ts";
import { collectPeriods, mergePeriods, type PeriodPlan, type PeriodSummary } from "./periods.ts";

/** Rows on which two models are compared. */
export const PAIRED_ROWS = 1_000_000;
/** Independent rows are dealt into so many parts for the errors of totals and periods. */
export const PARTS = 64;

/** What is kept of one loss a row, whatever was forecast. */
export interface LossSummary {
  readonly segments: SegmentSummary;
  readonly periods: PeriodSummary | null;
  /** Losses of this model and the other, and where known the time. */
  readonly pairs: KeptRows | null;
}

/** What belongs to the rows of a block beside their losses. */
export interface LossRows {
  readonly length: number;
  readonly rows: Float64Array;
  readonly weight: Float64Array | null;
  readonly group: ArrayLike<string | number> | null;
  readonly time: Float64Array | null;
}

/** How losses are kept. */
export interface LossPlan {
  readonly segments: SegmentPlan;
  readonly periods: PeriodPlan | null;
  /** Whether there is another model. */
  readonly compared: boolean;
  readonly weighted: boolean;
  readonly grouped: boolean;
  readonly timed: boolean;
  readonly seed: number;
}

/** Takes a loss a row, and this model's and another's as they are compared, in blocks. */
export interface LossCollector {
  add(
    block: LossRows,
    levels: readonly Uint8Array[],
    own: Float64Array,
    compared: readonly [own: Float64Array, other: Float64Array] | null,
  ): void;
  summary(): LossSummary;
}

/** A collector of losses by segment, by period and, of two models, in pairs. */
export function collectLosses(plan: LossPlan): LossCollector {
  const { weighted, grouped, timed, seed } = plan;
  const segments = collectSegments(plan.segments);
  const periods = plan.periods === null ? null : collectPeriods(plan.periods);
  const width = timed ? 3 : 2;
  const pairs = plan.compared ? keepRows(PAIRED_ROWS, { width, weighted, grouped }) : null;

  return {
    add({ length, rows, weight, group, time }, levels, own, compared) {
      if (periods !== null && time !== null) {
        for (let i = 0; i < length; i++) {
          periods.add(time[i]!, own[i]!, weight?.[i] ?? 1, group?.[i] ?? rows[i]! % PARTS);
        }
      }
      if (pairs !== null && compared !== null) {
        const numbers = time === null ? compared : [...compared, time];
        for (let i = 0; i < length; i++) {
          const draw = drawOf(rows[i]!, seed);
          if (pairs.wants(draw))
            pairs.take(draw, rows[i]!, numbers, i, 0, weight?.[i] ?? 1, group?.[i] ?? "");
        }
      }
      if (levels.length === 0) return;
      segments.add({
        length,
        levels,
        scores: own,
        numbers: rows,
        ...(weight !== null && { weights: weight }),
        ...(group !== null && { clusters: group }),
      });
    },
    summary: () => ({
      segments: segments.summary(),
      periods: periods?.summary() ?? null,
      pairs: pairs?.kept() ?? null,
    }),
  };
}

/** Both where there are both. */
export function together<T>(a: T | null, b: T | null, merge: (a: T, b: T) => T): T | null {
  return a === null || b === null ? null : merge(a, b);
}

/** The losses of both, the second's rows numbered `shift` higher. */
export function mergeLosses(a: LossSummary, b: LossSummary, shift: number): LossSummary {
  return {
    segments: mergeSegments(a.segments, b.segments),
    periods: together(a.periods, b.periods, mergePeriods),
    pairs: together(a.pairs, b.pairs, (x, y) => mergeKept(x, y, shift)),
  };
}
