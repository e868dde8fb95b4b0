import type { ClusterId } from "../../estimate/clusters/cluster-sums.ts";
import type { Estimate } from "../../estimate/estimate.ts";
import { levelOf } from "../../estimate/interval.ts";
import { invalid } from "../../finite/check.ts";
import { checkClasses } from "../scoring/check-row.ts";
import { type ForecastBlock, singleRow } from "../scoring/forecast-block.ts";
import type { ProbabilityRow } from "../scoring/probability-row.ts";
import { satterthwaite } from "../scoring/satterthwaite.ts";
import { type AreaError, areaInterval, withGroups } from "./area-error.ts";
import { collectRanks, type RankSummary } from "./collect-ranks.ts";
import { areasOf, figuresOf, type RankingFigures, type RankingOptions } from "./ranking-figures.ts";

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

/** Rankings of the classes: each against the others, and their mean. */
export interface ClassRankingFigures {
  /** Means over the classes that can be ranked; of two classes the figures of class 1. */
  readonly rocAuc?: Estimate;
  readonly averagePrecision?: Estimate;
  /** Absent for a class that never occurs, or alone does. */
  readonly perClass: readonly (RankingFigures | undefined)[];
}

/** Correlation of two classes' errors, from what each group of rows adds to both. */
function correlation(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (const [group, x] of a) {
    const y = b.get(group) ?? 0;
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}

function mean(
  estimates: readonly Estimate[],
  errors: readonly AreaError[],
  level: number,
  clustered: boolean,
): Estimate {
  const count = estimates.length;
  const value = estimates.reduce((sum, one) => sum + one.value, 0) / count;
  let variance = 0;
  errors.forEach((a, i) => {
    errors.forEach((b, j) => {
      const r = i === j ? 1 : correlation(a.byGroup, b.byGroup);
      variance += (r * a.standardError * b.standardError) / count ** 2;
    });
  });
  const standardError = Math.sqrt(Math.max(0, variance));
  const df = satterthwaite(
    errors.map((error) => error.standardError ** 2),
    errors.map((error) => error.df),
  );
  const narrowest = Math.min(...estimates.map(({ low }) => low));
  const lean = errors.reduce((sum, error) => sum + error.lean, 0) / count;
  const alone =
    standardError > 0
      ? areaInterval(value, { standardError, lean, df, size: 0 }, level)
      : ([narrowest, value] as const);
  const together = new Map<number, number>();
  for (const { byGroup } of errors) {
    for (const [group, psi] of byGroup) together.set(group, (together.get(group) ?? 0) + psi / count);
  }
  const [low, high] = clustered ? withGroups(alone, value, together, level) : alone;
  const first = estimates[0]!;
  const bounds = (end: 0 | 1): number =>
    estimates.reduce((sum, one) => sum + (one.bounds?.[end] ?? one.value), 0) / count;
  return {
    ...first,
    value,
    low,
    high,
    standardError,
    plugIn: value,
    method: `mean over ${count} classes of each against the others: ${first.method}`,
    ...(estimates.some((one) => one.bounds !== undefined) && { bounds: [bounds(0), bounds(1)] as const }),
  };
}

/**
 * ROC AUC and average precision of each class against the others, and their means over the classes.
 *
 * The error of the mean counts how the classes' errors hang together, by groups of rows.
 *
 * @throws RelentError for a level outside (0, 1).
 * @see Hand & Till, Machine Learning 45 (2001) 171.
 * @example
 * ```ts
 * const row = probabilityRow("prob", 2);
 * const ranks = collectClassRanks({ classes: 2 });
 * [0.125, 0.25, 0.5, 0.75].forEach((p, i) => { row.read([p], 0, i); ranks.add(row, i % 2); });
 * classRankingFigures(ranks.summary()).rocAuc.value // 0.75
 * ```
 */
export function classRankingFigures(
  { perClass }: ClassRankSummary,
  options: RankingOptions = {},
): ClassRankingFigures {
  const level = levelOf("classRankingFigures", options.level);
  const areas = perClass.map((one) => (one.positives > 0 && one.negatives > 0 ? areasOf(one) : undefined));
  const figures = areas.map((area, k) =>
    area === undefined ? undefined : figuresOf(perClass[k]!, area, level),
  );
  const made = figures.filter((one) => one !== undefined);
  const kept = areas.filter((one) => one !== undefined);
  if (made.length === 0) return { perClass: figures };
  if (made.length === 1) {
    return { rocAuc: made[0]!.rocAuc, averagePrecision: made[0]!.averagePrecision, perClass: figures };
  }
  const clustered = perClass.some((one) => one.clustered);
  return {
    rocAuc: mean(
      made.map(({ rocAuc }) => rocAuc),
      kept.map(({ roc }) => roc.error),
      level,
      clustered,
    ),
    averagePrecision: mean(
      made.map(({ averagePrecision }) => averagePrecision),
      kept.map(({ precision }) => precision.error),
      level,
      clustered,
    ),
    perClass: figures,
  };
}
