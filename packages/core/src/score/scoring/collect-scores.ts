import type { ClusterId } from "../../estimate/clusters/cluster-sums.ts";
import { invalid } from "../../finite/check.ts";
import { cellSlab } from "./cell-slab.ts";
import { checkClasses } from "./check-row.ts";
import { clusterRule } from "./cluster-rule.ts";
import { type ForecastBlock, singleRow } from "./forecast-block.ts";
import type { ProbabilityRow } from "./probability-row.ts";
import type { ScoreMoments, ScoreName, ScoreSummary } from "./score-summary.ts";

/** What is collected. */
export interface ScoreOptions {
  readonly classes: number;
  /** γ of the focal view (default 2). */
  readonly gamma?: number;
  /** How many rows of infinite loss are named (default 10). */
  readonly named?: number;
}

/** Takes labelled forecasts by rows or blocks, in any order, and keeps their sums. */
export interface ScoreCollector {
  /** Adds the row last read; a row of weight 0 counts nowhere. Either every row names its cluster or none does. */
  add(row: ProbabilityRow, label: number, weight?: number, cluster?: ClusterId): void;
  addBlock(block: ForecastBlock): void;
  /** Adds the sums of other rows. */
  merge(summary: ScoreSummary): void;
  summary(): ScoreSummary;
}

const FN = "collectScores";
const NAMES: readonly ScoreName[] = ["log", "brier", "spherical", "focal"];
const HEAD = 3;
/** −ln 2⁻⁵². */
const CLIPPED = 52 * Math.LN2;
const FIELDS = HEAD + 3 * NAMES.length;

/**
 * A collector of scores for streams: memory by the number of (cluster, label, predicted) cells that occur, nothing allocated a row.
 *
 * Weights may be any number ≥ 0: errors are those of weighted independent rows, or of whole clusters where rows name them.
 * The predicted class is the one of the largest probability, the first of equals.
 *
 * @throws RelentError from `add` for a label that is no class, a negative or infinite weight, and rows with and without cluster;
 * from `merge` for other classes, or another γ.
 * @example
 * ```ts
 * const row = probabilityRow("probs", 2);
 * const scores = collectScores({ classes: 2 });
 * [[0.5, 0.5], [0.25, 0.75]].forEach((p, i) => { row.read(p, 0, i); scores.add(row, 1); });
 * scores.summary().predicted // [0, 1]
 * scores.summary().scores.brier.sum // [0.5, 0.125]
 * ```
 */
