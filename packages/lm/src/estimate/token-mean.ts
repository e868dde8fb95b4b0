import {
  blockBootstrapMean,
  type ClusteredEstimate,
  clusteredMean,
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

/** Σ(x − x̄)²/n·1/(n − 1) under the root. */
function independentErrorOf(values: Float64Array, mean: number): number {
  if (!Number.isFinite(mean) || values.length < 2) return 0;
  const squares = values.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  return Math.sqrt(squares / values.length / (values.length - 1));
}

/** One long document: its stretches stand for documents. */
function byBlocks(values: Float64Array, level: number, range: readonly [number, number]): Estimate {
  const found = blockBootstrapMean(values, { level });
  const within = (x: number): number => Math.min(range[1], Math.max(range[0], x));
  return { ...found, low: within(found.low), high: within(found.high) };
}

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
  const rows: number[] = [];
  for (let i = 0; i < column.length; i++) if (!Number.isNaN(column[i]!)) rows.push(i);
  if (rows.length === 0 || rows.some((i) => column[i] === Number.NEGATIVE_INFINITY)) return null;
  const values = Float64Array.from(rows, (i) => column[i]! / unit.per);
  const documents = Int32Array.from(rows, (i) => document[i]!);
  const scaled = [range[0] / unit.per, range[1] / unit.per] as const;
  const single = documents.every((d) => d === documents[0]);
  if (single && values.length > 1 && values.every(Number.isFinite)) {
    const found = byBlocks(values, level, scaled);
    const independentError = independentErrorOf(values, found.value);
    const designEffect = independentError > 0 ? (found.standardError / independentError) ** 2 : 1;
    return { ...found, unit: unit.name, clusters: 1, designEffect, independentError };
  }
  const found = clusteredMean(values, documents, { level, unit: unit.name, range: scaled, average });
  return { ...found, independentError: independentErrorOf(values, found.value) };
}
