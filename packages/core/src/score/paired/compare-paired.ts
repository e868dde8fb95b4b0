import type { ClusterId } from "../../estimate/clusters/cluster-sums.ts";
import type { Estimate, Unit } from "../../estimate/estimate.ts";
import { invalid } from "../../finite/check.ts";
import { checkRowOptions, meanOfRows, type RowOptions } from "./mean-of-rows.ts";
import { type SignFlipTest, signFlipTest } from "./sign-flip.ts";

/** How A and B are compared. */
export interface CompareOptions extends RowOptions {
  /** Unit of the scores (default `"bits"`). */
  readonly unit?: Unit;
  /** One group a row: the difference is also taken within each. */
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

/** A against B on the same rows. */
export interface PairedComparison {
  /** Mean of A's score less B's: below 0 A has the smaller loss. */
  readonly difference: Estimate;
  readonly test: SignFlipTest | undefined;
  readonly groups: readonly {
    readonly group: ClusterId;
    readonly rows: number;
    readonly difference: Estimate;
  }[];
  /** The rows with the largest differences, largest first. */
  readonly deciding: readonly DecidingRow[];
  /** Share of Σ|difference| that those rows hold; undefined where it is 0 or infinite. */
  readonly decidingShare: number | undefined;
  /** Rows where only A is infinite, only B, and both (such rows count as no difference). */
  readonly infinite: {
    readonly a: readonly number[];
    readonly b: readonly number[];
    readonly both: readonly number[];
  };
}

/** a − b, 0 where both are equal, infinite on both sides included. */
export function differences(fn: string, a: ArrayLike<number>, b: ArrayLike<number>): Float64Array {
  if (a.length !== b.length)
    invalid(`${fn}: ${a.length} scores of A and ${b.length} of B; each row needs both`);
  for (const [name, list] of Object.entries({ a, b })) {
    for (let i = 0; i < list.length; i++) {
      if (Number.isNaN(list[i]))
        invalid(`${fn}: ${name}[${i}] is not a number; a score must be`, { index: i });
    }
  }
  return Float64Array.from(a, (x, i) => (x === b[i] ? 0 : x - b[i]!));
}

const largestFirst = (list: readonly DecidingRow[]): DecidingRow[] =>
  [...list].sort((x, y) => Math.abs(y.difference) - Math.abs(x.difference) || x.row - y.row);

/**
 * A against B on the same rows, by any score a row (a loss in bits, Brier): the mean difference and what decides it.
 *
 * The difference is a paired mean with a cluster-robust interval where clusters are given. The test flips the signs of
 * whole clusters. A row that is infinite for A alone makes the difference Infinity, for B alone −Infinity; both are named,
 * and rows of both kinds together are an error.
 *
 * @throws RelentError for NaN, different lengths, or rows of +Infinity and −Infinity at once.
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
  const fn = "comparePaired";
  const { unit = "bits", top = 10, groups, weights } = options;
  const values = differences(fn, a, b);
  checkRowOptions(fn, values.length, options);
  const difference = meanOfRows(fn, values, { ...options, unit });
  const weighted = values.map((x, i) => (weights?.[i] === 0 ? 0 : (weights?.[i] ?? 1) * x));
  const rows = Array.from(weighted, (x, row) => ({ row, difference: x })).filter(
    ({ difference: x }) => x !== 0,
  );
  const deciding = largestFirst(rows).slice(0, top);
  const total = rows.reduce((sum, row) => sum + Math.abs(row.difference), 0);
  const held = deciding.reduce((sum, row) => sum + Math.abs(row.difference), 0);
  const infinite: Record<"a" | "b" | "both", number[]> = { a: [], b: [], both: [] };
  for (let i = 0; i < values.length; i++) {
    const [inA, inB] = [a[i] === Number.POSITIVE_INFINITY, b[i] === Number.POSITIVE_INFINITY];
    if (inA || inB) infinite[inA && inB ? "both" : inA ? "a" : "b"].push(i);
  }
  return {
    difference,
    test: Number.isFinite(difference.value) ? signFlipTest(values, options) : undefined,
    groups: groups === undefined ? [] : byGroup(fn, values, groups, { ...options, unit }),
    deciding,
    decidingShare: total > 0 && Number.isFinite(total) ? held / total : undefined,
    infinite,
  };
}

function byGroup(
  fn: string,
  values: Float64Array,
  groups: ArrayLike<ClusterId>,
  options: CompareOptions & { readonly unit: Unit },
): PairedComparison["groups"] {
  if (groups.length !== values.length) {
    invalid(`${fn}: ${groups.length} groups for ${values.length} rows; each row needs one`);
  }
  const places = new Map<ClusterId, number[]>();
  for (let i = 0; i < values.length; i++) {
    const list = places.get(groups[i]!);
    if (list === undefined) places.set(groups[i]!, [i]);
    else list.push(i);
  }
  const { clusters, weights } = options;
  return Array.from(places, ([group, rows]) => ({
    group,
    rows: rows.length,
    difference: meanOfRows(
      fn,
      rows.map((i) => values[i]!),
      {
        ...options,
        ...(clusters && { clusters: rows.map((i) => clusters[i]!) }),
        ...(weights && { weights: rows.map((i) => weights[i]!) }),
      },
    ),
  }));
}
