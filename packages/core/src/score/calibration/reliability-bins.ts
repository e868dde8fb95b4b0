import type { ReliabilitySummary } from "./collect-reliability.ts";
import { FINENESS, GROUP_FINENESS } from "./collect-reliability.ts";
import { equalMassRuns } from "./equal-mass.ts";
import { gridCells } from "./forecast-grid.ts";

/** Forecasts that lie next to each other, with what came of them. */
export interface BinSums {
  readonly rows: number;
  readonly weight: number;
  /** Rows of equal weight that the bin is worth, (Σw)²/Σw². */
  readonly effective: number;
  /** Mean forecast. */
  readonly forecast: number;
  /** Mean outcome. */
  readonly outcome: number;
  /** Outcome less forecast. */
  readonly gap: number;
  /** Variance of the mean outcome if the forecasts are right. */
  readonly nullVariance: number;
  readonly lowest: number;
  readonly highest: number;
  /** Cells of the summary that it is made of. */
  readonly cells: readonly number[];
  /** Σ w·(o − f) by group of clusters; absent where rows are independent. */
  readonly residuals?: Float64Array;
}

const SHIFT = FINENESS - GROUP_FINENESS;

/** The cell of the groups' grid that a cell of the fine grid lies in. */
function groupCell(cell: number): number {
  const last = gridCells(FINENESS) - 1;
  if (cell === 0) return 0;
  if (cell === last) return gridCells(GROUP_FINENESS) - 1;
  return 1 + ((cell - 1) >> SHIFT);
}

/** Cells as units that bins are made of: single cells, or those of the groups' grid where there are groups. */
function unitsOf({ cells, groups }: ReliabilitySummary): number[][] {
  const units: number[][] = [];
  let last = -1;
  cells.cell.forEach((cell, i) => {
    const unit = groups === undefined ? cell : groupCell(cell);
    if (unit === last) units.at(-1)!.push(i);
    else units.push([i]);
    last = unit;
  });
  return units;
}

function binOf(
  summary: ReliabilitySummary,
  members: readonly number[],
  groupIndex: ReadonlyMap<number, number>,
): BinSums {
  const { cells, groups } = summary;
  const sum = (list: readonly number[]): number => members.reduce((total, i) => total + list[i]!, 0);
  const weight = sum(cells.weight);
  const [f, c] = [sum(cells.forecast) / weight, sum(cells.complement) / weight];
  const outcome = sum(cells.outcome) / weight;
  const common = {
    rows: sum(cells.count),
    weight,
    effective: weight ** 2 / sum(cells.weightSquares),
    forecast: f > 0.5 ? 1 - c : f,
    outcome,
    gap: f > 0.5 ? outcome - 1 + c : outcome - f,
    nullVariance: sum(cells.variance) / weight ** 2,
    lowest: Math.min(...members.map((i) => cells.lowest[i]!)),
    highest: Math.max(...members.map((i) => cells.highest[i]!)),
    cells: members,
  };
  if (groups === undefined) return common;
  const [from, to] = [groupCell(cells.cell[members[0]!]!), groupCell(cells.cell[members.at(-1)!]!)];
  const residuals = new Float64Array(groupIndex.size);
  groups.group.forEach((group, i) => {
    const cell = groups.cell[i]!;
    if (cell >= from && cell <= to) residuals[groupIndex.get(group)!]! += groups.residual[i]!;
  });
  return { ...common, residuals };
}

/** The cells of a summary in `bins` runs of about equal weight. */
export function reliabilityBins(summary: ReliabilitySummary, bins: number): BinSums[] {
  const units = unitsOf(summary);
  const { weight } = summary.cells;
  const ends = equalMassRuns(
    units.map((members) => members.reduce((total, i) => total + weight[i]!, 0)),
    bins,
  );
  const groupIndex = new Map([...new Set(summary.groups?.group)].map((group, i) => [group, i]));
  return ends.map((end, j) =>
    binOf(summary, units.slice(j === 0 ? 0 : ends[j - 1]!, end).flat(), groupIndex),
  );
}
