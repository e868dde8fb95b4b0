import { type CountEstimate, divergenceFromCounts, minimumEffectP, type Test } from "@relent/core/estimate";
import type { ClusterSummary } from "../summary/summary.ts";
import type { CellSet, Sizes } from "./cell-set.ts";
import { pairOf, worth } from "./figures.ts";
import type { Settings } from "./options.ts";
import type { ColumnVerdict } from "./result.ts";
import { isSparse, testColumn } from "./test-column.ts";

/** What a verdict is made from: the estimate with its law, the test of equality, p of "at most the floor". */
export interface Evidence {
  readonly kl: CountEstimate | null;
  readonly test: Test;
  readonly floorP: number | null;
  /** Whether the interval's high end may show that nothing moved: not where much is pooled. */
  readonly maySame: boolean;
}

/** A column of one value on both sides has nothing to compare, and that is known. */
export const isConstant = (set: CellSet): boolean => set.cells.length === 1 && set.single;

/** Weighs the formed cells of a column. */
export function judgeCells(
  set: CellSet,
  sizes: Sizes,
  settings: Settings,
  maxDraws: number,
  clusters: readonly [ClusterSummary, ClusterSummary] | null = null,
): Evidence {
  const test = testColumn(set, sizes, clusters, maxDraws);
  if (set.cells.length < 2 && !isConstant(set)) return { kl: null, test, floorP: null, maySame: false };
  const kl = divergenceFromCounts("kl", worth(pairOf(set), sizes), {
    level: settings.level,
    escape: settings.escape,
    unit: "bits",
    rows: [sizes.n, sizes.m],
  });
  return { kl, test, floorP: minimumEffectP(kl.fit, settings.floor * Math.LN2), maySame: !isSparse(set) };
}

/**
 * The three-state verdict: moved where the divergence is shown to exceed the floor and the laws to differ at all, same
 * where the whole interval lies under the floor, too few rows otherwise. `floorQ` is p of the floor, adjusted over the
 * columns judged together.
 */
export function decide(
  evidence: Pick<Evidence, "test" | "floorP" | "maySame"> & { readonly high: number | null },
  floorQ: number,
  settings: Settings,
): Extract<ColumnVerdict, "moved" | "same" | "too few rows"> {
  if (evidence.floorP === null) return "too few rows";
  if (floorQ < settings.alpha && evidence.test.p < settings.alpha) return "moved";
  return evidence.maySame && evidence.high !== null && evidence.high < settings.floor
    ? "same"
    : "too few rows";
}
