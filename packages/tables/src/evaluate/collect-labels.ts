import { type ClusterSums, collectClusters } from "@relent/core/estimate";
import {
  type CalibrationSummary,
  type ClassRankSummary,
  calibratorMap,
  collectCalibration,
  collectClassRanks,
  collectScores,
  type ForecastKind,
  type ScoreSummary,
  writeLogRow,
} from "@relent/core/score";
import type { Engine } from "@relent/engine";
import { runOf } from "../sides.ts";
import { collectLosses, type LossSummary, PARTS } from "./collect-losses.ts";
import { forecastReader } from "./forecast-reader.ts";
import { drawOf, type KeptRows, keepRows } from "./keep-rows.ts";
import { calibratorsFor } from "./label-calibrators.ts";
import type { LabelPredictions } from "./open-labels.ts";
import type { EvaluateOptions } from "./options.ts";
import { planPeriods } from "./periods.ts";
import { type RowBlock, readRows, refuseValue, type SetAside } from "./read-rows.ts";
import { levelsReader } from "./segment-streams.ts";

/** Rows that recalibrations are fitted to at most, and their numbers: many labels take fewer rows. */
const SAMPLE_ROWS = 20_000;
const SAMPLE_NUMBERS = 400_000;
const LEAST_SAMPLE = 2000;

/** Sums of what all labels of a row cost together: finite rows, and the number of the others. */
export interface TotalSums {
  readonly sums: ClusterSums;
  readonly infinite: number;
}

/** What the rows say of one label. */
export interface LabelSummary {
  readonly scores: ScoreSummary;
  readonly calibration: CalibrationSummary;
  readonly ranks: ClassRankSummary;
}

/** What the rows say of forecasts of several labels. */
export interface LabelsSummary extends LossSummary {
  readonly name: string;
  readonly rows: number;
  readonly setAside: Readonly<SetAside>;
  readonly labels: readonly string[];
  readonly each: readonly LabelSummary[];
  readonly total: TotalSums;
  readonly rivalTotal: TotalSums | null;
  /** How the forecasts of the sample are to be read. */
  readonly kind: ForecastKind;
  /** An even sample: the forecast of each label (corrected by a calibrator where one is given), then the labels. */
  readonly sample: KeptRows;
}

/** Collectors of one label. */
function collectors() {
  const two = { classes: 2 };
  return { scores: collectScores(two), calibration: collectCalibration(two), ranks: collectClassRanks(two) };
}

/** Adds up what all labels of a row cost. */
function collectTotal() {
  const clusters = collectClusters();
  let infinite = 0;
  return {
    add({ rows, weight, group, length }: RowBlock, bits: Float64Array): void {
      for (let i = 0; i < length; i++) {
        const w = weight?.[i] ?? 1;
        if (bits[i] !== Number.POSITIVE_INFINITY) clusters.add(group?.[i] ?? rows[i]! % PARTS, bits[i]!, w);
        else if (w > 0) infinite++;
      }
    },
    sums: (): TotalSums => ({ sums: clusters.sums(), infinite }),
  };
}

/** Corrects each label's forecasts by its calibrator: as log-odds. */
function corrector({ kind, labels, numbers }: LabelPredictions, options: EvaluateOptions) {
  const { labelCalibrators } = options;
  if (labelCalibrators === undefined) return null;
  const given = calibratorsFor(
    labelCalibrators,
    labels.map((l) => l.name),
  );
  const maps = given.map((calibrator) => (calibrator === null ? () => {} : calibratorMap(calibrator)));
  const readers = numbers.own.map((name) => forecastReader(kind, 2, [name]));
  const logs = new Float64Array(2);
  return ({ forecast, rows, length }: RowBlock): Float64Array[] =>
    forecast.map((column, j) => {
      const odds = new Float64Array(length);
      for (let i = 0; i < length; i++) {
        readers[j]!.readColumns([column], i, rows[i]!);
        writeLogRow(readers[j]!, logs, 0);
        maps[j]!(logs, 0);
        odds[i] = logs[1]! - logs[0]!;
      }
      return odds;
    });
}

