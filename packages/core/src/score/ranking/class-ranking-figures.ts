import type { Estimate } from "../../estimate/estimate.ts";
import { levelOf } from "../../estimate/interval.ts";
import { satterthwaite } from "../scoring/satterthwaite.ts";
import type { AreaError } from "./area-error.ts";
import { areaInterval, withGroups } from "./area-interval.ts";
import type { ClassRankSummary } from "./collect-class-ranks.ts";
import { areasOf, figuresOf, type RankingFigures, type RankingOptions } from "./ranking-figures.ts";

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
