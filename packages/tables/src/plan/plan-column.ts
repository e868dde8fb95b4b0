import type { Field } from "@relent/engine";
import { buildGrid, evenGrid } from "./build-grid.ts";
import { countDistinct, type DistinctCount } from "./distinct.ts";
import { type Distribution, occurrences } from "./distribution.ts";
import { type ColumnPlan, type CountPlan, VALUE_CAP } from "./plan.ts";
import { totalWeight, type Weighted, weighted } from "./weighted.ts";

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
/** Whether values of the type are compared at all. */
export const isCompared = (type: string): boolean => SKIPPED[type] === undefined;
export const isTemporal = (type: string): boolean => TEMPORAL.has(type);

function planNumbers(numbers: Weighted, distinct: DistinctCount, stretches: boolean): CountPlan {
  const shape = numbers.values.length > 0 ? numbers : weighted(new Float64Array(1));
  const grid = stretches ? evenGrid(shape) : buildGrid(shape);
  return distinct.seen <= FEW_NUMBERS ? { kind: "values", numeric: true, grid } : { kind: "cells", grid };
}

function planTexts(distinct: DistinctCount): CountPlan {
  if (distinct.estimated <= VALUE_CAP) return { kind: "values", numeric: false };
  return { kind: "hashed", share: 2 ** -Math.ceil(Math.log2(distinct.estimated / HASHED_VALUES)) };
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
 * a consistent sample of their hashes. `tableRows` is how many rows the reference has.
 */
export function planColumn(field: Field, sample: Distribution, tableRows: number): ColumnPlan[] {
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
  const distinct = countDistinct(occurrences(sample), tableRows);
  if (sample.kind === "texts") return [{ ...base, view: "self", count: planTexts(distinct), range: false }];
  const numbered = field.type === "integer" && distinct.singletonShare > NEARLY_DISTINCT;
  const views = (VIEWS[field.type] ?? []).map(
    (view): ColumnPlan => ({
      ...base,
      name: `${field.name} (${view})`,
      view,
      count: { kind: "values", numeric: true, grid: WHOLE_NUMBERS },
      range: false,
    }),
  );
  const count = planNumbers(
    sample.numbers,
    distinct,
    sample.sorted && totalWeight(sample.numbers) < tableRows,
  );
  return [{ ...base, view: "self", count, range: isTemporal(field.type) || numbered }, ...views];
}

/** Hours and weekdays: whole numbers from 0, one cell each. */
const WHOLE_NUMBERS = { segments: [{ lo: -0.5, scale: 1, cells: 24 }], points: [] } as const;
