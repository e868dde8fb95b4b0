import { RelentError } from "@relent/core";
import { minimumEffectP } from "@relent/core/estimate";
import type { CellSet, Sizes } from "../compare/cell-set.ts";
import { EMPTY_RESULT, type Judgement, unjudged } from "../compare/compare-column.ts";
import { cellResults, currentEntropy } from "../compare/figures.ts";
import { LOWER_BOUND, saysLowerBound } from "../compare/lower-bound.ts";
import type { Settings } from "../compare/options.ts";
import { testColumn } from "../compare/test-column.ts";
import type { ColumnPlan } from "../plan/plan.ts";
import { isTemporal } from "../plan/plan-column.ts";
import type { ColumnSummary } from "../summary/summary.ts";
import type { NoiseVariance } from "./noisy-cell.ts";
import { noisyDivergence } from "./noisy-divergence.ts";
import { noisyFigures } from "./noisy-figures.ts";
import { type PrivateNotice, unitRows } from "./notice.ts";
import { privateCells } from "./private-cells.ts";
import type { PrivacyUnit } from "./unit.ts";

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

const unitWords = (unit: PrivacyUnit | null | undefined): string =>
  unit ? `at most ${unit.rows} a ${unit.column}` : "all rows";

/**
 * Refuses sides of which not the same rows are counted: at most so many of a unit on the one, all or others on the other.
 *
 * Their laws differ without anything having moved, and rows of one unit depend on each other.
 */
export function checkUnits({ current, reference }: PrivateSides): void {
  const [now, then] = [current?.unit, reference?.unit];
  if (now?.column === then?.column && now?.rows === then?.rows) return;
  const unit = then ?? now;
  throw new RelentError(
    "incompatible",
    `diff: current counts ${unitWords(now)}, the reference ${unitWords(then)}; ` +
      `profile both with --private and --unit ${unit?.column} --rows-per-unit ${unit?.rows}`,
  );
}

const TOO_FEW = "too few rows for this ε: the noise hides all but one cell";
const HIDDEN = "its texts are hashed: a move within a cell would not show; values given by --public would";
const UNDECIDED = "too few rows for this ε; more rows, or a larger ε, would decide";

/** Moments of which so little is shared lie in different periods: they differ between any two. */
const ADVANCED = 0.1;

/** Σ min(p, q) over the cells. */
function overlap({ cells }: CellSet, { n, m }: Sizes): number {
  return cells.reduce((sum, { x, y }) => sum + Math.min(x / n, y / m), 0);
}

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
    currentUnit: unitRows(sides.current),
    referenceUnit: unitRows(sides.reference),
  };
  const formed = privateCells(plan, current.count, reference.count, noise);
  if (formed === null) return unjudged(plan, "the two sides were counted in different ways");
  const { set, sizes } = formed;
  if (isTemporal(plan.type) && overlap(set, sizes) < ADVANCED)
    return unjudged(plan, "advances with time", ["the two sides share hardly a stretch of time"]);
  const base = {
    ...EMPTY_RESULT,
    name: plan.name,
    type: plan.type,
    designEffect: sizes.effect,
    scale: set.scale,
  };
  if (set.cells.length < 2)
    return {
      result: { ...base, reason: TOO_FEW },
      test: null,
      floorP: null,
      maySame: false,
      high: null,
      skipped: null,
    };
  const hashed = plan.count.kind === "values" && !plan.count.numeric ? plan.count.hashedInto : undefined;
  const notes = [
    ...set.notes,
    ...(hashed === undefined ? [] : [`${LOWER_BOUND}: its texts are hashed into ${hashed} cells, not named`]),
  ];
  const bounds = notes.filter(saysLowerBound);
  const test = testColumn(set, sizes, null, maxDraws);
  const kl = noisyDivergence("kl", formed, settings, "bits");
  return {
    result: {
      ...base,
      ...noisyFigures(formed, settings, bounds),
      cells: cellResults(set, sizes, settings.escape),
      kl: { ...kl.estimate, test, notes },
      entropy: currentEntropy(set, sizes),
      reason: hashed === undefined ? UNDECIDED : HIDDEN,
      warnings: bounds,
    },
    test,
    floorP: minimumEffectP(kl.fit, settings.floor * Math.LN2),
    maySame: bounds.length === 0,
    high: kl.estimate.high,
    skipped: null,
  };
}
