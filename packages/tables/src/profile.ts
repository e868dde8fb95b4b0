import type { Engine, FieldType, Relation, RunOptions } from "@relent/engine";
import { cellRange, type Grid } from "./plan/grid.ts";
import { dayEffectsOf, makePlan, type PlanOptions } from "./plan/make-plan.ts";
import { type ColumnPlan, type Plan, sealPlan } from "./plan/plan.ts";
import { heavyCells, refineGrid, type Slice } from "./plan/refine-grid.ts";
import type { PrivateNotice } from "./private/notice.ts";
import { numberExpression } from "./summary/count-sql.ts";
import { summarize } from "./summary/summarize.ts";
import type { TableSummary } from "./summary/summary.ts";

/** What table a profile was made of, and which part of it. */
export interface Source {
  /** All columns of the table, whether counted or not. */
  readonly fields: readonly { readonly name: string; readonly type: FieldType }[];
  /** The condition that its rows met. */
  readonly where: string | null;
  /** The columns that were asked for; null for all. */
  readonly columns: readonly string[] | null;
  readonly exclude: readonly string[];
}

/** One table's summary with the plan it was made by: what a comparison needs of a side, and what a profile file holds. */
export interface Profile {
  readonly plan: Plan;
  readonly summary: TableSummary;
  /** Known of profiles that are written to a file. */
  readonly source?: Source;
  /** Of a profile whose counts are noisy: what it keeps, and how noisy they are. */
  readonly private?: PrivateNotice;
}

export interface ProfileOptions extends PlanOptions {
  readonly onPhase?: (phase: string) => void;
}

const SLICES = 1024;

async function sliceCells(
  engine: Engine,
  relation: Relation,
  column: ColumnPlan,
  grid: Grid,
  cells: readonly number[],
  options: RunOptions,
): Promise<Map<number, Slice[]>> {
  const field = relation.fields.find((f) => f.name === column.column)!;
  const { doubleLiteral } = engine.dialect;
  const x = numberExpression(engine.dialect, column, field);
  const apart = grid.points.map((v) => ` AND x <> ${doubleLiteral(v)}`).join("");
  const slices = new Map<number, Slice[]>();
  for (const cell of cells) {
    const [lo, hi] = cellRange(grid, cell);
    const result = await engine.query(
      `SELECT count(*)::DOUBLE AS n, min(x) AS lo, max(x) AS hi FROM (SELECT ${x} AS x FROM ${relation.sql}) ` +
        `WHERE x >= ${doubleLiteral(lo)} AND x < ${doubleLiteral(hi)}${apart} ` +
        `GROUP BY floor((x - ${doubleLiteral(lo)}) * ${doubleLiteral(SLICES / (hi - lo))})`,
      options,
    );
    slices.set(
      cell,
      Array.from(result.n ?? [], (n, i) => ({
        rows: Number(n),
        min: Number(result.lo![i]),
        max: Number(result.hi![i]),
      })),
    );
  }
  return slices;
}

/** Makes the grids again whose heaviest cells hold too much of the reference; null where all are fine enough. */
async function refinePlan(
  engine: Engine,
  relation: Relation,
  plan: Plan,
  summary: TableSummary,
  options: RunOptions,
): Promise<Plan | null> {
  const columns = [...plan.columns];
  let changed = false;
  for (const [k, column] of columns.entries()) {
    const counted = summary.columns[k]!.count;
    if (column.count.kind !== "cells" || counted.kind !== "cells") continue;
    const { grid } = column.count;
    const heavy = heavyCells(counted.rows);
    if (heavy.length === 0) continue;
    const slices = await sliceCells(engine, relation, column, grid, heavy, options);
    const refined = refineGrid(grid, counted.rows, counted.points, slices);
    columns[k] = { ...column, count: { kind: "cells", grid: refined } };
    changed = true;
  }
  return changed ? sealPlan({ ...plan, columns }) : null;
}

/** Adds to a reference's summary how alike the rows of one day are. */
function withDayEffects(summary: TableSummary, effects: readonly (number | undefined)[]): TableSummary {
  const columns = summary.columns.map((column, k) => {
    const dayEffect = effects[k];
    return dayEffect === undefined ? column : { ...column, dayEffect };
  });
  return { ...summary, columns };
}

/**
 * Plans and counts a reference, then counts other tables on its plan: their profiles, the reference's first.
 *
 * The reference's sample decides how each column is counted; a grid that turns out too coarse somewhere is made again
 * from the exact counts. Errors: those of the engine.
 */
export async function profileTogether(
  engine: Engine,
  reference: Relation,
  others: readonly Relation[],
  options: ProfileOptions = {},
): Promise<readonly [Profile, ...Profile[]]> {
  options.onPhase?.("looking at a sample of the reference");
  const { plan, dayEffects } = await makePlan(engine, reference, options);
  const relations = [reference, ...others];
  const first: TableSummary[] = [];
  for (const relation of relations) first.push(await summarize(engine, relation, plan, options));
  const refined = await refinePlan(engine, reference, plan, first[0]!, options);
  const profiles: Profile[] = [];
  for (const [i, summary] of first.entries()) {
    const whole =
      refined === null ? summary : await recount(engine, relations[i]!, plan, refined, summary, options);
    profiles.push({ plan: refined ?? plan, summary: i === 0 ? withDayEffects(whole, dayEffects) : whole });
  }
  return profiles as [Profile, ...Profile[]];
}

/** Plans and counts a reference. */
export const profileReference = async (
  engine: Engine,
  relation: Relation,
  options: ProfileOptions = {},
): Promise<Profile> => (await profileTogether(engine, relation, [], options))[0];

/** Counts a reference by the plan of a current profile. */
export async function profileReferenceLike(
  engine: Engine,
  relation: Relation,
  plan: Plan,
  options: RunOptions & { readonly onPhase?: (phase: string) => void } = {},
): Promise<Profile> {
  const { summary } = await profileLike(engine, relation, plan, options);
  return { plan, summary: withDayEffects(summary, await dayEffectsOf(engine, relation, plan, options)) };
}

/** Counts the columns anew whose plan changed, and keeps the rest. */
async function recount(
  engine: Engine,
  relation: Relation,
  before: Plan,
  after: Plan,
  summary: TableSummary,
  options: ProfileOptions,
): Promise<TableSummary> {
  const changed = after.columns.map((c, k) => c !== before.columns[k]);
  const only = sealPlan({ ...after, cluster: null, columns: after.columns.filter((_, k) => changed[k]) });
  const again = await summarize(engine, relation, only, options);
  let next = 0;
  const columns = summary.columns.map((own, k) =>
    changed[k] ? { ...own, count: again.columns[next++]!.count } : own,
  );
  return { ...summary, columns };
}

/** Counts a table by the plan of another profile. */
export async function profileLike(
  engine: Engine,
  relation: Relation,
  plan: Plan,
  options: RunOptions & { readonly onPhase?: (phase: string) => void } = {},
): Promise<Profile> {
  return { plan, summary: await summarize(engine, relation, plan, options) };
}
