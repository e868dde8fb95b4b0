import { RelentError } from "@relent/core";
import type { Engine, Relation, RunOptions } from "@relent/engine";
import { hashProbe } from "../plan/hash-probe.ts";
import type { Profile } from "../profile.ts";
import { summarize } from "../summary/summarize.ts";
import { budgetOf, type PrivateOptions } from "./budget.ts";
import { AGAIN, PUBLIC } from "./notice.ts";
import { type PublicColumn, publicPlan } from "./public-plan.ts";
import { countsOf, releaseColumn, rowsOf } from "./release.ts";
import { secretBits } from "./secret-bits.ts";

/** What a private profile is made by, besides the table. */
export interface PrivateProfileOptions extends PrivateOptions, RunOptions {
  /** Ranges and values known beforehand, by column. */
  readonly given?: ReadonlyMap<string, PublicColumn> | undefined;
  /** A profile of public data, or a private one, whose edges and values are used. */
  readonly like?: Profile | null | undefined;
  readonly onPhase?: (phase: string) => void;
}

/** The noisy number of rows, from the column in which least noise was added. */
function noisyRows(profile: Pick<Profile, "summary">): number {
  const counted = profile.summary.columns.map(({ count }) => count).filter((count) => countsOf(count) > 0);
  const best = counted.toSorted((a, b) => countsOf(a) - countsOf(b))[0];
  return best === undefined ? 0 : Math.max(0, rowsOf(best));
}

/**
 * A profile that keeps (ε, δ)-differential privacy of rows: whoever reads it can hardly tell whether any one row is in
 * the table.
 *
 * Every count carries whole-numbered noise, the number of rows is the sum of noisy counts, and edges and values come
 * from what is public. Protected is one row added or removed, not all rows of a person. Errors: no column is known well
 * enough to be counted, a budget that is not allowed, those of the engine.
 */
export async function privateProfile(
  engine: Engine,
  relation: Relation,
  options: PrivateProfileOptions,
): Promise<Profile> {
  const { given = new Map(), like = null, delta = 0, epsilon } = options;
  for (const name of given.keys())
    if (!relation.fields.some((f) => f.name === name))
      throw new RelentError("usage", `--public: there is no column "${name}" to be profiled`, {
        value: name,
      });
  const probe = await hashProbe(engine);
  const { plan, known } = publicPlan(relation.fields, given, like, delta > 0, probe);
  const columns = plan.columns.filter((c) => c.count.kind !== "skipped").length;
  if (columns === 0) {
    const [first] = plan.columns;
    const why =
      first?.count.kind === "skipped" ? `${first.name}: ${first.count.reason}` : "the table has none";
    throw new RelentError(
      "usage",
      `private profile: no column can be counted without looking at its rows (${why})`,
    );
  }
  const naming = plan.columns.filter(
    (c, k) => known[k] !== null && c.type !== "boolean" && !given.has(c.column),
  ).length;
  const budget = budgetOf(options, columns, like?.private === undefined ? naming : 0);
  const exact = await summarize(engine, relation, plan, options);
  const bits = secretBits();
  const names = budget.names;
  const released = plan.columns.map((column, k) => {
    const open =
      names !== null && known[k] !== null && column.type !== "boolean" && !given.has(column.column);
    return releaseColumn(
      column,
      exact.columns[k]!,
      known[k]!,
      open ? budget : { ...budget, names: null },
      bits,
    );
  });
  const summary = { name: exact.name, rows: 0, columns: released };
  return {
    plan,
    summary: { ...summary, rows: noisyRows({ summary }) },
    private: {
      mechanism: budget.mechanism,
      protects: "one row added or removed",
      adjacency: "add-remove",
      epsilon,
      delta,
      status: budget.status,
      accounting: `${budget.accounting}; ${AGAIN}`,
      columns: plan.columns.flatMap((column, k) => {
        if (column.count.kind === "skipped") return [];
        const open =
          names !== null && known[k] !== null && column.type !== "boolean" && !given.has(column.column);
        const threshold = open ? names.threshold : null;
        return [
          {
            name: column.name,
            epsilon: open ? 2 * budget.each : budget.each,
            variance: budget.variance,
            threshold,
          },
        ];
      }),
      public: PUBLIC,
    },
  };
}
