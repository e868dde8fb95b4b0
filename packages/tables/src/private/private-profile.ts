import { RelentError } from "@relent/core";
import type { Engine, Relation, RunOptions } from "@relent/engine";
import { hashProbe } from "../plan/hash-probe.ts";
import type { ColumnPlan } from "../plan/plan.ts";
import type { Profile } from "../profile.ts";
import { runOf } from "../sides.ts";
import { summarize } from "../summary/summarize.ts";
import { type Budget, budgetOf, type ColumnBudget, type PrivateOptions } from "./budget.ts";
import { findEdges } from "./find-edges.ts";
import { AGAIN, type PrivateNotice, protects, publicParts, type TypesFrom } from "./notice.ts";
import { type PublicColumn, type PublicCount, publicColumns, publicPlan } from "./public-plan.ts";
import { countsOf, releaseColumn, rowsOf } from "./release.ts";
import { type SecretBits, secretBits } from "./secret-bits.ts";
import { boundedRows, checkUnit, type PrivacyUnit } from "./unit.ts";

/** What a private profile is made by, besides the table. */
export interface PrivateProfileOptions extends PrivateOptions, RunOptions {
  /** Ranges, bounds and values known beforehand, by column. */
  readonly given?: ReadonlyMap<string, PublicColumn> | undefined;
  /** Parts of ε, by column. */
  readonly shares?: ReadonlyMap<string, number> | undefined;
  /** Whose rows are protected together; without it, single rows. */
  readonly unit?: PrivacyUnit | undefined;
  /** A profile of public data, or a private one, whose edges and values are used. */
  readonly like?: Profile | null | undefined;
  /** Where the types of the columns are known from (default: the table's schema). */
  readonly types?: TypesFrom | undefined;
  readonly onPhase?: (phase: string) => void;
}

/** The noisy number of rows, from the column in which least noise was added. */
function noisyRows(
  profile: Pick<Profile, "summary">,
  budgets: readonly (ColumnBudget | undefined)[],
): number {
  const counted = profile.summary.columns.flatMap(({ count }, k) =>
    countsOf(count) > 0 ? [{ count, noise: countsOf(count) * (budgets[k]?.variance ?? 0) }] : [],
  );
  const best = counted.toSorted((a, b) => a.noise - b.noise)[0];
  return best === undefined ? 0 : Math.max(0, rowsOf(best.count));
}

function checkNames(option: string, names: Iterable<string>, allowed: readonly string[]): void {
  for (const name of names)
    if (!allowed.includes(name))
      throw new RelentError("usage", `${option}: there is no column "${name}" to be profiled`, {
        value: name,
      });
}

/** Which columns' values are looked for, besides those known. */
const isOpen = ({ known, type, column }: PublicCount, given: ReadonlyMap<string, PublicColumn>): boolean =>
  known !== null && type !== "boolean" && !given.has(column);

/** Each column's budget; undefined for those that are not counted. */
function budgetsOf(
  columns: readonly PublicCount[],
  options: PrivateProfileOptions,
): readonly [Budget, readonly (ColumnBudget | undefined)[]] {
  const { given = new Map(), shares = new Map(), unit, like, delta = 0 } = options;
  const naming = delta > 0 && like?.private === undefined;
  const counted = columns.filter(({ count }) => count?.kind !== "skipped");
  const [first] = columns;
  if (counted.length === 0) {
    const why =
      first?.count?.kind === "skipped" ? `${first.name}: ${first.count.reason}` : "the table has none";
    throw new RelentError(
      "usage",
      `private profile: no column can be counted without looking at its rows (${why})`,
    );
  }
  checkNames(
    "--share",
    shares.keys(),
    counted.map(({ name }) => name),
  );
  const needs = counted.map((column) => ({
    name: column.name,
    edges: column.edges !== null,
    names: naming && isOpen(column, given),
    share: shares.get(column.name),
  }));
  const budget = budgetOf(options, needs, unit?.rows);
  const own = new Map(counted.map((column, i) => [column, budget.columns[i]!]));
  return [budget, columns.map((column) => own.get(column))];
}

