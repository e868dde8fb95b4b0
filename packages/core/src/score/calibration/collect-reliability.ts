import type { ClusterId } from "../../estimate/clusters/cluster-sums.ts";
import { invalid } from "../../finite/check.ts";
import { checkWeight } from "../scoring/check-row.ts";
import { clusterRule } from "../scoring/cluster-rule.ts";
import { type EventRows, singleEvent } from "../scoring/event-rows.ts";
import { groupTables } from "../scoring/group-tables.ts";
import { gridCell, gridCells } from "./forecast-grid.ts";

/** Sums of rows by cell of a grid, the cells that are occupied: entry i of each list belongs to cell `cell[i]`. */
export interface ReliabilityCells {
  readonly cell: readonly number[];
  readonly count: readonly number[];
  /** Σ w. */
  readonly weight: readonly number[];
  /** Σ w². */
  readonly weightSquares: readonly number[];
  /** Σ w·f. */
  readonly forecast: readonly number[];
  /** Σ w·(1 − f), kept apart for the digits of forecasts near 1. */
  readonly complement: readonly number[];
  /** Σ w·o. */
  readonly outcome: readonly number[];
  /** Σ w²·f·(1 − f): the variance of Σ w·o if the forecasts are right. */
  readonly variance: readonly number[];
  /** Smallest and largest forecast. */
  readonly lowest: readonly number[];
  readonly highest: readonly number[];
}

/** Residuals by group of clusters and cell of the coarser grid. */
export interface GroupResiduals {
  readonly group: readonly number[];
  readonly cell: readonly number[];
  /** Σ w·(o − f). */
  readonly residual: readonly number[];
}

/** Sufficient statistics of (forecast, outcome) pairs: plain arrays that merge by adding. */
export interface ReliabilitySummary {
  /** Each octave of p and 1 − p is cut into 2^fineness cells. */
  readonly fineness: number;
  readonly rows: number;
  readonly cells: ReliabilityCells;
  /** Σ w·(o − f)(1 − 2f) and its variance Σ w²(1 − 2f)²f(1 − f): Spiegelhalter's statistic. */
  readonly spiegelhalter: readonly [sum: number, variance: number];
  /** Present where rows named their clusters. */
  readonly groups?: GroupResiduals;
}

/** Takes (forecast, outcome) pairs one by one, in any order. */
export interface ReliabilityCollector {
  /** Adds a forecast of an event and whether it came true (0 or 1). Either every row names its cluster or none does. */
  add(forecast: number, outcome: number, weight?: number, cluster?: ClusterId): void;
  /** Adds rows whose numbers, labels and weights are checked. */
  addRows(rows: EventRows): void;
  merge(summary: ReliabilitySummary): void;
  summary(): ReliabilitySummary;
}

const FN = "collectReliability";
/** 8,194 cells: of ½ ± 0.002 and, at the ends, of 1/128 of p. */
export const FINENESS = 7;
/** Residuals of groups are kept in cells 8 times as wide. */
export const GROUP_FINENESS = 4;

const FIELDS = [
  "count",
  "weight",
  "weightSquares",
  "forecast",
  "complement",
  "outcome",
  "variance",
  "lowest",
  "highest",
] as const;
const WIDTH = FIELDS.length;

/**
 * A collector for the calibration of one forecast: the probability of an event, or of the class that a model holds likeliest.
 *
 * Rows are summed in 8,194 fixed cells, fine at 0 and at 1 (where exact zeros and ones have their own); nothing is allocated a row, and summaries
 * of shards merge to that of the whole. With clusters, residuals are also kept by 128 groups of whole clusters.
 *
 * @throws RelentError from `add` for a forecast outside [0, 1], an outcome other than 0 and 1, a bad weight, and rows with and without cluster.
 * @example
 * ```ts
 * const pairs = collectReliability();
 * pairs.add(0.75, 1);
 * pairs.add(0.75, 0);
 * pairs.summary().cells.outcome // [1]
 * ```
 */