/** Reads every row once and keeps what the figures of each label, and of all together, need. */
export async function collectLabels(
  engine: Engine,
  predictions: LabelPredictions,
  options: EvaluateOptions,
): Promise<LabelsSummary> {
  const { labels, plan, relation, numbers } = predictions;
  const run = runOf(options);
  const { seed = 1 } = options;
  const corrected = corrector(predictions, options);
  const kind = corrected === null ? predictions.kind : "logit";
  const each = labels.map(collectors);
  const readers = numbers.own.map((name) => forecastReader(kind, 2, [name]));
  const rivals = numbers.rival.map((name) => forecastReader(predictions.kind, 2, [name]));
  const [total, rivalTotal] = [collectTotal(), collectTotal()];
  const levels = levelsReader(predictions.segments);
  const [weighted, grouped] = [plan.weight !== undefined, plan.group !== undefined];
  const losses = collectLosses({
    segments: predictions.segments,
    periods: plan.time === undefined ? null : await planPeriods(engine, relation, plan.time, run),
    compared: plan.rival !== undefined,
    weighted,
    grouped,
    timed: plan.time !== undefined,
    seed,
  });
  const width = 2 * labels.length;
  const size = Math.max(LEAST_SAMPLE, Math.min(SAMPLE_ROWS, Math.floor(SAMPLE_NUMBERS / width)));
  const sampler = keepRows(size, { width, weighted, grouped });
  let rows = 0;

  const ownBits = (block: RowBlock, forecast: readonly Float64Array[]): Float64Array => {
    const bits = new Float64Array(block.length);
    each.forEach(({ scores, calibration, ranks }, j) => {
      const row = readers[j]!;
      const [column, truth] = [[forecast[j]!], block.truth[j]!];
      for (let i = 0; i < block.length; i++) {
        const [y, number, w, cluster] = [truth[i]!, block.rows[i]!, block.weight?.[i] ?? 1, block.group?.[i]];
        if (y !== 0 && y !== 1)
          refuseValue(labels[j]!.column, number, y, "a label of several is 0 or 1, false or true");
        row.readColumns(column, i, number);
        scores.add(row, y, w, cluster);
        calibration.add(row, y, w, cluster);
        ranks.add(row, y, w, cluster);
        bits[i]! += row.surprisal(y) / Math.LN2;
      }
    });
    return bits;
  };
  const rivalBits = (block: RowBlock): Float64Array => {
    const bits = new Float64Array(block.length);
    rivals.forEach((row, j) => {
      for (let i = 0; i < block.length; i++) {
        row.readColumns([block.rival[j]!], i, block.rows[i]!);
        bits[i]! += row.surprisal(block.truth[j]![i]!) / Math.LN2;
      }
    });
    return bits;
  };

  options.onPhase?.("scoring");
  const { blocks, setAside } = readRows(engine, relation, plan, run);
  for await (const block of blocks) {
    const forecast = corrected === null ? block.forecast : corrected(block);
    const own = ownBits(block, forecast);
    const other = plan.rival === undefined ? null : rivalBits(block);
    total.add(block, own);
    if (other !== null) rivalTotal.add(block, other);
    losses.add(block, levels(block), own, other && [own, other]);
    const values = [...forecast, ...block.truth];
    for (let i = 0; i < block.length; i++) {
      const w = block.weight?.[i] ?? 1;
      if (w === 0) continue;
      rows++;
      const draw = drawOf(block.rows[i]!, seed);
      if (sampler.wants(draw)) sampler.take(draw, block.rows[i]!, values, i, 0, w, block.group?.[i] ?? "");
    }
  }
  return {
    name: predictions.name,
    rows,
    setAside,
    labels: labels.map((l) => l.name),
    each: each.map(({ scores, calibration, ranks }) => ({
      scores: scores.summary(),
      calibration: calibration.summary(),
      ranks: ranks.summary(),
    })),
    total: total.sums(),
    rivalTotal: plan.rival === undefined ? null : rivalTotal.sums(),
    kind,
    sample: sampler.kept(),
    ...losses.summary(),
  };
}
