import { invalid, refuse, refuseEmpty, refuseLengths, refuseMassless } from "../../finite/check.ts";
import type { KindedRow, Numbers } from "../../finite/kinds.ts";
import { gather } from "../../finite/mass.ts";
import type { CountPair } from "./count-pair.ts";

/** Counts of a sample, one number a category: a bare array, or `counts(x)` with its layout. */
export type CountRow = Numbers | KindedRow;

/** Checks that a row holds whole counts of at least one observation, and gives them. */
export function toCounts(fn: string, name: string, row: CountRow): ArrayLike<number> {
  if (typeof row !== "object" || row === null || !("shape" in row || row.length >= 0)) {
    const kind = (row as { readonly kind?: string } | null | undefined)?.kind ?? typeof row;
    invalid(`${fn}: ${name} is ${kind}; it must be counts, one number a category`, { value: row });
  }
  const kinded = "shape" in row;
  if (kinded && (row.shape !== "row" || row.kind !== "counts")) {
    invalid(`${fn}: ${name} is ${row.kind} in a ${row.shape}; pass one row of counts`, { value: row.kind });
  }
  const x = kinded ? gather(row, 0) : row;
  refuseEmpty(fn, name, x.length);
  refuse(fn, name, "counts", x);
  for (let i = 0; i < x.length; i++) if (x[i]! > 0) return x;
  return refuseMassless(fn, name);
}

/** Whether a value is a count vector, its numbers unchecked. */
export function isCountRow(value: unknown): value is CountRow {
  if (Array.isArray(value) || value instanceof Float64Array || value instanceof Float32Array) return true;
  return typeof value === "object" && value !== null && (value as Partial<KindedRow>).shape === "row";
}

/** Checks two count vectors of one length and gives them as a pair, p's counts first. */
export function toCountPair(fn: string, p: CountRow, q: CountRow): CountPair {
  const pair = { x: Float64Array.from(toCounts(fn, "p", p)), y: Float64Array.from(toCounts(fn, "q", q)) };
  refuseLengths(fn, pair.x.length, pair.y.length);
  return pair;
}