export function collectReliability(): ReliabilityCollector {
  const cells = new Float64Array(gridCells(FINENESS) * WIDTH);
  const groups = groupTables(gridCells(GROUP_FINENESS), 1);
  const clusters = clusterRule(FN);
  let rows = 0;
  let seen = 0;
  let z = 0;
  let zVariance = 0;

  const addRows = (given: EventRows): void => {
    const { values, from, stride, length, label, event, weight, clustered, group } = given;
    if (length === 0) return;
    clusters.take(clustered);
    let [sum, variance, added] = [0, 0, 0];
    for (let i = 0, v = from; i < length; i++, v += stride) {
      const w = weight === null ? 1 : weight[i]!;
      if (w === 0) continue;
      added++;
      const f = values[v]!;
      const rest = 1 - f;
      const came = label[i] === event ? 1 : 0;
      const at = gridCell(f, FINENESS) * WIDTH;
      const spread = w * w * f * rest;
      const first = cells[at] === 0;
      if (first || f < cells[at + 7]!) cells[at + 7] = f;
      if (first || f > cells[at + 8]!) cells[at + 8] = f;
      cells[at]! += 1;
      cells[at + 1]! += w;
      cells[at + 2]! += w * w;
      cells[at + 3]! += w * f;
      cells[at + 4]! += w * rest;
      cells[at + 5]! += w * came;
      cells[at + 6]! += spread;
      const lean = rest - f;
      sum += w * (came - f) * lean;
      variance += lean * lean * spread;
      if (clustered) groups.of(group[i]!)[gridCell(f, GROUP_FINENESS)]! += w * (came - f);
    }
    rows += added;
    z += sum;
    zVariance += variance;
  };

  const single = singleEvent();
  const add = (f: number, outcome: number, weight = 1, cluster?: ClusterId): void => {
    const index = seen++;
    if (!(f >= 0 && f <= 1)) {
      invalid(`${FN}: forecast[${index}] = ${f}; it must lie from 0 to 1`, { index, value: f });
    }
    if (outcome !== 0 && outcome !== 1) {
      invalid(`${FN}: outcome[${index}] = ${outcome}; it must be 0 or 1`, { index, value: outcome });
    }
    checkWeight(FN, weight, index);
    addRows(single(f, outcome === 1, weight, cluster, index));
  };

  const merge = (other: ReliabilitySummary): void => {
    if (other.fineness !== FINENESS) {
      invalid(
        `${FN}: fineness = ${other.fineness}; only summaries of fineness ${FINENESS} merge with this one`,
      );
    }
    if (other.rows > 0) clusters.take(other.groups !== undefined);
    other.cells.cell.forEach((cell, i) => {
      const at = cell * WIDTH;
      const first = cells[at] === 0;
      const [low, high] = [other.cells.lowest[i]!, other.cells.highest[i]!];
      if (first || low < cells[at + 7]!) cells[at + 7] = low;
      if (first || high > cells[at + 8]!) cells[at + 8] = high;
      for (let field = 0; field < 7; field++) cells[at + field]! += other.cells[FIELDS[field]!][i]!;
    });
    if (other.groups !== undefined) {
      groups.merge(other.groups.group, other.groups.cell, [other.groups.residual]);
    }
    rows += other.rows;
    z += other.spiegelhalter[0];
    zVariance += other.spiegelhalter[1];
  };

  const summary = (): ReliabilitySummary => {
    const cell: number[] = [];
    for (let at = 0; at < cells.length; at += WIDTH) if (cells[at]! > 0) cell.push(at / WIDTH);
    const columns = Object.fromEntries(
      FIELDS.map((name, field) => [name, cell.map((c) => cells[c * WIDTH + field]!)]),
    ) as unknown as Omit<ReliabilityCells, "cell">;
    const { group, cell: at, sums } = groups.lists();
    return {
      fineness: FINENESS,
      rows,
      cells: { cell, ...columns },
      spiegelhalter: [z, zVariance],
      ...(clusters.clustered() && { groups: { group, cell: at, residual: sums[0]! } }),
    };
  };

  return { add, addRows, merge, summary };
}
