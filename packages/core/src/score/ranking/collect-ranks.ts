import type { ClusterId } from "../../estimate/clusters/cluster-sums.ts";
import { invalid } from "../../finite/check.ts";
import { checkWeight } from "../scoring/check-row.ts";
import { clusterRule } from "../scoring/cluster-rule.ts";
import { type EventRows, singleEvent } from "../scoring/event-rows.ts";
import { groupTables } from "../scoring/group-tables.ts";
import { RANK_GRIDS, type ScoreScale } from "./rank-grid.ts";
import { emptyRanked, emptyTail, mergeRanked, type RankedScores, rankTail } from "./score-list.ts";

/** Rows by group and coarse cell, from which errors of clusters and errors in common are read. */
export interface RankGroups {
  /** Each octave of scores is cut into 2^fineness cells. */
  readonly fineness: number;
  readonly group: readonly number[];
  readonly cell: readonly number[];
  readonly positive: readonly number[];
  readonly negative: readonly number[];
}

/** Sufficient statistics of a ranking: weights of positive and negative rows by score, or by cell of a fixed grid. */
export interface RankSummary {
  readonly scale: ScoreScale;
  /** Most distinct scores that were kept apart. */
  readonly distinct: number;
  /** Each octave of scores is cut into 2^fineness cells, where they are not kept apart. */
  readonly fineness: number;
  /** Whether `key` are the scores themselves; else cells of the grid. */
  readonly exact: boolean;
  readonly positives: number;
  readonly negatives: number;
  /** Ascending. */
  readonly key: readonly number[];
  /** Σ w and Σ w² of positive and negative rows. */
  readonly positive: readonly number[];
  readonly negative: readonly number[];
  readonly positiveSquares: readonly number[];
  readonly negativeSquares: readonly number[];
  /** Whether rows named their clusters; whole clusters then lie in one group. */
  readonly clustered: boolean;
  readonly groups: RankGroups;
}

/** What is collected. */
export interface RankOptions {
  /** Whether scores are probabilities (default) or any numbers. */
  readonly scale?: ScoreScale;
  /** Up to how many distinct scores the ranking is kept exactly (default 2²⁰). */
  readonly distinct?: number;
  /** Fineness of the grid beyond that, and of the groups' (default 11 and 4): fewer for many rankings side by side. */
  readonly fineness?: readonly [scores: number, groups: number];
}

/** Takes scores of positive and negative rows, in any order. */
export interface RankCollector {
  add(score: number, positive: boolean, weight?: number, cluster?: ClusterId): void;
  /** Adds rows whose weights are checked. */
  addRows(rows: EventRows): void;
  merge(summary: RankSummary): void;
  summary(): RankSummary;
}

const FN = "collectRanks";
/** 131,074 cells of probabilities, 262,145 of other scores. */
const FINENESS = 11;
/** Cells of the groups: wide, as only how errors hang together is read from them. */
const GROUP_FINENESS = 4;
const FINEST = [FINENESS, GROUP_FINENESS] as const;
const FIRST_TAIL = 4096;

/**
 * A collector for rankings: of each distinct score how much weight of positive and of negative rows has it.
 *
 * Exact up to `distinct` scores; beyond, rows are counted in the cells of a fixed grid, and the figures made of it carry certain bounds. Rows are also
 * counted by 128 groups (of whole clusters where they are named) in wide cells, for the errors.
 *
 * @throws RelentError from `add` for NaN, a probability outside [0, 1], a bad weight, rows with and without cluster; from `merge` for another scale.
 * @example
 * ```ts
 * const ranks = collectRanks();
 * ranks.add(0.25, false);
 * ranks.add(0.75, true);
 * ranks.summary().key // [0.25, 0.75]
 * ```
 */
