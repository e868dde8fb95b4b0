import type { ClusterId } from "../../estimate/clusters/cluster-sums.ts";
import { invalid } from "../../finite/check.ts";
import { cellSlab } from "../scoring/cell-slab.ts";
import { checkClasses } from "../scoring/check-row.ts";
import { type ForecastBlock, singleRow } from "../scoring/forecast-block.ts";
import type { ProbabilityRow } from "../scoring/probability-row.ts";
import {
  collectReliability,
  type ReliabilityCollector,
  type ReliabilitySummary,
} from "./collect-reliability.ts";
import { gridCell, gridCells } from "./forecast-grid.ts";

/**
 * Sums of whole forecasts by (whether the loss is infinite, top class, cell of its probability), the occupied ones. Lists of one
 * number a cell, and of `classes` numbers a cell one after the other.
 */
export interface ForecastCells {
  readonly infinite: readonly number[];
  readonly top: readonly number[];
  readonly cell: readonly number[];
  readonly count: readonly number[];
  readonly weight: readonly number[];
  readonly weightSquares: readonly number[];
  /** 1 where rows of different forecasts lie in the cell. */
  readonly mixed: readonly number[];
  /** Σ w·f_k, by class. */
  readonly forecast: readonly number[];
  /** Σ w of the label k, by class. */
  readonly outcome: readonly number[];
  /** Σ w·(−ln p) and Σ w·(ln p)² of the rows of label k; 0 where infinite. */
  readonly loss: readonly number[];
  readonly lossSquares: readonly number[];
  /** Σ w·b and Σ w·b², b = Σ(p − y)², of the rows of label k. */
  readonly brier: readonly number[];
  readonly brierSquares: readonly number[];
}

/** Sufficient statistics for the calibration of forecasts over classes. */
export interface CalibrationSummary {
  readonly classes: number;
  /** Fineness of the grid of the top class's probability. */
  readonly fineness: number;
  readonly rows: number;
  readonly cells: ForecastCells;
  /** The top class's probability against whether it was the label. */
  readonly confidence: ReliabilitySummary;
  /** Each class's probability against whether it was the label; of two classes only class 1. */
  readonly perClass: readonly ReliabilitySummary[];
}

/** Takes labelled forecasts by rows or blocks, in any order. */
export interface CalibrationCollector {
  add(row: ProbabilityRow, label: number, weight?: number, cluster?: ClusterId): void;
  addBlock(block: ForecastBlock): void;
  merge(summary: CalibrationSummary): void;
  summary(): CalibrationSummary;
}

const FN = "collectCalibration";
const HEAD = 4;
const VECTORS = ["forecast", "outcome", "loss", "lossSquares", "brier", "brierSquares"] as const;
const SCALARS = ["count", "weight", "weightSquares", "mixed"] as const;

/** Cells of about 2²² numbers at most: 64 an octave for few classes, fewer for many. */
export function forecastFineness(classes: number): number {
  const room = 2 ** 22 / (classes * (HEAD + VECTORS.length * classes) * 64);
  return Math.max(0, Math.min(6, Math.floor(Math.log2(room))));
}

/**
 * A collector for the calibration of whole forecasts over `classes` classes, from which the split of log loss and of Brier's score is made.
 *
 * Forecasts are put into cells by their top class (the first of equals) and its probability: a fixed partition, so that shards merge. Beside it
 * stand the reliability of the top class's probability and of each class's. Memory is bounded by the grid, nothing is allocated a row.
 *
 * @throws RelentError from `add` for a label that is no class, a bad weight, and rows with and without cluster.
 * @example
 * ```ts
 * const row = probabilityRow("probs", 3);
 * const calibration = collectCalibration({ classes: 3 });
 * row.read([0.5, 0.25, 0.25], 0, 0);
 * calibration.add(row, 1);
 * calibration.summary().cells.forecast // [0.5, 0.25, 0.25]
 * ```
 */
