import type { Engine, Relation, RunOptions } from "@relent/engine";
import type { CountPlan } from "../plan/plan.ts";
import { drawEdges } from "./draw-edges.ts";
import type { EdgeDomain } from "./edge-domain.ts";
import { edgeGrid } from "./edge-grid.ts";
import { halvingLaw } from "./halving-law.ts";
import type { SecretBits } from "./secret-bits.ts";

/** Numbers of the edges under each row's value, sorted; nulls, NaN and ±∞ are none. */
async function sortedRows(
  engine: Engine,
  relation: Relation,
  column: string,
  domain: EdgeDomain,
  run: RunOptions,
): Promise<Float64Array> {
  let found = new Float64Array(1024);
  let rows = 0;
  for await (const { length, columns } of engine.columns(relation, [column], run)) {
    const [chunk] = columns;
    if (chunk?.kind !== "number") continue;
    if (rows + length > found.length) {
      const more = new Float64Array(2 * (rows + length));
      more.set(found);
      found = more;
    }
    for (let i = 0; i < length; i++) {
      const x = chunk.values[i]!;
      if (Number.isFinite(x) && chunk.valid?.[i] !== 0) found[rows++] = domain.indexOf(x);
    }
  }
  return found.subarray(0, rows).sort();
}

/**
 * Lays a column's grid by edges that are drawn from its rows.
 *
 * @param epsilon - What each level of edges may spend on a unit of up to `rows` rows.
 */
export async function findEdges(
  engine: Engine,
  relation: Relation,
  column: string,
  domain: EdgeDomain,
  { epsilon, rows, bits }: { readonly epsilon: number; readonly rows: number; readonly bits: SecretBits },
  run: RunOptions,
): Promise<CountPlan> {
  const at = await sortedRows(engine, relation, column, domain, run);
  return { kind: "cells", grid: edgeGrid(domain, drawEdges(at, domain, halvingLaw(epsilon / rows), bits)) };
}