export function collectRanks(options: RankOptions = {}): RankCollector {
  const { scale = "probability", distinct = 2 ** 20, fineness: [fine, wide] = FINEST } = options;
  if (!Object.hasOwn(RANK_GRIDS, scale)) {
    invalid(`${FN}: scale = "${scale}"; it must be one of ${Object.keys(RANK_GRIDS).join(", ")}`, {
      value: scale,
    });
  }
  if (!(Number.isInteger(distinct) && distinct >= 1)) {
    invalid(`${FN}: distinct = ${distinct}; it must be a whole number ≥ 1`, { value: distinct });
  }
  const { cell, cells, sound, allowed } = RANK_GRIDS[scale];
  const groups = groupTables(cells(wide), 2);
  let ranked = emptyRanked();
  let tail = emptyTail(FIRST_TAIL);
  /** Weights of positive and negative rows by cell; their squares apart once a weight is not 1. */
  let grid: Float64Array | undefined;
  let squares: Float64Array | undefined;
  const clusters = clusterRule(FN);
  let [positives, negatives, seen] = [0, 0, 0];

  /** Adds to a side of a cell. */
  const put = (at: number, weight: number, square: number): void => {
    if (square !== weight && squares === undefined) squares = grid!.slice();
    grid![at]! += weight;
    if (squares !== undefined) squares[at]! += square;
  };

  const toGrid = (
    cellOf: (i: number) => number,
    sums: Pick<RankSummary, "positive" | "negative" | "positiveSquares" | "negativeSquares"> | RankedScores,
  ): void => {
    grid ??= new Float64Array(2 * cells(fine));
    for (let i = 0; i < sums.positive.length; i++) {
      const at = 2 * cellOf(i);
      put(at, sums.positive[i]!, sums.positiveSquares[i]!);
      put(at + 1, sums.negative[i]!, sums.negativeSquares[i]!);
    }
  };

  const spill = (): void => {
    const { scores } = ranked;
    toGrid((i) => cell(scores[i]!, fine), ranked);
    ranked = emptyRanked();
    tail = emptyTail(0);
  };

  const settle = (): void => {
    ranked = mergeRanked(ranked, rankTail(tail));
    tail.length = 0;
    if (ranked.scores.length > distinct) spill();
    else if (tail.scores.length < ranked.scores.length) {
      tail = emptyTail(Math.min(2 ** 18, 2 * ranked.scores.length));
    }
  };

  /** Rows `first` and after into the tail, until it is full; the first that is left. */
  const toTail = (given: EventRows, first: number): number => {
    const { values, from, stride, length, label, event, weight } = given;
    const { scores, signed } = tail;
    let used = tail.length;
    let i = first;
    for (; i < length && used < scores.length; i++) {
      const w = weight === null ? 1 : weight[i]!;
      if (w === 0) continue;
      scores[used] = values[from + i * stride]!;
      signed[used++] = label[i] === event ? w : -w;
    }
    tail.length = used;
    if (used === scores.length) settle();
    return i;
  };

  const toCells = (
    { values, from, stride, length, label, event, weight }: EventRows,
    first: number,
  ): void => {
    const table = grid!;
    for (let i = first, v = from + first * stride; i < length; i++, v += stride) {
      const w = weight === null ? 1 : weight[i]!;
      const at = 2 * cell(values[v]!, fine) + (label[i] === event ? 0 : 1);
      if (w !== 1 || squares !== undefined) put(at, w, w * w);
      else table[at]! += 1;
    }
  };

  const toGroups = (given: EventRows): void => {
    const { values, from, stride, length, label, event, weight, group } = given;
    let [came, failed] = [0, 0];
    for (let i = 0, v = from; i < length; i++, v += stride) {
      const score = values[v]!;
      if (!sound(score)) {
        const index = seen + i;
        invalid(`${FN}: score[${index}] = ${score}; ${allowed}`, { index, value: score });
      }
      const w = weight === null ? 1 : weight[i]!;
      if (w === 0) continue;
      const side = label[i] === event ? 0 : 1;
      if (side === 0) came++;
      else failed++;
      groups.of(group[i]!)[2 * cell(score, wide) + side]! += w;
    }
    positives += came;
    negatives += failed;
    seen += length;
  };

  const addRows = (given: EventRows): void => {
    if (given.length === 0) return;
    clusters.take(given.clustered);
    toGroups(given);
    let next = 0;
    while (next < given.length && grid === undefined) next = toTail(given, next);
    if (grid !== undefined) toCells(given, next);
  };

  const single = singleEvent();
  const add = (score: number, positive: boolean, weight = 1, cluster?: ClusterId): void => {
    checkWeight(FN, weight, seen);
    addRows(single(score, positive, weight, cluster, seen));
  };

  const merge = (other: RankSummary): void => {
    if (other.scale !== scale) {
      invalid(`${FN}: merge of scale "${other.scale}" into "${scale}"; both must be the same`);
    }
    if (other.fineness !== fine || other.groups.fineness !== wide) {
      invalid(
        `${FN}: merge of fineness ${other.fineness} and ${other.groups.fineness} into ${fine} and ${wide}; both must be the same`,
      );
    }
    if (other.key.length > 0) clusters.take(other.clustered);
    if (grid === undefined) settle();
    if (other.exact) {
      const theirs: RankedScores = {
        scores: Float64Array.from(other.key),
        positive: Float64Array.from(other.positive),
        negative: Float64Array.from(other.negative),
        positiveSquares: Float64Array.from(other.positiveSquares),
        negativeSquares: Float64Array.from(other.negativeSquares),
      };
      if (grid === undefined) {
        ranked = mergeRanked(ranked, theirs);
        settle();
      } else toGrid((i) => cell(theirs.scores[i]!, fine), theirs);
    } else {
      if (grid === undefined) spill();
      toGrid((i) => other.key[i]!, other);
    }
    const { group, cell: at, positive, negative } = other.groups;
    groups.merge(group, at, [positive, negative]);
    positives += other.positives;
    negatives += other.negatives;
    seen += other.positives + other.negatives;
  };

  const summary = (): RankSummary => {
    if (grid === undefined) settle();
    const { group, cell: at, sums } = groups.lists();
    const [positive, negative] = sums;
    const common = {
      scale,
      distinct,
      fineness: fine,
      positives,
      negatives,
      clustered: clusters.clustered(),
      groups: { fineness: wide, group, cell: at, positive: positive!, negative: negative! },
    };
    if (grid === undefined) {
      return {
        ...common,
        exact: true,
        key: Array.from(ranked.scores),
        positive: Array.from(ranked.positive),
        negative: Array.from(ranked.negative),
        positiveSquares: Array.from(ranked.positiveSquares),
        negativeSquares: Array.from(ranked.negativeSquares),
      };
    }
    const [table, square] = [grid, squares ?? grid];
    const key: number[] = [];
    for (let i = 0; i < table.length; i += 2) if (table[i]! + table[i + 1]! > 0) key.push(i / 2);
    const column = (from: Float64Array, side: 0 | 1): number[] => key.map((i) => from[2 * i + side]!);
    return {
      ...common,
      exact: false,
      key,
      positive: column(table, 0),
      negative: column(table, 1),
      positiveSquares: column(square, 0),
      negativeSquares: column(square, 1),
    };
  };

  return { add, addRows, merge, summary };
}
