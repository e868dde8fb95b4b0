import { createHash } from "node:crypto";
import type { FieldType } from "@relent/engine";
import type { Buckets } from "./buckets.ts";
import type { Grid } from "./grid.ts";

/** How a column's rows are counted. */
export type CountPlan =
  /** By value, numeric ones in order; a side with more than `cap` distinct numbers is counted on the grid instead. */
  | {
      readonly kind: "values";
      readonly numeric: false;
      /** Of texts not known beforehand: so many cells of their hash stand for them. */
      readonly hashedInto?: number;
    }
  | { readonly kind: "values"; readonly numeric: true; readonly grid: Grid }
  /** In the cells of a grid. */
  | { readonly kind: "cells"; readonly grid: Grid }
  /** A consistent sample of the values of a high-cardinality column: those whose hash is under `share` of the range. */
  | { readonly kind: "hashed"; readonly share: number }
  | { readonly kind: "skipped"; readonly reason: string };

/** Which aspect of a column is counted: itself, or a part of a timestamp. */
export type View = "self" | "hour" | "weekday";

/** One thing that is counted and compared. */
export interface ColumnPlan {
  /** As shown: the column, or e.g. `pickup (hour)`. */
  readonly name: string;
  /** The column that it reads. */
  readonly column: string;
  readonly type: FieldType;
  readonly view: View;
  readonly count: CountPlan;
  /** Whether range and distinct share are taken too, to tell a column that advances with time. */
  readonly range: boolean;
  /** The parts over which dependence within clusters is measured, where a cluster column is named. */
  readonly buckets?: Buckets;
}

/**
 * What every pass over rows depends on, besides the rows: fixed once, from the reference, before anything is counted.
 *
 * Two summaries can be compared when their plans have the same hash.
 */
export interface Plan {
  readonly columns: readonly ColumnPlan[];
  /** Most distinct values of a column that are counted one by one. */
  readonly cap: number;
  /** What the engine's hash says of a known text: profiles made with another hash cannot be compared. */
  readonly hashProbe: string;
  /** Column whose values group dependent rows, if any. */
  readonly cluster: string | null;
  readonly hash: string;
}

export const VALUE_CAP = 100_000;

/** Raised whenever the same plan would be counted in another way. */
const COUNTING = 1;

/** Seals a plan with the hash of its content. */
export function sealPlan(plan: Omit<Plan, "hash">): Plan {
  const { columns, cap, hashProbe, cluster } = plan;
  const text = JSON.stringify([COUNTING, columns, cap, hashProbe, cluster]);
  return {
    columns,
    cap,
    hashProbe,
    cluster,
    hash: createHash("sha256").update(text).digest("hex").slice(0, 16),
  };
}
