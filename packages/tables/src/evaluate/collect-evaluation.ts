import { RelentError } from "@relent/core";
import {
  applyCalibrator,
  type Calibrator,
  collectCalibration,
  collectClassRanks,
  collectScores,
  type ForecastBlock,
  type ForecastKind,
  forecastBlocks,
} from "@relent/core/score";
import type { Engine } from "@relent/engine";
import { runOf } from "../sides.ts";
import { collectLosses } from "./collect-losses.ts";
import type { EvalSummary, ImpossibleRow } from "./eval-summary.ts";
import { columnsOf, forecastBatch, rowsOf } from "./forecast-batch.ts";
import { forecastReader } from "./forecast-reader.ts";
import { drawOf, keepRows } from "./keep-rows.ts";
import type { Predictions } from "./open-predictions.ts";
import type { EvaluateOptions } from "./options.ts";
import { planPeriods } from "./periods.ts";
import { type RowBlock, readRows } from "./read-rows.ts";
import { levelsReader } from "./segment-streams.ts";

/** Rows that recalibrations and likely wrong labels are looked for in. */
export const SAMPLE_ROWS = 20_000;
/** Numbers of the sample at most: many classes take fewer rows. */
const SAMPLE_NUMBERS = 30_000;
/** Rows that wrong labels are looked for among. */
const WORST_ROWS = 1000;
const NAMED_ROWS = 20;
/** What scikit-learn keeps probabilities away from 0 and 1 by: the spacing of doubles at 1. */
const EPSILON = 2 ** -52;

/** Fails where a calibrator speaks of other classes, or of the same in another order. */
function refuseOtherClasses(calibrator: Calibrator | undefined, classes: readonly string[]): void {
  const theirs = calibrator?.classes ?? classes;
  if (theirs.length === classes.length && theirs.every((name, k) => name === classes[k])) return;
  throw new RelentError(
    "incompatible",
    `--calibrator: it was fitted to the classes ${theirs.join(", ")}, and these are ${classes.join(", ")}; both must be the same, in one order`,
  );
}

/** Forecasts corrected by a calibrator, as columns of log-probabilities up to a constant. */
function corrected(
  calibrator: Calibrator,
  kind: ForecastKind,
  columns: readonly Float64Array[],
  length: number,
): Float64Array[] {
  const classes = calibrator.classes.length;
  return columnsOf(
    applyCalibrator(calibrator, forecastBatch(kind, rowsOf(columns, length), classes)),
    classes,
  );
}

function bitsOf({ length, surprisal }: ForecastBlock): Float64Array {
  const bits = new Float64Array(length);
  for (let i = 0; i < length; i++) bits[i] = surprisal[i]! / Math.LN2;
  return bits;
}

/** Adds the losses of probabilities clipped as scikit-learn does. */
function clip(
  sums: { weight: number; sum: number },
  { length, classes, probabilities, label, weight }: ForecastBlock,
): void {
  for (let i = 0; i < length; i++) {
    const w = weight === null ? 1 : weight[i]!;
    const p = probabilities[i * classes + label[i]!]!;
    sums.weight += w;
    sums.sum -= w * Math.log(Math.min(1 - EPSILON, Math.max(EPSILON, p)));
  }
}

/** Reads every row once and keeps what the figures need; rows are numbered, and periods cut, as they continue `after`. */
export async function collectEvaluation(
  engine: Engine,
  predictions: Predictions,
  options: EvaluateOptions,
  after?: EvalSummary,
): Promise<EvalSummary> {
  const { classes, plan, relation } = predictions;
  const { calibrator, seed = 1 } = options;
  refuseOtherClasses(calibrator, classes);
  const run = runOf(options);
  const kind = calibrator === undefined ? predictions.kind : "logits";
  const reader = forecastBlocks(forecastReader(kind, classes.length, predictions.numbers.own));
  const rival =
    plan.rival === undefined
      ? null
      : forecastBlocks(forecastReader(predictions.kind, classes.length, predictions.numbers.rival));
  const scores = collectScores({ classes: classes.length });
  const calibration = collectCalibration({ classes: classes.length });
  const ranks = collectClassRanks({ classes: classes.length });
  const rivalScores = collectScores({ classes: classes.length });
  const levels = levelsReader(predictions.segments);
  const weighted = plan.weight !== undefined;
  const grouped = plan.group !== undefined;
  const size = Math.max(2000, Math.min(SAMPLE_ROWS, Math.floor(SAMPLE_NUMBERS / reader.width)));
  const shape = { width: reader.width, weighted, grouped };
  const sampler = keepRows(size, shape);
  const worst = keepRows(WORST_ROWS, shape);
  const length = after?.periods?.plan.length;
  const periodPlan =
    plan.time === undefined ? null : await planPeriods(engine, relation, plan.time, run, length);
  const losses = collectLosses({
    segments: predictions.segments,
    periods: periodPlan,
    compared: rival !== null,
    weighted,
    grouped,
    timed: plan.time !== undefined,
    seed,
  });
  const clipped = options.compat === "sklearn" ? { weight: 0, sum: 0 } : null;
  const impossible: ImpossibleRow[] = [];

  const theirs = (block: RowBlock): Float64Array | null => {
    if (rival === null) return null;
    const other = rival.read(block.rival, block);
    rivalScores.addBlock(other);
    return bitsOf(other);
  };
  const take = (block: RowBlock): void => {
    const { length, rows, label, weight, group } = block;
    const forecast =
      calibrator === undefined
        ? block.forecast
        : corrected(calibrator, predictions.kind, block.forecast, length);
    const read = reader.read(forecast, block);
    scores.addBlock(read);
    calibration.addBlock(read);
    ranks.addBlock(read);
    const bits = bitsOf(read);
    const other = theirs(block);
    losses.add(block, levels(block), bits, other && [bits, other]);
    for (let i = 0; i < length; i++) {
      const loss = bits[i]!;
      if (loss === Number.POSITIVE_INFINITY && weight?.[i] !== 0 && impossible.length < NAMED_ROWS) {
        impossible.push({ row: rows[i]!, key: block.key?.[i] ?? null, label: classes[label[i]!]! });
      }
      const draw = drawOf(rows[i]!, seed);
      const samples = sampler.wants(draw);
      const isWorst = worst.wants(-loss);
      if (!(samples || isWorst)) continue;
      const [number, y, w, cluster] = [rows[i]!, label[i]!, weight?.[i] ?? 1, group?.[i] ?? ""];
      if (samples) sampler.take(draw, number, forecast, i, y, w, cluster);
      if (isWorst) worst.take(-loss, number, forecast, i, y, w, cluster);
    }
    if (clipped !== null) clip(clipped, read);
  };

  options.onPhase?.("scoring");
  const first = (after?.numbers.last ?? 0) + 1;
  const { blocks, setAside, numbers } = readRows(engine, relation, plan, run, first);
  for await (const block of blocks) take(block);
  return {
    name: predictions.name,
    numbers,
    seed,
    classes,
    scores: scores.summary(),
    calibration: calibration.summary(),
    ranks: ranks.summary(),
    clipped,
    impossible,
    setAside,
    ...losses.summary(),
    sample: sampler.kept(),
    worst: worst.kept(),
    rivalScores: rival === null ? null : rivalScores.summary(),
  };
}
