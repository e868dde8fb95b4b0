import { RelentError } from "@relent/core";
import type { SegmentPlan } from "./segment-plan.ts";
import { emptySegments, GROUPS, type SegmentSummary, tablesOf } from "./segment-summary.ts";

/** Some rows with their score. */
export interface ScoredRows {
  readonly length: number;
  /** Level of each row, one list a planned column. */
  readonly levels: readonly Uint8Array[];
  /** The score of each row; +Infinity is counted apart. */
  readonly scores: Float64Array;
  readonly weights?: Float64Array;
  /** Numbers of the rows, by which independent ones are dealt into groups: their places so far unless given. */
  readonly numbers?: Float64Array;
  /** Which rows depend on each other; rows are independent without it. */
  readonly clusters?: ArrayLike<string | number>;
}

/** Takes scored rows and keeps their sums. */
export interface SegmentCollector {
  add(rows: ScoredRows): void;
  summary(): SegmentSummary;
}

/** A whole number made of a text or number that spreads alike ones apart (FNV-1a, then a multiplicative mix). */
function hashOf(id: string | number): number {
  const text = String(id);
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** A whole number made of a row's number that spreads alike ones apart (a multiplicative mix). */
function mixed(number: number): number {
  let hash = Math.imul(number ^ (number / 2 ** 32), 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** Deals clusters into groups by a hash of their name, so that every shard deals them alike. */
function dealer(): (cluster: string | number) => number {
  const groups = new Map<string | number, number>();
  return (cluster) => {
    const known = groups.get(cluster);
    if (known !== undefined) return known;
    const group = hashOf(cluster) % GROUPS;
    if (groups.size < 100_000) groups.set(cluster, group);
    return group;
  };
}

/**
 * A collector of the sums of a score over every level of the planned columns and every pair of levels.
 *
 * @throws RelentError from `add` for a score that is NaN or −Infinity.
 */
export function collectSegments(plan: SegmentPlan): SegmentCollector {
  const { tables } = tablesOf(plan);
  const summary = emptySegments(plan);
  const { rows, infinite, weight, sum } = summary;
  const groupOf = dealer();
  let seen = 0;

  const add = ({ length, levels, scores, weights, numbers, clusters }: ScoredRows): void => {
    const groups = new Uint8Array(length);
    for (let i = 0; i < length; i++) {
      const score = scores[i]!;
      if (!(score > Number.NEGATIVE_INFINITY)) {
        throw new RelentError(
          "invalid-argument",
          `collectSegments: score[${seen + i}] = ${score}; scores must be numbers, Infinity included`,
          { index: seen + i, value: score },
        );
      }
      groups[i] = clusters === undefined ? mixed(numbers?.[i] ?? seen + i) % GROUPS : groupOf(clusters[i]!);
    }
    for (const { columns, sizes, start } of tables) {
      const first = levels[columns[0]!]!;
      const second = columns.length === 2 ? levels[columns[1]!]! : undefined;
      const size = sizes[1] ?? 1;
      for (let i = 0; i < length; i++) {
        const w = weights === undefined ? 1 : weights[i]!;
        if (w === 0) continue;
        const cell = start + first[i]! * size + (second === undefined ? 0 : second[i]!);
        rows[cell]! += 1;
        if (scores[i] === Number.POSITIVE_INFINITY) {
          infinite[cell]! += 1;
          continue;
        }
        const place = cell * GROUPS + groups[i]!;
        weight[place]! += w;
        sum[place]! += w * scores[i]!;
      }
    }
    seen += length;
  };

  return { add, summary: () => summary };
}
