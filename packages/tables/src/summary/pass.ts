import type { Engine, Field, Relation, RunOptions } from "@relent/engine";
import type { ColumnPlan, CountPlan, Plan } from "../plan/plan.ts";

/** What a counting pass needs: the engine, the table, the plan, and which of its columns this table has. */
export interface Pass {
  readonly engine: Engine;
  readonly relation: Relation;
  readonly plan: Plan;
  readonly fields: readonly (Field | undefined)[];
  readonly options: RunOptions;
}

/** A planned column that a table has, with its position in the plan. */
export interface Wanted<K extends CountPlan["kind"]> {
  readonly k: number;
  readonly column: ColumnPlan;
  readonly field: Field;
  readonly count: Extract<CountPlan, { kind: K }>;
}

/** The plan's columns of one counting kind. */
export function wanted<K extends CountPlan["kind"]>(pass: Pass, kind: K): Wanted<K>[] {
  return pass.plan.columns.flatMap((column, k) => {
    const field = pass.fields[k];
    const { count } = column;
    if (field === undefined || count.kind !== kind) return [];
    return [{ k, column, field, count: count as Extract<CountPlan, { kind: K }> }];
  });
}

/** Appends to a group of a map of groups. */
export function addTo<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}
