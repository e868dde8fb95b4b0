import { dealtMomentsGTest, gTest, permutationGTest, type Test } from "@relent/core/estimate";
import type { ClusterSummary } from "../summary/summary.ts";
import { type CellSet, expectedCount, type Sizes } from "./cell-set.ts";
import { canDeal, clusterTest } from "./cluster-test.ts";
import { pairOf, worth } from "./figures.ts";

/** From this least expected count on, the law of G is χ². */
const PLENTY = 50;
/** From this many cells on, dealing is replaced by the moments that it has. */
const MANY_CELLS = 1000;

/** A pooled cell that holds more than this of a side can hide a move of the floor's size inside. */
export const SPARSE_SHARE = 0.01;

export const isSparse = (set: CellSet): boolean => set.rareShare > SPARSE_SHARE;

/**
 * The test of equal laws that fits a column: by dealing whole clusters where they are known and alike in size, by dealing the unpooled
 * counts where many outcomes are rare, against χ² where every cell expects 50, by dealing the cells' counts between.
 */
export function testColumn(
  set: CellSet,
  sizes: Sizes,
  clusters: readonly [ClusterSummary, ClusterSummary] | null,
  maxDraws: number,
): Test {
  if (clusters && canDeal(...clusters))
    return clusterTest(...clusters, { maxDraws: Math.min(maxDraws, 9999) });
  const pair = pairOf(set);
  const whole = [...pair.x, ...pair.y].every(Number.isInteger);
  if (sizes.effect > 1 || !whole) return gTest(worth(pair, sizes));
  const dealt = isSparse(set) && set.unpooled ? set.unpooled : pair;
  const plenty = !isSparse(set) && set.cells.every((c) => expectedCount(c, sizes) >= PLENTY);
  if (plenty) return gTest(pair);
  if (dealt.x.length >= MANY_CELLS) return dealtMomentsGTest(dealt);
  const { statistic, method, value, p } = permutationGTest(dealt, { maxDraws });
  return { statistic, method, value, p };
}
