import type { ClusterId } from "../../estimate/clusters/cluster-sums.ts";
import type { Estimate, Unit } from "../../estimate/estimate.ts";
import { invalid } from "../../finite/check.ts";
import { type Differences, differencesOf, type InfiniteRows } from "./differences.ts";
import { keepFirst } from "./keep-first.ts";
import { checkRowOptions, listed, meanOfRows, type RowOptions } from "./mean-of-rows.ts";
import { type SignFlipTest, signFlipTest } from "./sign-flip.ts";

/** How A and B are compared. */
export interface CompareOptions extends RowOptions {
  /** Unit of the scores (default `"bits"`). */
  readonly unit?: Unit;
  /** One group a row: the difference is also taken within each; rows of one as independent where the groups are the clusters. */
  readonly groups?: ArrayLike<ClusterId>;
  /** Rows named as deciding (default 10). */
  readonly top?: number;
  /** Draws of the sign-flip test at most (default 9,999). */
  readonly draws?: number;
}

/** A row that decides a comparison. */
export interface DecidingRow {
  readonly row: number;
  /** A's score less B's, times the row's weight. */
  readonly difference: number;
}

/** A against B within one group. */
export interface GroupDifference {
  readonly group: ClusterId;
  readonly rows: number;
  /** As that of the whole. */
  readonly difference: Estimate | undefined;
}

/** A against B on the same rows. */
export interface PairedComparison {
  /**
   * Mean of A's score less B's: below 0 A has the smaller loss. Infinity where A alone is infinite in a row, −Infinity where
   * B alone is; undefined where each is in a row of its own, since Infinity − Infinity is no number.
   */
  readonly difference: Estimate | undefined;
  /** The same over the rows where it is finite, where it is not in some. */
  readonly finite: Estimate | undefined;
  /** Whether signs are as likely to be the other way round; undefined where the difference is not finite. */
  readonly test: SignFlipTest | undefined;
  readonly groups: readonly GroupDifference[];
  /** The rows with the largest differences, largest first. */
  readonly deciding: readonly DecidingRow[];
  /** Share of Σ|difference| that those rows hold; undefined where it is 0 or infinite. */
  readonly decidingShare: number | undefined;
  readonly infinite: InfiniteRows;
}

const FN = "comparePaired";

/** The options of some of the rows. */
function optionsOf<Options extends RowOptions>(options: Options, rows: readonly number[]): Options {
  const { clusters, weights } = options;
  return {
    ...options,
    ...(clusters && { clusters: rows.map((i) => clusters[i]!) }),
    ...(weights && { weights: rows.map((i) => weights[i]!) }),
  };
}

type MeanOptions = RowOptions & { readonly unit: Unit };

/** The mean; undefined where it is Infinity − Infinity. */
function meanOf(values: Float64Array, options: MeanOptions): Estimate | undefined {
  if (values.includes(Number.POSITIVE_INFINITY) && values.includes(Number.NEGATIVE_INFINITY))
    return undefined;
  return meanOfRows(FN, values, options);
}

/** The mean over some rows. */
function meanOver(values: Float64Array, rows: readonly number[], options: MeanOptions): Estimate | undefined {
  return meanOf(
    Float64Array.from(rows, (i) => values[i]!),
    optionsOf(options, rows),
  );
}

function byGroup(
  values: Float64Array,
  groups: ArrayLike<ClusterId>,
  options: MeanOptions,
): GroupDifference[] {
  if (groups.length !== values.length) {
    invalid(`${FN}: ${groups.length} groups for ${values.length} rows; each row needs one`);
  }
  const places = new Map<ClusterId, number[]>();
  values.forEach((_, i) => {
    if (options.weights?.[i] === 0) return;
    const list = places.get(groups[i]!);
    if (list === undefined) places.set(groups[i]!, [i]);
    else list.push(i);
  });
  // Within one cluster nothing is known of how rows depend on each other.
  const { clusters, ...independent } = options;
  const within = clusters === groups ? independent : options;
  return Array.from(places, ([group, rows]) => ({
    group,
    rows: rows.length,
    difference: meanOver(values, rows, within),
  }));
}

/** The rows with the largest weighted differences, and their share of all. */
function decidingOf(
  { values }: Differences,
  top: number,
  weights?: ArrayLike<number>,
): { deciding: DecidingRow[]; decidingShare: number | undefined } {
  const keeper = keepFirst<DecidingRow>(
    top,
    (x, y) => Math.abs(y.difference) - Math.abs(x.difference) || x.row - y.row,
  );
  let total = 0;
  values.forEach((value, row) => {
    if (value === 0) return;
    const difference = (weights?.[row] ?? 1) * value;
    total += Math.abs(difference);
    keeper.add({ row, difference });
  });
  const deciding = keeper.kept();
  const held = deciding.reduce((sum, { difference }) => sum + Math.abs(difference), 0);
  const decidingShare = total > 0 && Number.isFinite(total) ? held / total : undefined;
  return { deciding, decidingShare };
}

/**
 * A against B on the same rows, by any score a row (a loss in bits, Brier): the mean difference and what decides it.
 *
 * The difference is a paired mean with a cluster-robust interval where clusters are given; the test flips the signs of
 * whole clusters. A row that is infinite for A alone makes the difference Infinity, for B alone −Infinity; the rows are
 * named, and `finite` is the difference over the others. Rows that are infinite for both count as no difference, and are named.
 *
 * @throws RelentError for NaN, different lengths, or weights that are negative.
 *
 * @example
 * ```ts
 * const found = comparePaired([1, 2, 3, 4], [1, 1, 1, 1]);
 * found.difference.value // 1.5
 * found.deciding[0] // { row: 3, difference: 3 }
 * ```
 */
export function comparePaired(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  options: CompareOptions = {},
): PairedComparison {
  const { unit = "bits", top = 10, groups, weights } = options;
  checkRowOptions(FN, a.length, options);
  if (!(Number.isInteger(top) && top >= 1)) {
    invalid(`${FN}: top = ${top}; it must be a whole number ≥ 1`, { value: top });
  }
  const found = differencesOf(FN, a, b, weights);
  const { values, infinite } = found;
  const means: MeanOptions = { ...options, unit };
  const difference = meanOf(values, means);
  const unbounded = infinite.a.length + infinite.b.length > 0;
  const kept = unbounded ? Array.from(values.keys()).filter((i) => Number.isFinite(values[i])) : [];
  const both = infinite.both.length;
  const notes =
    both > 0
      ? [
          `both infinite in ${both} of ${values.length} rows: ${listed(infinite.both)}; such rows count as no difference`,
        ]
      : [];
  return {
    difference: difference && { ...difference, notes: [...notes, ...difference.notes] },
    finite: kept.length > 0 ? meanOver(values, kept, means) : undefined,
    test: unbounded ? undefined : signFlipTest(values, options),
    groups: groups === undefined ? [] : byGroup(values, groups, means),
    ...decidingOf(found, top, weights),
    infinite,
  };
}
