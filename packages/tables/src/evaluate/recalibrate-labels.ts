import type { Estimate } from "@relent/core/estimate";
import {
  applyCalibrator,
  type Calibrator,
  type CalibratorMethod,
  type ForecastKind,
  fitCalibrator,
  fitCalibrators,
  meanOfRows,
} from "@relent/core/score";
import { columnsOf, forecastBatch } from "./forecast-batch.ts";
import { forecastLogs } from "./forecast-logs.ts";
import { rowsWhere, splitRows } from "./held-out.ts";
import type { KeptRows } from "./keep-rows.ts";
import type { LabelCalibrators } from "./label-calibrators.ts";
import { rowOptions } from "./recalibrate.ts";

/** What a recalibration saves on rows that it has not seen. */
export interface Saving {
  /** Bits a row; Infinity where it makes an infinite loss finite. */
  readonly saved: Estimate;
  /** The same over the rows whose loss was finite; null where all were. */
  readonly finiteSaved: Estimate | null;
}

/** One way of recalibrating a label. */
export interface MethodSaving extends Saving {
  readonly name: CalibratorMethod;
}

/** Recalibration of one label. */
export interface LabelRecalibration extends Saving {
  readonly name: string;
  /** The method chosen without the rows that it is judged on; null leaves the label as it is. */
  readonly chosen: CalibratorMethod | null;
  readonly methods: readonly MethodSaving[];
}

/** What recalibrating several labels, each by itself, saves on rows that it has not seen. */
export interface LabelsRecalibration extends Saving {
  readonly labels: readonly LabelRecalibration[];
  /** Rows that it was fitted to, and others that it was judged on. */
  readonly fitted: number;
  readonly judged: number;
}

/** Fewer rows than this on either side are not worth fitting to. */
const LEAST_ROWS = 50;
const METHODS: readonly CalibratorMethod[] = ["temperature", "beta", "isotonic"];
const NAMES = ["0", "1"];

/** Bits saved of losses before and after on some rows, with what of it does not come from infinite ones. */
function savingOf(
  rows: KeptRows,
  { level, seed }: Pick<Halves, "level" | "seed">,
  before: Float64Array,
  after: Float64Array,
): Saving {
  const gaps = before.map((bits, i) => (bits === after[i] ? 0 : bits - after[i]!));
  const mean = (part: Float64Array, of: KeptRows): Estimate =>
    meanOfRows("evaluate", part, { ...rowOptions(of, { level, seed }), unit: "bits" });
  const finite = gaps.filter(Number.isFinite);
  const some = finite.length > 0 && finite.length < gaps.length;
  return {
    saved: mean(gaps, rows),
    finiteSaved: some
      ? mean(
          finite,
          rowsWhere(rows, (i) => Number.isFinite(gaps[i])),
        )
      : null,
  };
}

/** Bits of each row's label under log-probabilities of two classes. */
const bitsOf = (logs: Float64Array, labels: ArrayLike<number>): Float64Array =>
  Float64Array.from(labels, (y, i) => 0 - logs[2 * i + y]! / Math.LN2);

/** Half of the rows to fit to, the other half to judge on. */
interface Halves {
  readonly kind: ForecastKind;
  readonly level: number;
  readonly seed: number;
  readonly fit: KeptRows;
  readonly held: KeptRows;
  readonly all: KeptRows;
}

/** What was found of a label, with its losses on the held-out rows before and after. */
interface Tried {
  readonly result: LabelRecalibration;
  readonly calibrator: Calibrator | null;
  readonly before: Float64Array;
  readonly after: Float64Array;
}

/** One label of some rows: its forecasts, what came true, and how rows are treated. */
function labelOf(part: KeptRows, at: number, { level, seed }: Halves) {
  const columns = columnsOf(part.values, part.width);
  return {
    forecast: columns[at]!,
    truth: columns[part.width / 2 + at]!,
    options: { ...rowOptions(part, { level, seed }), classes: NAMES },
  };
}

function tryLabel(halves: Halves, name: string, at: number): Tried {
  const { kind, held } = halves;
  const fit = labelOf(halves.fit, at, halves);
  const { forecast, truth } = labelOf(held, at, halves);
  const saving = (after: Float64Array): Saving => savingOf(held, halves, before, after);
  const before = bitsOf(forecastLogs(kind, { ...held, values: forecast }, 2), truth);
  if (!(fit.truth.includes(0) && fit.truth.includes(1))) {
    const result = { name, chosen: null, methods: [], ...saving(before) };
    return { result, calibrator: null, before, after: before };
  }
  const { trials, best } = fitCalibrators(forecastBatch(kind, fit.forecast, 2), fit.truth, {
    ...fit.options,
    methods: METHODS,
    folds: 3,
  });
  const losses = new Map(
    trials.map(({ method, calibrator }) => [
      method,
      bitsOf(applyCalibrator(calibrator, forecastBatch(kind, forecast, 2)), truth),
    ]),
  );
  const after = best === undefined ? before : losses.get(best)!;
  const all = labelOf(halves.all, at, halves);
  return {
    result: {
      name,
      chosen: best ?? null,
      methods: trials.map(({ method }) => ({ name: method, ...saving(losses.get(method)!) })),
      ...saving(after),
    },
    calibrator:
      best === undefined
        ? null
        : fitCalibrator(best, forecastBatch(kind, all.forecast, 2), all.truth, all.options),
    before,
    after,
  };
}

/** Recalibrates each label on half of the sample and judges it on the other half; null with too few rows. */
export function recalibrateLabels(
  sample: KeptRows,
  names: readonly string[],
  setting: Pick<Halves, "kind" | "level" | "seed">,
): { readonly recalibration: LabelsRecalibration; readonly calibrators: LabelCalibrators } | null {
  const [fit, held] = splitRows(sample, setting.seed);
  const pieces = fit.groups === null ? fit.length : new Set(fit.groups).size;
  if (fit.length < LEAST_ROWS || held.length < LEAST_ROWS || pieces < 3) return null;
  const tried = names.map((name, at) => tryLabel({ ...setting, fit, held, all: sample }, name, at));
  const sum = (side: "before" | "after"): Float64Array =>
    Float64Array.from({ length: held.length }, (_, i) =>
      tried.reduce((bits, one) => bits + one[side][i]!, 0),
    );
  return {
    recalibration: {
      ...savingOf(held, setting, sum("before"), sum("after")),
      labels: tried.map(({ result }) => result),
      fitted: fit.length,
      judged: held.length,
    },
    calibrators: {
      schema: "relent/label-calibrators@1",
      labels: tried.map(({ result, calibrator }) => ({ name: result.name, calibrator })),
    },
  };
}
