import { RelentError } from "@relent/core";
import {
  type ClusterCollector,
  type ClusterId,
  type ClusterSums,
  collectClusters,
} from "@relent/core/estimate";
import type { Engine, Relation, RunOptions } from "@relent/engine";

/** Stretches of time of one length. */
export interface PeriodPlan {
  /** Beginning of the first, in seconds since 1970 or the column's own unit. */
  readonly start: number;
  readonly length: number;
  readonly count: number;
}

/** The sums of a score in each period. */
export interface PeriodSummary {
  readonly plan: PeriodPlan;
  readonly sums: readonly ClusterSums[];
  /** Rows of infinite score a period; they are in no sum. */
  readonly infinite: readonly number[];
}

/** Lengths that people think in, in seconds. */
const LENGTHS: readonly number[] = [
  1,
  10,
  60,
  600,
  3600,
  6 * 3600,
  86_400,
  7 * 86_400,
  30 * 86_400,
  91 * 86_400,
  365 * 86_400,
];
const MOST_PERIODS = 36;

/**
 * Cuts the range of a time column into at most 36 periods of a natural length, or periods of the `given` one; null where it has
 * no range.
 */
export async function planPeriods(
  engine: Engine,
  relation: Relation,
  time: string,
  run: RunOptions,
  given?: number,
): Promise<PeriodPlan | null> {
  const { low, high } = await engine.query(
    `SELECT min(t) AS low, max(t) AS high FROM (SELECT ${time} AS t FROM ${relation.sql}) WHERE isfinite(t)`,
    run,
  );
  const [first, last] = [low?.[0], high?.[0]];
  if (typeof first !== "number" || typeof last !== "number") return null;
  if (given === undefined && !(last > first)) return null;
  const span = last - first;
  const length =
    given ?? LENGTHS.find((seconds) => span / seconds < MOST_PERIODS - 1) ?? span / (MOST_PERIODS - 2);
  const start = Math.floor(first / length) * length;
  return { start, length, count: Math.floor((last - start) / length) + 1 };
}

/** Takes the score of each row at its time. */
export interface PeriodCollector {
  add(time: number, score: number, weight: number, cluster: ClusterId): void;
  summary(): PeriodSummary;
}

/** A collector of a score by period; `cluster` names the rows that depend on each other, or parts of independent ones. */
export function collectPeriods(plan: PeriodPlan): PeriodCollector {
  const collectors = Array.from({ length: plan.count }, (): ClusterCollector => collectClusters());
  const infinite = new Array<number>(plan.count).fill(0);
  return {
    add(time, score, weight, cluster) {
      const at = Math.floor((time - plan.start) / plan.length);
      const collector = collectors[at];
      if (collector === undefined) return;
      if (weight === 0) return;
      if (score === Number.POSITIVE_INFINITY) infinite[at]! += 1;
      else collector.add(cluster, score, weight);
    },
    summary: () => ({ plan, sums: collectors.map((c) => c.sums()), infinite: infinite.slice() }),
  };
}

/** The periods of both. */
export function mergePeriods(a: PeriodSummary, b: PeriodSummary): PeriodSummary {
  const { length } = a.plan;
  if (length !== b.plan.length) {
    throw new RelentError(
      "incompatible",
      `mergePeriods: periods of ${length} and of ${b.plan.length}; read the second as one that continues the first`,
    );
  }
  const start = Math.min(a.plan.start, b.plan.start);
  const parts = [a, b].map((one) => ({ ...one, from: Math.round((one.plan.start - start) / length) }));
  const count = Math.max(...parts.map(({ plan, from }) => from + plan.count));
  const collectors = Array.from({ length: count }, (): ClusterCollector => collectClusters());
  const infinite = new Array<number>(count).fill(0);
  for (const { sums, infinite: endless, from } of parts) {
    sums.forEach((sum, i) => {
      collectors[from + i]!.merge(sum);
      infinite[from + i]! += endless[i]!;
    });
  }
  return { plan: { start, length, count }, sums: collectors.map((c) => c.sums()), infinite };
}
