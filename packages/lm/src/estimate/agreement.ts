import type { Estimate } from "@relent/core/estimate";
import type { TokenTable } from "../token-table.ts";
import { probabilityChange } from "./figures.ts";
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

/**
 * A share that came out 0 or 1 in every document, with an interval that does not claim to know it.
 *
 * The chance that a document holds any exception is at most 1 − ((1 − level)/2)^(1/C) after none in C, and so is the share.
 */
export function neverSeen(share: TokenEstimate, level: number): TokenEstimate {
  if (share.value !== 0 && share.value !== 1) return share;
  const most = 1 - ((1 - level) / 2) ** (1 / share.clusters);
  const notes = [`none in ${share.clusters} documents: bounded by the share of documents that may hold one`];
  return share.value === 0 ? { ...share, high: most, notes } : { ...share, low: 1 - most, notes };
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
