import { clusterRatio } from "../../estimate/clusters/cluster-ratio.ts";
import { type ClusterId, clusterSums } from "../../estimate/clusters/cluster-sums.ts";
import type { Estimate, Unit } from "../../estimate/estimate.ts";
import { invalid } from "../../finite/check.ts";
import type { Seed } from "../../random/index.ts";
import { checkWeight } from "../scoring/check-row.ts";

/** How the mean of a figure over rows and its interval are taken. */
export interface RowOptions {
  /** One name a row: rows of one name depend on each other; left out, rows are taken as independent. */
  readonly clusters?: ArrayLike<ClusterId>;
  /** How many like rows each row stands for (default 1 each). */
  readonly weights?: ArrayLike<number>;
  /** Coverage of the intervals (default 0.95). */
  readonly level?: number;
  /** Seed of all that is drawn (default 1). */
  readonly seed?: Seed;
}

/** The mean of what, in which unit, within which range. */
export interface RowMean extends RowOptions {
  readonly unit: Unit;
  readonly range?: readonly [low: number, high: number];
}

/** Throws for weights and clusters that are not one a row. */
export function checkRowOptions(fn: string, rows: number, { clusters, weights }: RowOptions): void {
  for (const [name, list] of Object.entries({ clusters, weights })) {
    if (list !== undefined && list.length !== rows) {
      invalid(`${fn}: ${list.length} ${name} for ${rows} rows; each row needs one`, { value: list.length });
    }
  }
  for (let i = 0; i < (weights?.length ?? 0); i++) checkWeight(fn, weights![i]!, i);
}

/** Numerators and weights a row or, where clusters are given, a cluster. */
function pieces(
  values: ArrayLike<number>,
  { clusters, weights }: RowOptions,
): readonly [Float64Array, Float64Array] {
  if (clusters !== undefined) {
    const sums = clusterSums(values, clusters, weights);
    return [Float64Array.from(sums.sum), Float64Array.from(sums.weight)];
  }
  const counts = Float64Array.from(values, (_, i) => weights?.[i] ?? 1);
  return [Float64Array.from(values, (x, i) => (counts[i] === 0 ? 0 : counts[i]! * x)), counts];
}

/** The rows that carry weight and have this value: how many, and the first three. */
function rowsAt(values: ArrayLike<number>, wanted: number, weights?: ArrayLike<number>): number[] {
  const found: number[] = [];
  for (let i = 0; i < values.length; i++) if (values[i] === wanted && weights?.[i] !== 0) found.push(i);
  return found;
}

/** The first three rows by number. */
export function listed(rows: readonly number[]): string {
  return `${rows.slice(0, 3).join(", ")}${rows.length > 3 ? ", …" : ""}`;
}

/** The mean with an infinite end, its rows named; both ends at once have no mean, which is an error. */
function infinite(fn: string, values: ArrayLike<number>, options: RowMean): Estimate | undefined {
  const above = rowsAt(values, Number.POSITIVE_INFINITY, options.weights);
  const below = rowsAt(values, Number.NEGATIVE_INFINITY, options.weights);
  if (above.length + below.length === 0) return undefined;
  if (above.length > 0 && below.length > 0) {
    invalid(
      `${fn}: row ${above[0]} is Infinity and row ${below[0]} is -Infinity; their mean has no value, leave one kind out`,
      { index: above[0]! },
    );
  }
  const rows = above.length > 0 ? above : below;
  const value = above.length > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  return {
    value,
    low: value,
    high: value,
    level: options.level ?? 0.95,
    unit: options.unit,
    standardError: 0,
    bias: 0,
    method: "infinite",
    n: values.length,
    notes: [`${value} in ${rows.length} of ${values.length} rows: ${listed(rows)}`],
  };
}

/**
 * The mean of one figure a row with its interval: cluster-robust where clusters are given.
 *
 * An infinite value makes the mean infinite and is named.
 */
export function meanOfRows(fn: string, values: ArrayLike<number>, options: RowMean): Estimate {
  checkRowOptions(fn, values.length, options);
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) {
      invalid(`${fn}: values[${i}] is not a number; it must be one, ±Infinity included`, { index: i });
    }
  }
  const unbounded = infinite(fn, values, options);
  if (unbounded !== undefined) return unbounded;
  const [sums, counts] = pieces(values, options);
  const { clusters, unit } = options;
  const ratio = clusterRatio(fn, sums, counts, options, clusters === undefined ? "draws" : "clusters");
  const method = clusters === undefined ? `rows taken as independent: ${ratio.method}` : ratio.method;
  return { ...ratio, method, unit, bias: 0, n: values.length };
}
