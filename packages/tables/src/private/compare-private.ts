import { EMPTY_RESULT, type Judgement, unjudged } from "../compare/compare-column.ts";
import { cellResults, currentEntropy, figuresOf } from "../compare/figures.ts";
import { judgeCells } from "../compare/judge-cells.ts";
import type { Settings } from "../compare/options.ts";
import type { ColumnPlan } from "../plan/plan.ts";
import type { ColumnSummary } from "../summary/summary.ts";
import type { PrivateNotice } from "./notice.ts";
import { type NoiseVariance, privateCells } from "./private-cells.ts";

/** What is known of the noise on both sides; undefined for a side that is exact. */
export interface PrivateSides {
  readonly current: PrivateNotice | undefined;
  readonly reference: PrivateNotice | undefined;
}

/** Whether a side was made noisy, so that its counts are compared as such. */
export const isNoisy = ({ current, reference }: PrivateSides): boolean =>
  current !== undefined || reference !== undefined;

function varianceOf(notice: PrivateNotice | undefined, name: string): number {
  return notice?.columns.find((c) => c.name === name)?.variance ?? 0;
}

const TOO_FEW = "too few rows for this ε: the noise hides all but one cell";
const UNDECIDED = "too few rows for this ε; more rows, or a larger ε, would decide";

/** Compares a column of which at least one side's counts are noisy. */
export function comparePrivate(
  plan: ColumnPlan,
  current: ColumnSummary,
  reference: ColumnSummary,
  sides: PrivateSides,
  settings: Settings,
  maxDraws: number,
): Judgement {
  const noise: NoiseVariance = {
    current: varianceOf(sides.current, plan.name),
    reference: varianceOf(sides.reference, plan.name),
  };
  const formed = privateCells(plan, current.count, reference.count, noise);
  if (formed === null) return unjudged(plan, "the two sides were counted in different ways");
  const { set, sizes } = formed;
  const base = {
    ...EMPTY_RESULT,
    name: plan.name,
    type: plan.type,
    designEffect: sizes.effect,
    scale: set.scale,
  };
  if (set.cells.length < 2)
    return {
      result: { ...base, reason: TOO_FEW, warnings: [TOO_FEW] },
      test: null,
      floorP: null,
      maySame: false,
      high: null,
      skipped: null,
    };
  const { kl, test, floorP, maySame } = judgeCells(set, sizes, settings, maxDraws);
  return {
    result: {
      ...base,
      ...figuresOf(set, sizes, settings),
      cells: cellResults(set, sizes, settings.escape),
      kl: kl && { ...kl.estimate, test, notes: set.notes },
      entropy: currentEntropy(set, sizes),
      reason: UNDECIDED,
      warnings: set.notes.filter((note) => note.startsWith("lower bound")),
    },
    test,
    floorP,
    maySame,
    high: kl?.estimate.high ?? null,
    skipped: null,
  };
}