/** Columns with their edges, which are drawn from the rows where nothing public says them. */
async function withEdges(
  engine: Engine,
  relation: Relation,
  columns: readonly PublicCount[],
  budgets: readonly (ColumnBudget | undefined)[],
  bits: SecretBits,
  options: PrivateProfileOptions,
): Promise<readonly ColumnPlan[]> {
  const plans: ColumnPlan[] = [];
  for (const [k, { known: _, edges, ...column }] of columns.entries()) {
    if (edges === null) {
      plans.push({ ...column, count: column.count! });
      continue;
    }
    options.onPhase?.(`drawing the edges of ${column.name}`);
    const epsilon = budgets[k]!.edges!;
    const rate = { epsilon, rows: options.unit?.rows ?? 1, bits };
    plans.push({
      ...column,
      count: await findEdges(engine, relation, column.column, edges, rate, runOf(options)),
    });
  }
  return plans;
}

function noticeOf(
  columns: readonly PublicCount[],
  budget: Budget,
  budgets: readonly (ColumnBudget | undefined)[],
  options: PrivateProfileOptions,
): PrivateNotice {
  const { epsilon, delta = 0, types = "schema" } = options;
  const unit = options.unit ?? null;
  return {
    mechanism: budget.mechanism,
    protects: protects(unit),
    adjacency: "add-remove",
    unit,
    epsilon,
    delta,
    status: budget.status,
    accounting: `${budget.accounting}; ${AGAIN}`,
    types,
    columns: columns.flatMap(({ name, edges, count }, k) => {
      const own = budgets[k];
      if (own === undefined) return [];
      return [
        {
          name,
          epsilon: own.epsilon,
          variance: own.variance,
          threshold: own.names?.threshold ?? null,
          edges: edges?.label ?? null,
          hashedInto: (count?.kind === "values" && !count.numeric && count.hashedInto) || null,
          events: own.events,
        },
      ];
    }),
    public: publicParts(types),
  };
}

/**
 * A profile that keeps (ε, δ)-differential privacy: whoever reads it can hardly tell whether any one row, or all rows of
 * any one unit, are in the table.
 *
 * Every count carries whole-numbered noise, the number of rows is the sum of noisy counts; edges and values come from
 * what is public, or are drawn from the rows for a part of ε. Errors: no column is known well enough to be counted, a
 * budget that is not allowed, those of the engine.
 */
export async function privateProfile(
  engine: Engine,
  relation: Relation,
  options: PrivateProfileOptions,
): Promise<Profile> {
  const { given = new Map(), like = null, delta = 0, unit } = options;
  const run = runOf(options);
  const fields = relation.fields.filter(({ name }) => name !== unit?.column);
  const names = fields.map(({ name }) => name);
  const asked = (kind: PublicColumn["kind"]) =>
    [...given].flatMap(([name, g]) => (g.kind === kind ? [name] : []));
  checkNames("--public", [...asked("range"), ...asked("values")], names);
  checkNames("--bounds", asked("bounds"), names);
  if (unit) checkUnit(unit, relation.fields);
  const columns = publicColumns(fields, given, like, delta > 0);
  const [budget, budgets] = budgetsOf(columns, options);
  const rows = unit ? await boundedRows(engine, relation, unit, run) : relation;
  const bits = secretBits();
  const plan = like?.private
    ? like.plan
    : publicPlan(await withEdges(engine, rows, columns, budgets, bits, options), await hashProbe(engine));
  const exact = await summarize(engine, rows, plan, {
    ...run,
    ...(options.onPhase && { onPhase: options.onPhase }),
  });
  const released = plan.columns.map((column, k) =>
    releaseColumn(
      column,
      exact.columns[k]!,
      columns[k]!.known,
      { mechanism: budget.mechanism, noise: budgets[k]?.noise ?? null, names: budgets[k]?.names ?? null },
      bits,
    ),
  );
  const summary = { name: exact.name, rows: 0, columns: released };
  return {
    plan,
    summary: { ...summary, rows: noisyRows({ summary }, budgets) },
    private: noticeOf(columns, budget, budgets, options),
  };
}