export function collectCalibration({ classes }: { readonly classes: number }): CalibrationCollector {
  if (!(Number.isInteger(classes) && classes >= 2)) {
    invalid(`${FN}: classes = ${classes}; it must be a whole number ≥ 2`, { value: classes });
  }
  const fineness = forecastFineness(classes);
  const grid = gridCells(fineness);
  const width = HEAD + VECTORS.length * classes;
  const places = new Int32Array(2 * classes * grid).fill(-1);
  const slab = cellSlab(width);
  const { keys } = slab;
  /** The first forecast of each cell. */
  const firsts: number[] = [];
  let rows = 0;
  const confidence = collectReliability();
  const perClass: ReliabilityCollector[] = Array.from(
    { length: classes === 2 ? 1 : classes },
    collectReliability,
  );

  const placeOf = (key: number): number => {
    if (places[key]! >= 0) return places[key]!;
    const place = slab.make(key);
    places[key] = place;
    return place;
  };

  const isMixed = (place: number, p: Float64Array, from: number): boolean => {
    for (let k = 0; k < classes; k++) if (firsts[place * classes + k] !== p[from + k]) return true;
    return false;
  };

  const addBlock = (block: ForecastBlock): void => {
    checkClasses(FN, classes, block.classes);
    const { length, probabilities: p, label, top, surprisal, others, otherSquares, weight, group } = block;
    const shared = { length, weight, clustered: block.cluster !== null, group };
    perClass.forEach((one, k) => {
      const event = classes === 2 ? 1 : k;
      one.addRows({ values: p, from: event, stride: classes, label, event, ...shared });
    });
    confidence.addRows({
      values: block.confidence,
      from: 0,
      stride: 1,
      label: block.right,
      event: 1,
      ...shared,
    });
    for (let i = 0; i < length; i++) {
      const w = weight === null ? 1 : weight[i]!;
      if (w === 0) continue;
      rows++;
      const from = i * classes;
      const loss = surprisal[i]!;
      const infinite = loss === Number.POSITIVE_INFINITY;
      const best = top[i]!;
      const place = placeOf(((infinite ? classes : 0) + best) * grid + gridCell(p[from + best]!, fineness));
      const at = place * width;
      const slabs = slab.values;
      if (slabs[at] === 0) for (let k = 0; k < classes; k++) firsts[place * classes + k] = p[from + k]!;
      else if (slabs[at + 3] === 0 && isMixed(place, p, from)) slabs[at + 3] = 1;
      slabs[at]! += 1;
      slabs[at + 1]! += w;
      slabs[at + 2]! += w * w;
      for (let k = 0; k < classes; k++) slabs[at + HEAD + k]! += w * p[from + k]!;
      const own = at + HEAD + label[i]!;
      slabs[own + classes]! += w;
      if (!infinite) {
        slabs[own + 2 * classes]! += w * loss;
        slabs[own + 3 * classes]! += w * loss * loss;
      }
      const brier = otherSquares[i]! + others[i]! * others[i]!;
      slabs[own + 4 * classes]! += w * brier;
      slabs[own + 5 * classes]! += w * brier * brier;
    }
  };
  const single = singleRow(FN, classes);

  const merge = (other: CalibrationSummary): void => {
    if (other.classes !== classes) {
      invalid(`${FN}: merge of ${other.classes} classes into ${classes}; both must be the same`);
    }
    const { cells } = other;
    cells.cell.forEach((cell, i) => {
      const place = placeOf((cells.infinite[i]! * classes + cells.top[i]!) * grid + cell);
      const at = place * width;
      const slabs = slab.values;
      const theirs = Float64Array.from(
        { length: classes },
        (_, k) => cells.forecast[i * classes + k]! / cells.weight[i]!,
      );
      const mixed = cells.mixed[i] === 1;
      if (slabs[at] === 0) for (let k = 0; k < classes; k++) firsts[place * classes + k] = theirs[k]!;
      const differs = mixed || slabs[at + 3] === 1 || !isClose(firsts, place * classes, theirs);
      SCALARS.forEach((name, s) => {
        slabs[at + s]! += cells[name][i]!;
      });
      slabs[at + 3] = differs ? 1 : 0;
      VECTORS.forEach((name, v) => {
        for (let k = 0; k < classes; k++)
          slabs[at + HEAD + v * classes + k]! += cells[name][i * classes + k]!;
      });
    });
    rows += other.rows;
    confidence.merge(other.confidence);
    perClass.forEach((one, k) => {
      one.merge(other.perClass[k]!);
    });
  };

  const summary = (): CalibrationSummary => {
    const order = Array.from(keys.keys()).sort((a, b) => keys[a]! - keys[b]!);
    const part = (of: (key: number) => number): number[] => order.map((place) => of(keys[place]!));
    const scalars = Object.fromEntries(
      SCALARS.map((name, s) => [name, slab.column(s, order)]),
    ) as unknown as Pick<ForecastCells, (typeof SCALARS)[number]>;
    const vectors = Object.fromEntries(
      VECTORS.map((name, v) => [
        name,
        order.flatMap((place) => {
          const from = place * width + HEAD + v * classes;
          return Array.from(slab.values.subarray(from, from + classes));
        }),
      ]),
    ) as unknown as Pick<ForecastCells, (typeof VECTORS)[number]>;
    return {
      classes,
      fineness,
      rows,
      cells: {
        infinite: part((key) => (key >= classes * grid ? 1 : 0)),
        top: part((key) => Math.floor(key / grid) % classes),
        cell: part((key) => key % grid),
        ...scalars,
        ...vectors,
      },
      confidence: confidence.summary(),
      perClass: perClass.map((one) => one.summary()),
    };
  };

  return {
    add: (row, label, weight, cluster) => addBlock(single(row, label, weight, cluster)),
    addBlock,
    merge,
    summary,
  };
}

/** Whether two means of one and the same forecast agree but for the rounding of sums. */
function isClose(list: ArrayLike<number>, from: number, other: Float64Array): boolean {
  return other.every((x, k) => Math.abs(list[from + k]! - x) <= 1e-12);
}
