import type { ClusterId } from "../../estimate/clusters/cluster-sums.ts";
import { checkClasses, checkLabel, checkWeight } from "./check-row.ts";
import { clusterGroup, GROUPS } from "./cluster-groups.ts";
import type { ProbabilityRow } from "./probability-row.ts";

/** Labelled forecasts of some rows, checked and normalised, with what the scores of each are made of. */
export interface ForecastBlock {
  readonly classes: number;
  /** How many rows there are; the lists may be longer. */
  readonly length: number;
  /** Number of each row, as messages name it. */
  readonly index: Float64Array;
  /** Probabilities, `classes` a row, row after row. */
  readonly probabilities: Float64Array;
  /** What the classes are ranked by, in the same order: see `ProbabilityRow`. */
  readonly ranks: Float64Array;
  /** The class of the largest probability, the first of equals; its probability; 1 where it is the label. */
  readonly top: Int32Array;
  readonly confidence: Float64Array;
  readonly right: Int32Array;
  readonly label: Int32Array;
  /** −ln p of the label. */
  readonly surprisal: Float64Array;
  /** Σ p and Σ p² of the classes that are not the label. */
  readonly others: Float64Array;
  readonly otherSquares: Float64Array;
  /** Null where all are 1. */
  readonly weight: Float64Array | null;
  /** Null where rows are independent. */
  readonly cluster: ArrayLike<ClusterId> | null;
  /** The group that errors in common are read from: of the cluster, or of the row's number. */
  readonly group: Uint8Array;
}

/** What comes with forecasts, a number a row. */
export interface BlockRows {
  readonly length: number;
  readonly rows: Float64Array;
  readonly label: ArrayLike<number>;
  readonly weight: Float64Array | null;
  readonly group: ArrayLike<ClusterId> | null;
}

type Draft = { -readonly [K in keyof ForecastBlock]: ForecastBlock[K] };

function draft(classes: number, room: number): Draft {
  const numbers = (): Float64Array => new Float64Array(room);
  return {
    classes,
    length: 0,
    index: numbers(),
    probabilities: new Float64Array(room * classes),
    ranks: new Float64Array(room * classes),
    top: new Int32Array(room),
    confidence: numbers(),
    right: new Int32Array(room),
    label: new Int32Array(room),
    surprisal: numbers(),
    others: numbers(),
    otherSquares: numbers(),
    weight: null,
    cluster: null,
    group: new Uint8Array(room),
  };
}

/** Writes the forecast last read, of a label that is checked, as row `i`. */
function write(block: Draft, i: number, row: ProbabilityRow, label: number): void {
  const { classes } = block;
  const { probabilities: p, ranks, top } = row;
  const from = i * classes;
  let [others, squares] = [0, 0];
  for (let k = 0; k < classes; k++) {
    const x = p[k]!;
    block.probabilities[from + k] = x;
    if (k === label) continue;
    others += x;
    squares += x * x;
  }
  for (let k = 0; k < classes; k++) block.ranks[from + k] = ranks[k]!;
  block.index[i] = row.index;
  block.top[i] = top;
  block.confidence[i] = p[top]!;
  block.right[i] = top === label ? 1 : 0;
  block.label[i] = label;
  block.surprisal[i] = row.surprisal(label);
  block.others[i] = others;
  block.otherSquares[i] = squares;
}

/** Reads blocks of labelled forecasts, always into the same lists. */
export interface BlockReader {
  /** Numbers that make a row, as of `ProbabilityRow`. */
  readonly width: number;
  /** Reads `width` columns; what it returns is overwritten by the next. */
  read(columns: readonly ArrayLike<number>[], rows: BlockRows): ForecastBlock;
}

/**
 * A reader of labelled forecasts, a block of rows at a time, each read as `row` reads it: collectors take blocks several times
 * faster than single rows.
 *
 * @throws RelentError as `row.read` does, and for labels that are no class and bad weights; rows are named by their numbers.
 * @example
 * ```ts
 * const reader = forecastBlocks(probabilityRow("probs", 2));
 * const rows = { length: 1, rows: Float64Array.of(7), label: [1], weight: null, group: null };
 * const block = reader.read([[0.75], [0.25]], rows);
 * [block.top[0], block.surprisal[0]] // [0, 1.3862943611198906]
 * ```
 */
export function forecastBlocks(row: ProbabilityRow): BlockReader {
  const fn = "forecastBlocks";
  const { classes } = row;
  let block = draft(classes, 2048);
  return {
    width: row.width,
    read(columns, { length, rows, label, weight, group }) {
      if (length > block.index.length) block = draft(classes, 2 * length);
      for (let i = 0; i < length; i++) {
        const number = rows[i]!;
        row.readColumns(columns, i, number);
        checkLabel(fn, classes, label[i]!, number);
        if (weight !== null) checkWeight(fn, weight[i]!, number);
        write(block, i, row, label[i]!);
        block.group[i] = group === null ? number % GROUPS : clusterGroup(group[i]!);
      }
      block.length = length;
      block.weight = weight;
      block.cluster = group;
      return block;
    },
  };
}

/** A block of one row that is read elsewhere: what makes a collector of blocks one of rows. */
export function singleRow(
  fn: string,
  classes: number,
): (
  row: ProbabilityRow,
  label: number,
  weight: number | undefined,
  cluster: ClusterId | undefined,
) => ForecastBlock {
  const block = draft(classes, 1);
  const weights = new Float64Array(1);
  const clusters: ClusterId[] = [0];
  let seen = 0;
  block.length = 1;
  return (row, label, weight, cluster) => {
    checkLabel(fn, classes, label, row.index);
    if (weight !== undefined) checkWeight(fn, weight, row.index);
    checkClasses(fn, classes, row.classes);
    write(block, 0, row, label);
    if (weight !== undefined) weights[0] = weight;
    if (cluster !== undefined) clusters[0] = cluster;
    block.weight = weight === undefined ? null : weights;
    block.cluster = cluster === undefined ? null : clusters;
    block.group[0] = cluster === undefined ? seen++ % GROUPS : clusterGroup(cluster);
    return block;
  };
}
