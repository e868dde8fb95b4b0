import {
  blockBootstrapMean,
  type ClusteredEstimate,
  clusteredMeanOfSums,
  collectClusters,
  type Estimate,
} from "@relent/core/estimate";

/** A mean over tokens, with what it would be worth if tokens were independent. */
export interface TokenEstimate extends ClusteredEstimate {
  /** The standard error that as many independent tokens would have; `standardError` is larger where documents differ. */
  readonly independentError: number;
}

/** How a mean over tokens is taken. */
export interface TokenMeanOptions {
  readonly level: number;
  /** The logarithm's unit and how many nats it holds; shares and ratios leave it out. */
  readonly unit?: { readonly per: number; readonly name: string };
  readonly range?: readonly [low: number, high: number];
  /** Whether every token counts the same (default), or every document. */
  readonly average?: "rows" | "clusters";
}

/** One long document: its stretches stand for documents. */
function byBlocks(values: Float64Array, level: number, range: readonly [number, number]): Estimate {
  const found = blockBootstrapMean(values, { level });
  const within = (x: number): number => Math.min(range[1], Math.max(range[0], x));
  return { ...found, low: within(found.low), high: within(found.high) };
}

/** A mean of one document, with the error that its tokens would have if they were independent. */
function alone(found: Estimate, values: Float64Array, unit: string): TokenEstimate {
  const squares = values.reduce((sum, x) => sum + (x - found.value) ** 2, 0);
  const independentError = Math.sqrt(squares / values.length / (values.length - 1));
  const designEffect = independentError > 0 ? (found.standardError / independentError) ** 2 : 1;
  return { ...found, unit, clusters: 1, designEffect, independentError };
}

/** What the design effect compares with. */
const independentErrorOf = ({ standardError, designEffect }: ClusteredEstimate): number =>
  Number.isFinite(standardError) && designEffect > 0 ? standardError / Math.sqrt(designEffect) : 0;

const LINE: readonly [number, number] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

/**
 * The mean over tokens of one column, its interval by documents; NaN marks tokens where the figure is not known.
 *
 * Documents are the clusters of `clusteredMean`. Where all tokens are of one document the interval is that of a circular
 * block bootstrap along it. null where no token has a value, or one is −Infinity: the mean would hide what cancels.
 *
 * @example
 * ```ts
 * const mean = tokenMean(Float64Array.of(1, 3, NaN, 5, 7), Int32Array.of(0, 0, 0, 1, 1), { level: 0.95 });
 * [mean.value, mean.standardError, mean.clusters] // [4, 2, 2]
 * ```
 */
export function tokenMean(
  column: Float64Array,
  document: Int32Array,
  { level, unit = { per: 1, name: "1" }, range = LINE, average = "rows" }: TokenMeanOptions,
): TokenEstimate | null {
  const collector = collectClusters();
  let known = 0;
  let finite = true;
  for (let row = 0; row < column.length; row++) {
    const value = column[row]!;
    if (Number.isNaN(value)) continue;
    if (value === Number.NEGATIVE_INFINITY) return null;
    finite &&= value !== Number.POSITIVE_INFINITY;
    collector.add(document[row]!, value / unit.per);
    known++;
  }
  if (known === 0) return null;
  const scaled = [range[0] / unit.per, range[1] / unit.per] as const;
  const found = clusteredMeanOfSums(collector.sums(), { level, unit: unit.name, range: scaled, average });
  if (found.clusters > 1 || known < 2 || !finite)
    return { ...found, independentError: independentErrorOf(found) };
  const values = column.filter((value) => !Number.isNaN(value)).map((value) => value / unit.per);
  return alone(byBlocks(values, level, scaled), values, unit.name);
}
