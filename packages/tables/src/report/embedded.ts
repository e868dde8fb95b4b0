import type { ColumnResult, DiffResult } from "../compare/result.ts";

/** Value, interval and plug-in figure: how a mailed report carries an estimate. */
function short(e: ColumnResult["kl"]) {
  if (e === null) return null;
  const { value, low, high, unit, plugIn } = e;
  return { value, low, high, unit, ...(plugIn !== undefined && plugIn !== value && { plugIn }) };
}

const ESTIMATES = [
  "kl",
  "reverseKl",
  "jensenShannon",
  "psi",
  "totalVariation",
  "hellinger",
  "ks",
  "wasserstein",
] as const satisfies readonly (keyof ColumnResult)[];

/** A column as HTML embeds it: every figure that there is, without how it was made. */
function brief(c: ColumnResult): object {
  const figures = Object.fromEntries(ESTIMATES.map((name) => [name, short(c[name])]));
  const says = (value: unknown): boolean => value !== null && !(Array.isArray(value) && value.length === 0);
  const beyond = c.tails !== null && c.tails.below.current + c.tails.above.current > 0;
  const kept = { ...c, ...figures, tails: beyond ? c.tails : null };
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => says(value)));
}

/** What an HTML report carries of a result: every figure and cell, in a third of the bytes. */
export const embedded = (result: DiffResult): { readonly schema: string } =>
  Object.assign({}, result, { columns: result.columns.map(brief) });
