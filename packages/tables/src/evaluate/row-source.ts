import type { Engine, Field, Relation, RunOptions } from "@relent/engine";
import { type ForecastSource, forecastExpressions, numberNames } from "./forecast-columns.ts";

/** Where a model's numbers stand in a table, whatever they are. */
export interface RowSource {
  /** The columns that must be opened for them. */
  readonly columns: readonly Field[];
  /** The numbers as expressions over the opened table. */
  expressions(engine: Engine, relation: Relation, run: RunOptions): Promise<readonly string[]>;
  /** What messages call each of so many numbers. */
  names(count: number): readonly string[];
}

/** The numbers of a forecast over classes: columns, or one list. */
export const forecastRows = (source: ForecastSource): RowSource => ({
  columns: source.matched.map((m) => m.field),
  expressions: (engine, relation, run) => forecastExpressions(engine, relation, source, run),
  names: (count) => numberNames(source, count),
});

/** Columns that are numbers themselves, dates and times as seconds. */
export const numberRows = (columns: readonly Field[]): RowSource => ({
  columns,
  expressions: async ({ dialect }) => columns.map((field) => dialect.castDouble(field)),
  names: () => columns.map((field) => field.name),
});
