import { type Estimate, minimumEffectP } from "@relent/core/estimate";
import type { ColumnPlan } from "../plan/plan.ts";
import type { CountSummary } from "../summary/summary.ts";
import { newShare, shareEstimate, valueRows } from "./new-share.ts";
import type { Settings } from "./options.ts";

/** How new a sparse column's values are, with p of "their novelty is worth no more than the floor". */
export interface Novelty {
  readonly share: Estimate;
  readonly floorP: number;
}

/**
 * The new values of a category column whose values are mostly too rare to compare one by one: pooled, they would hide
 * that half of them were replaced by others. Null for numbers and for columns not counted by value.
 */
export function noveltyOf(
  plan: ColumnPlan,
  current: CountSummary,
  reference: CountSummary,
  effect: number,
  settings: Settings,
): Novelty | null {
  const named = plan.count.kind === "values" && !plan.count.numeric;
  if (!named || current.kind !== "values" || reference.kind !== "values") return null;
  const [x, y] = [valueRows(current, 1), valueRows(reference, 1)];
  const found = newShare(x, y, { level: settings.level, escape: settings.escape, effect });
  if (found === null) return null;
  return {
    share: shareEstimate(found, settings.level, [x.total / effect, y.total / effect]),
    floorP: minimumEffectP(found.kl.fit, settings.floor * Math.LN2),
  };
}
