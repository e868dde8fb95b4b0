import type { Estimate } from "@relent/core/estimate";
import { betaQuantile } from "@relent/core/scalar";
import type { TokenTable } from "../token-table.ts";
import { probabilityChange } from "./figures.ts";
import { stretchOf } from "./stretches.ts";
import { type TokenEstimate, tokenMean } from "./token-mean.ts";

/**
 * Expected tokens until the first choices part, 1/(1 − share of same first choices), as if flips came independently.
 *
 * The interval is that of the share, carried over; Infinity where the choices never parted.
 */
export function tokensToDivergence(flips: TokenEstimate): Estimate {
  const { value, low, high, standardError, level, n, method, notes } = flips;
  return {
    value: 1 / value,
    low: 1 / high,
    high: 1 / low,
    level,
    unit: "tokens",
    standardError: value > 0 ? standardError / value ** 2 : 0,
    bias: 0,
    method: `1/(share of flips); ${method}`,
    n,
    notes,
  };
}

/** How many documents hold a value above 0, and how many one below 1; of one document its stretches stand for them. */
function holding(column: Float64Array, document: Int32Array, single: boolean) {
  const [all, above, below] = [new Set<number>(), new Set<number>(), new Set<number>()];
  for (const [row, value] of column.entries()) {
    const piece = single ? stretchOf(row, column.length) : document[row]!;
    all.add(piece);
    if (value > 0) above.add(piece);
    if (value < 1) below.add(piece);
  }
  return { pieces: all.size, above: above.size, below: below.size };
}

/**
 * A share of tokens whose interval claims no more than its documents can tell, and no less.
 *
 * Where few documents hold any exception, means of documents say little of how rare it is; the share of documents that
 * hold one bounds it, by the exact interval of Clopper and Pearson: after none in C, 1 − ((1 − level)/2)^(1/C).
 */
export function withinDocuments(
  share: TokenEstimate,
  column: Float64Array,
  document: Int32Array,
  level: number,
): TokenEstimate {
  const single = share.clusters === 1;
  const { pieces, above, below } = holding(column, document, single);
  const most = (held: number): number =>
    held === pieces ? 1 : betaQuantile((1 + level) / 2, held + 1, pieces - held);
  const high = Math.max(share.value, most(above));
  const low = Math.min(share.value, 1 - most(below));
  const [never, always] = [share.value === 0, share.value === 1];
  if (!never && !always && high >= share.high && low <= share.low) return share;
  const held = always || low > share.low ? below : above;
  const what = single ? "stretches" : "documents";
  const notes = [
    `${held === 0 ? "none" : `only ${held}`} of ${pieces} ${what}: bounded by the share of ${what} that may hold one`,
  ];
  return {
    ...share,
    low: always ? low : Math.max(low, share.low),
    high: never ? high : Math.min(high, share.high),
    notes,
  };
}

/** √(mean Δp²) of the token that came: by how much its probability changes, up or down. */
export function rootMeanSquareChange(table: TokenTable, level: number): Estimate | null {
  const squares = probabilityChange(table).map((d) => d * d);
  const mean = tokenMean(squares, table.document, { level, range: [0, 1] });
  if (mean === null) return null;
  const value = Math.sqrt(mean.value);
  return {
    value,
    low: Math.sqrt(mean.low),
    high: Math.sqrt(mean.high),
    level,
    unit: "1",
    standardError: value > 0 ? mean.standardError / (2 * value) : 0,
    bias: 0,
    method: `root of the mean square; ${mean.method}`,
    n: mean.n,
    notes: mean.notes,
  };
}
