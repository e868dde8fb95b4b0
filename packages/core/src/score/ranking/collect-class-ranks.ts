import type { ClusterId } from "../../estimate/clusters/cluster-sums.ts";
import { invalid } from "../../finite/check.ts";
import { checkClasses } from "../scoring/check-row.ts";
import { type ForecastBlock, singleRow } from "../scoring/forecast-block.ts";
import type { ProbabilityRow } from "../scoring/probability-row.ts";
import { collectRanks, type RankSummary } from "./collect-ranks.ts";

/** Each class's ranking against all others; of two classes only class 1's. */
export interface ClassRankSummary {
  readonly classes: number;
  readonly perClass: readonly RankSummary[];
}

/** Takes labelled forecasts by rows or blocks. */
export interface ClassRankCollector {
  add(row: ProbabilityRow, label: number, weight?: number, cluster?: ClusterId): void;
  addBlock(block: ForecastBlock): void;
  merge(summary: ClassRankSummary): void;
  summary(): ClassRankSummary;
}

/** What is collected. */
export interface ClassRankOptions {
  readonly classes: number;
  /** Up to how many distinct scores, all classes together, the rankings are kept exactly (default 2²⁰). */
  readonly distinct?: number;
}

/** Fineness of each ranking's grids: all together take about as much memory for any number of classes up to a few hundred. */
function finenessOf(rankings: number): readonly [scores: number, groups: number] {
  const less = Math.max(0, Math.ceil(Math.log2(rankings / 16)));
  return [Math.max(5, 11 - less), Math.max(0, 4 - less)];
}

/**
 * A collector of each class's ranking against the others, by its probability; from 17 classes on in wider cells beyond `distinct`.
 *
 * @throws RelentError as `collectRanks` does, and for a label that is no class.
 * @example
 * ```ts
 * const row = probabilityRow("prob", 2);
 * const ranks = collectClassRanks({ classes: 2 });
 * row.read([0.75], 0, 0);
 * ranks.add(row, 1);
 * ranks.summary().perClass[0].key // [0.75]
 * ```
 */
export function collectClassRanks({ classes, distinct = 2 ** 20 }: ClassRankOptions): ClassRankCollector {
  const fn = "collectClassRanks";
  if (!(Number.isInteger(classes) && classes >= 2)) {
    invalid(`${fn}: classes = ${classes}; it must be a whole number ≥ 2`, { value: classes });
  }
  const rankings = classes === 2 ? 1 : classes;
  const fineness = finenessOf(rankings);
  const perClass = Array.from({ length: rankings }, () =>
    collectRanks({ distinct: Math.max(1, Math.floor(distinct / rankings)), fineness }),
  );
  const addBlock = (block: ForecastBlock): void => {
    checkClasses(fn, classes, block.classes);
    const { length, ranks, label, weight, cluster, group } = block;
    perClass.forEach((one, k) => {
      const event = rankings === 1 ? 1 : k;
      const shared = { length, label, event, weight, clustered: cluster !== null, group };
      one.addRows({ values: ranks, from: event, stride: classes, ...shared });
    });
  };
  const single = singleRow(fn, classes);
  return {
    add: (row, label, weight, cluster) => addBlock(single(row, label, weight, cluster)),
    addBlock,
    merge(summary) {
      if (summary.classes !== classes) {
        invalid(`${fn}: merge of ${summary.classes} classes into ${classes}; both must be the same`);
      }
      perClass.forEach((one, k) => {
        one.merge(summary.perClass[k]!);
      });
    },
    summary: () => ({ classes, perClass: perClass.map((one) => one.summary()) }),
  };
}
