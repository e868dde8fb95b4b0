import type { Engine, Relation, RunOptions } from "@relent/engine";

/** Rows of a relation, after its condition. */
export async function countRows(engine: Engine, relation: Relation, options: RunOptions): Promise<number> {
  const counted = await engine.query(`SELECT count(*)::DOUBLE AS n FROM ${relation.sql}`, options);
  return Number(counted.n?.[0] ?? 0);
}
