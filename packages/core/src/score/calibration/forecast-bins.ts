import type { CalibrationSummary, ForecastCells } from "./collect-calibration.ts";
import { equalMassRuns } from "./equal-mass.ts";

/** Whole forecasts that count as one, with what came of them. */
export interface ForecastBin {
  readonly weight: number;
  readonly rows: number;
  /** Σ w². */
  readonly weightSquares: number;
  /** Mean forecast, by class. */
  readonly forecast: Float64Array;
  /** Shares of the labels. */
  readonly outcome: Float64Array;
  /** Cells of the summary that it is made of. */
  readonly cells: readonly number[];
}

/** The bins, and whether each holds one distinct forecast. */
export interface Partition {
  readonly bins: readonly ForecastBin[];
  readonly distinct: boolean;
}

/** A forecast that stands for itself must come this often. */
const LEAST_ROWS = 20;

function binOf({ cells, classes }: CalibrationSummary, members: readonly number[]): ForecastBin {
  const forecast = new Float64Array(classes);
  const outcome = new Float64Array(classes);
  let [weight, rows, weightSquares] = [0, 0, 0];
  for (const i of members) {
    weight += cells.weight[i]!;
    rows += cells.count[i]!;
    weightSquares += cells.weightSquares[i]!;
    for (let k = 0; k < classes; k++) {
      forecast[k]! += cells.forecast[i * classes + k]!;
      outcome[k]! += cells.outcome[i * classes + k]!;
    }
  }
  return {
    weight,
    rows,
    weightSquares,
    forecast: forecast.map((x) => x / weight),
    outcome: outcome.map((x) => x / weight),
    cells: members,
  };
}

/** Cells of the same place in the grid as one; those of infinite loss lie apart only in the summary. */
function unitsOf(cells: ForecastCells, take: (cell: number) => boolean): number[][] {
  const order = cells.cell
    .map((_, i) => i)
    .filter(take)
    .sort((a, b) => cells.top[a]! - cells.top[b]! || cells.cell[a]! - cells.cell[b]!);
  const units: number[][] = [];
  for (const i of order) {
    const last = units.at(-1)?.[0];
    if (last !== undefined && cells.top[last] === cells.top[i] && cells.cell[last] === cells.cell[i]) {
      units.at(-1)!.push(i);
    } else units.push([i]);
  }
  return units;
}

/** Whether the cells are the distinct forecasts, few (≤ √n) and each of 20 rows or more. */
function standAlone(
  summary: CalibrationSummary,
  units: readonly (readonly number[])[],
  rows: number,
): boolean {
  const { cells, classes } = summary;
  const alike = (members: readonly number[]): boolean =>
    members.every((i) =>
      Array.from({ length: classes }, (_, k) => k).every(
        (k) =>
          Math.abs(
            cells.forecast[i * classes + k]! / cells.weight[i]! -
              cells.forecast[members[0]! * classes + k]! / cells.weight[members[0]!]!,
          ) <= 1e-12,
      ),
    );
  return (
    units.length <= Math.sqrt(rows) &&
    units.every(
      (members) =>
        members.every((i) => cells.mixed[i] === 0) &&
        members.reduce((sum, i) => sum + cells.count[i]!, 0) >= LEAST_ROWS &&
        alike(members),
    )
  );
}

/**
 * The forecasts in bins: each distinct forecast where there are at most √n of them with 20 rows or more, else `bins` of about equal mass,
 * cut along the top class's probability within each top class.
 */
export function partition(
  summary: CalibrationSummary,
  bins: number,
  take: (cell: number) => boolean,
): Partition {
  const { cells } = summary;
  const units = unitsOf(cells, take);
  const sum = (list: readonly number[], members: readonly number[]): number =>
    members.reduce((total, i) => total + list[i]!, 0);
  const rows = units.reduce((total, members) => total + sum(cells.count, members), 0);
  if (standAlone(summary, units, rows)) {
    return { bins: units.map((members) => binOf(summary, members)), distinct: true };
  }
  const total = units.reduce((all, members) => all + sum(cells.weight, members), 0);
  const made: ForecastBin[] = [];
  for (let from = 0; from < units.length; ) {
    const top = cells.top[units[from]![0]!];
    let to = from;
    while (to < units.length && cells.top[units[to]![0]!] === top) to++;
    const own = units.slice(from, to);
    const weights = own.map((members) => sum(cells.weight, members));
    const mass = weights.reduce((all, w) => all + w, 0);
    const runs = Math.max(1, Math.round((bins * mass) / total));
    equalMassRuns(weights, runs).forEach((end, j, ends) => {
      made.push(binOf(summary, own.slice(j === 0 ? 0 : ends[j - 1]!, end).flat()));
    });
    from = to;
  }
  return { bins: made, distinct: false };
}

/** How many bins of n rows over k classes when none is asked for: 15 a class, at most √n, and of 20 rows or more. */
export function defaultBins(rows: number, classes: number): number {
  return Math.max(1, Math.min(15 * classes, Math.floor(Math.sqrt(rows)), Math.floor(rows / LEAST_ROWS)));
}
