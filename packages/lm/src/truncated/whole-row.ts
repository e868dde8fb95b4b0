import { likeliest } from "../packed/likeliest.ts";
import type { RowLimits } from "../recording.ts";
import { type Listed, type ListedMass, listedMass } from "./listed-mass.ts";

/** A row of a recording that tells every token, or bounds those that it does not tell. */
export interface WholeRow {
  readonly logs: Float64Array;
  readonly limits: RowLimits;
}

/** How many of a row's tokens are told. */
export const toldBy = ({ logs, limits }: WholeRow): number => logs.length - limits.clipped;

const told = ({ logs, limits }: WholeRow, id: number): boolean =>
  limits.clipped === 0 || logs[id]! > Number.NEGATIVE_INFINITY;

/** Ids of the `count` likeliest tokens of a row, as far as they are told. */
export const firstOf = (row: WholeRow, count: number): Uint32Array =>
  likeliest(row.logs, Math.min(count, row.logs.length)).filter((id) => told(row, id));

/** What a row tells of its likeliest tokens `first`, and of `others`, as a list tells it. */
export function listedOf(row: WholeRow, first: Uint32Array, others: Iterable<number>): Listed[] {
  const of = (likeliest: boolean) => (id: number) => ({
    key: id,
    logProbability: row.logs[id]!,
    likeliest,
  });
  const seen = new Set(first);
  const more = [...others].filter((id) => !seen.has(id) && told(row, id));
  return [...Array.from(first, of(true)), ...more.map(of(false))];
}

/** What rounding in the logarithms may have taken off the least probability, relative to it. */
const SLACK = 1e-12;

/** What is certain of a row of which `listed` is looked at one by one. */
export function massOf({ logs, limits }: WholeRow, listed: readonly Listed[], where: string): ListedMass {
  const step = 2 * limits.rounding;
  const mass = listedMass(listed, { grid: step, step }, where);
  if (limits.clipped > 0) return mass;
  const least = logs.reduce((low, log) => Math.min(low, log), 0);
  return { ...mass, least: Math.exp(least - limits.rounding) * (1 - SLACK) };
}
