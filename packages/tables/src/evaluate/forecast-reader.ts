import { type ForecastKind, type ProbabilityRow, probabilityRow } from "@relent/core/score";

/** A reader of forecasts whose messages name the columns, and the option that mends a wrong sum. */
export const forecastReader = (
  kind: ForecastKind,
  classes: number,
  names: readonly string[],
): ProbabilityRow =>
  probabilityRow(kind, classes, { names, remedy: "--normalise divides each row by its sum" });