export function collectScores(options: ScoreOptions): ScoreCollector {
  const { classes, gamma = 2, named = 10 } = options;
  if (!(Number.isInteger(classes) && classes >= 2)) {
    invalid(`${FN}: classes = ${classes}; it must be a whole number ≥ 2`, { value: classes });
  }
  if (!(gamma >= 0 && gamma < Number.POSITIVE_INFINITY)) {
    invalid(`${FN}: gamma = ${gamma}; it must be finite and ≥ 0`, { value: gamma });
  }
  const perCluster = 2 * classes * classes;
  const places = new Map<number, number>();
  const dense = perCluster <= 2 ** 14 ? new Int32Array(perCluster).fill(-1) : undefined;
  const clusters = new Map<ClusterId, number>();
  const ids: ClusterId[] = [];
  const slab = cellSlab(FIELDS);
  const rule = clusterRule(FN);
  let rows = 0;
  let clipped = 0;
  let infiniteCount = 0;
  let infiniteWeight = 0;
  let infiniteRows: number[] = [];

  const placeOf = (cluster: number, cell: number): number => {
    if (cluster === 0 && dense !== undefined) {
      if (dense[cell]! < 0) dense[cell] = slab.make(cell);
      return dense[cell]!;
    }
    const key = cluster * perCluster + cell;
    const found = places.get(key);
    if (found !== undefined) return found;
    const place = slab.make(key);
    places.set(key, place);
    return place;
  };

  let last: ClusterId | undefined;
  let lastAt = 0;
  const clusterOf = (cluster: ClusterId | undefined): number => {
    rule.take(cluster !== undefined);
    if (cluster === undefined) return 0;
    if (cluster === last) return lastAt;
    const found = clusters.get(cluster);
    last = cluster;
    lastAt = found ?? ids.length;
    if (found === undefined) {
      clusters.set(cluster, ids.length);
      ids.push(cluster);
    }
    return lastAt;
  };

  const put = (at: number, weight: number, x: number): void => {
    const cells = slab.values;
    cells[at]! += weight * x;
    cells[at + 1]! += weight * weight * x;
    cells[at + 2]! += weight * weight * x * x;
  };

  const addBlock = (block: ForecastBlock): void => {
    checkClasses(FN, classes, block.classes);
    const { length, label, top, surprisal, others, otherSquares, probabilities, weight, cluster } = block;
    for (let i = 0; i < length; i++) {
      const group = clusterOf(cluster === null ? undefined : cluster[i]!);
      const w = weight === null ? 1 : weight[i]!;
      if (w === 0) continue;
      const loss = surprisal[i]!;
      const infinite = loss === Number.POSITIVE_INFINITY;
      clipped += w * Math.min(loss, CLIPPED);
      const own = label[i]!;
      const at = placeOf(group, 2 * (own * classes + top[i]!) + (infinite ? 1 : 0)) * FIELDS;
      const cells = slab.values;
      rows++;
      cells[at]! += 1;
      cells[at + 1]! += w;
      cells[at + 2]! += w * w;
      const rest = others[i]!;
      const squares = otherSquares[i]!;
      if (infinite) {
        infiniteCount++;
        infiniteWeight += w;
        if (infiniteRows.length < named) infiniteRows.push(block.index[i]!);
      } else {
        put(at + HEAD, w, loss);
        put(at + HEAD + 9, w, (gamma === 2 ? rest * rest : rest ** gamma) * loss);
      }
      put(at + HEAD + 3, w, squares + rest * rest);
      const p = probabilities[i * classes + own]!;
      put(at + HEAD + 6, w, p / Math.sqrt(squares + p * p));
    }
  };
  const single = singleRow(FN, classes);

  const merge = (other: ScoreSummary): void => {
    if (other.classes !== classes || other.gamma !== gamma) {
      invalid(
        `${FN}: merge of ${other.classes} classes and γ = ${other.gamma} into ${classes} and γ = ${gamma}; both must be the same`,
      );
    }
    other.label.forEach((label, i) => {
      const group = clusterOf(other.clusters?.[i]);
      const cell = 2 * (label * classes + other.predicted[i]!) + other.infinite[i]!;
      const at = placeOf(group, cell) * FIELDS;
      const cells = slab.values;
      cells[at]! += other.count[i]!;
      cells[at + 1]! += other.weight[i]!;
      cells[at + 2]! += other.weightSquares[i]!;
      NAMES.forEach((name, s) => {
        const moments = other.scores[name];
        cells[at + HEAD + 3 * s]! += moments.sum[i]!;
        cells[at + HEAD + 3 * s + 1]! += moments.weighted[i]!;
        cells[at + HEAD + 3 * s + 2]! += moments.squares[i]!;
      });
    });
    rows += other.rows;
    clipped += other.clipped;
    infiniteCount += other.infiniteRows.count;
    infiniteWeight += other.infiniteRows.weight;
    infiniteRows = [...infiniteRows, ...other.infiniteRows.rows].sort((a, b) => a - b).slice(0, named);
  };

  const summary = (): ScoreSummary => {
    const { column, keys } = slab;
    const part = (of: (key: number) => number): number[] => keys.map((key) => of(key));
    const inCluster = (key: number): number => key % perCluster;
    const moments = (s: number): ScoreMoments => ({
      sum: column(HEAD + 3 * s),
      weighted: column(HEAD + 3 * s + 1),
      squares: column(HEAD + 3 * s + 2),
    });
    return {
      classes,
      gamma,
      rows,
      ...(rule.clustered() && {
        clusters: part((key) => Math.floor(key / perCluster)).map((i) => ids[i]!),
      }),
      label: part((key) => Math.floor(inCluster(key) / 2 / classes)),
      predicted: part((key) => Math.floor(inCluster(key) / 2) % classes),
      infinite: part((key) => key % 2),
      count: column(0),
      weight: column(1),
      weightSquares: column(2),
      scores: { log: moments(0), brier: moments(1), spherical: moments(2), focal: moments(3) },
      infiniteRows: { count: infiniteCount, weight: infiniteWeight, rows: infiniteRows.slice() },
      clipped,
    };
  };

  return {
    add: (row, label, weight, cluster) => addBlock(single(row, label, weight, cluster)),
    addBlock,
    merge,
    summary,
  };
}
