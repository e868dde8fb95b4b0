import type { ChunkColumn, Field } from "@relent/engine";
import { buildGrid } from "./build-grid.ts";
import { countDistinct, tally } from "./distinct.ts";
import { type ColumnPlan, type CountPlan, VALUE_CAP } from "./plan.ts";
import { weighted } from "./weighted.ts";

/** Numbers with no more distinct values than this in the sample are counted by value. */
const FEW_NUMBERS = 1024;
/** How many values of a high-cardinality column the hash sample should keep. */
const HASHED_VALUES = 16_384;
const NEARLY_DISTINCT = 0.9;

const TEMPORAL: ReadonlySet<string> = new Set(["date", "timestamp"]);
const NUMERIC: ReadonlySet<string> = new Set(["integer", "float", "decimal", "date", "timestamp", "time"]);

const SKIPPED: Readonly<Record<string, string>> = {
  nested: "lists and structs are not compared",
  other: "this type is not compared",
};

/** Whether values of the type are compared as numbers (temporal ones in seconds). */
export const isNumeric = (type: string): boolean => NUMERIC.has(type);
export const isTemporal = (type: string): boolean => TEMPORAL.has(type);

const present = <T>(values: ArrayLike<T>, valid: Uint8Array | undefined): T[] =>
  Array.from(values).filter((_, i) => valid === undefined || valid[i] === 1);

function planNumbers(sample: ChunkColumn, whole: boolean): { count: CountPlan; nearlyDistinct: boolean } {
  const numbers = (sample.kind === "number" ? present(sample.values, sample.valid) : []).filter(
    Number.isFinite,
  );
  const grid = buildGrid(weighted(Float64Array.from(numbers.length > 0 ? numbers : [0])));
  const { seen, singletonShare } = countDistinct(tally(numbers), whole);
  const nearlyDistinct = singletonShare > NEARLY_DISTINCT;
  const count: CountPlan =
    seen <= FEW_NUMBERS ? { kind: "values", numeric: true, grid } : { kind: "cells", grid };
  return { count, nearlyDistinct };
}

function planTexts(sample: ChunkColumn, whole: boolean): CountPlan {
  const texts = sample.kind === "string" ? present(sample.values, sample.valid) : [];
  const { estimated } = countDistinct(tally(texts), whole);
  if (estimated <= VALUE_CAP) return { kind: "values", numeric: false };
  return { kind: "hashed", share: 2 ** -Math.ceil(Math.log2(estimated / HASHED_VALUES)) };
}

const VIEWS: Readonly<Record<string, readonly ("hour" | "weekday")[]>> = {
  timestamp: ["hour", "weekday"],
  date: ["weekday"],
};

/**
 * How one column of the reference is counted, from a sample of it: itself, and for dates and timestamps the hour of day
 * and the weekday as well.
 *
 * Few distinct numbers are counted by value, many on a grid; strings by value until they are too many to list, then by
 * a consistent sample of their hashes. `whole` says that the sample is all of the reference.
 */
export function planColumn(field: Field, sample: ChunkColumn, whole: boolean): ColumnPlan[] {
  const base = { name: field.name, column: field.name, type: field.type };
  const reason = SKIPPED[field.type];
  if (reason !== undefined) {
    return [
      {
        ...base,
        view: "self",
        count: { kind: "skipped", reason: `${field.native}: ${reason}` },
        range: false,
      },
    ];
  }
  if (!isNumeric(field.type))
    return [{ ...base, view: "self", count: planTexts(sample, whole), range: false }];
  const { count, nearlyDistinct } = planNumbers(sample, whole);
  const range = isTemporal(field.type) || (field.type === "integer" && nearlyDistinct);
  const views = (VIEWS[field.type] ?? []).map(
    (view): ColumnPlan => ({
      ...base,
      name: `${field.name} (${view})`,
      view,
      count: { kind: "values", numeric: true, grid: WHOLE_NUMBERS },
      range: false,
    }),
  );
  return [{ ...base, view: "self", count, range }, ...views];
}

/** Hours and weekdays: whole numbers from 0, one cell each. */
const WHOLE_NUMBERS = { segments: [{ lo: -0.5, scale: 1, cells: 24 }], points: [] } as const;
