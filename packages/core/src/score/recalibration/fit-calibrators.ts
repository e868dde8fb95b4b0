import type { Estimate } from "../../estimate/estimate.ts";
import { invalid } from "../../finite/check.ts";
import { random, shuffle } from "../../random/index.ts";
import { checkLabels, type Labels } from "../paired/labels-of.ts";
import { checkRowOptions, meanOfRows, type RowOptions } from "../paired/mean-of-rows.ts";
import { logMapOf } from "./apply-calibrator.ts";
import type { Calibrator, CalibratorMethod, FitOptions } from "./calibrator.ts";
import { CALIBRATORS } from "./calibrators.ts";
import { fitToLogRows } from "./fit-calibrator.ts";
import { type LogRows, type Predictions, takeRows, toLogRows } from "./log-rows.ts";

/** How calibrators are fitted and compared. */
export interface FitCalibratorsOptions extends RowOptions, FitOptions {
  /** The methods to try (default: all that are for as many classes). */
  readonly methods?: readonly CalibratorMethod[];
  /** Parts that the rows, or clusters, are dealt into (default 5, at least 3). */
  readonly folds?: number;
}

/** What one method would save on rows that it has not seen. */
export interface CalibratorTrial {
  readonly method: CalibratorMethod;
  /** Bits a row: log loss of the predictions less that after recalibration; Infinity where the floor removes an infinite loss. */
  readonly saved: Estimate;
  /** Bits a row saved beyond what the floor alone saves. */
  readonly beyondFloor: Estimate;
  /** The calibrator fitted to all rows. */
  readonly calibrator: Calibrator;
}

/** A method that was not tried, and why. */
export interface CalibratorSkipped {
  readonly method: CalibratorMethod;
  readonly reason: string;
}

/** What recalibration would save. */
export interface CalibratorTrials {
  readonly trials: readonly CalibratorTrial[];
  readonly skipped: readonly CalibratorSkipped[];
  /** The method with the least log loss on unseen rows; undefined where none saves anything. */
  readonly best: CalibratorMethod | undefined;
  /** Bits a row that fitting all and choosing the best saves, each row judged by a choice it had no part in. */
  readonly chosen: Estimate;
  /** How often each method was chosen, of `folds`. */
  readonly choices: Readonly<Partial<Record<CalibratorMethod | "none", number>>>;
  readonly folds: number;
}

/** The fold of each row; rows of one cluster share theirs. */
function deal(fn: string, rows: number, folds: number, { clusters, seed = 1 }: RowOptions): Uint32Array {
  const ids = new Map<unknown, number>();
  const piece = Uint32Array.from({ length: rows }, (_, i) => {
    if (clusters === undefined) return i;
    const known = ids.get(clusters[i]);
    if (known !== undefined) return known;
    ids.set(clusters[i], ids.size);
    return ids.size - 1;
  });
  const pieces = clusters === undefined ? rows : ids.size;
  if (pieces < folds) {
    invalid(
      `${fn}: ${pieces} ${clusters === undefined ? "rows" : "clusters"} for ${folds} folds; each fold needs one`,
      {
        value: pieces,
      },
    );
  }
  const order = shuffle(
    random(seed),
    Uint32Array.from({ length: pieces }, (_, i) => i),
  );
  return piece.map((at) => order[at]! % folds);
}

const surprisals = ({ rows, classes, logs }: LogRows, labels: Labels): Float64Array =>
  Float64Array.from({ length: rows }, (_, i) => -logs[i * classes + labels[i]!]! / Math.LN2);

const difference = (a: ArrayLike<number>, b: ArrayLike<number>): Float64Array =>
  Float64Array.from(a, (x, i) => (x === b[i] ? 0 : x - b[i]!));

interface Data {
  readonly fn: string;
  readonly rows: LogRows;
  readonly labels: Labels;
  readonly options: FitCalibratorsOptions;
}

/** The calibrator of a method fitted to some of the rows. */
function fitTo(
  { fn, rows, labels, options }: Data,
  method: CalibratorMethod,
  places: Uint32Array,
): Calibrator {
  const { weights } = options;
  return fitToLogRows(
    fn,
    method,
    takeRows(rows, places),
    Int32Array.from(places, (i) => labels[i]!),
    { ...options, ...(weights && { weights: Float64Array.from(places, (i) => weights[i]!) }) },
  );
}

/** Writes the surprisals in bits of some rows under a calibrator. */
function judge(
  { fn, rows, labels }: Data,
  calibrator: Calibrator,
  places: Uint32Array,
  out: Float64Array,
): void {
  const map = logMapOf(fn, calibrator);
  const { classes, logs } = rows;
  const row = new Float64Array(classes);
  for (const i of places) {
    row.set(logs.subarray(i * classes, (i + 1) * classes));
    map(row, 0);
    out[i] = -row[labels[i]!]! / Math.LN2;
  }
}

function weightedSum(values: Float64Array, places: Uint32Array, weights?: ArrayLike<number>): number {
  let sum = 0;
  for (const i of places) if (weights?.[i] !== 0) sum += (weights?.[i] ?? 1) * values[i]!;
  return sum;
}

/**
 * What each recalibration would save, in bits a row, on rows that it was not fitted to, and which is best.
 *
 * Rows (whole clusters where given) are dealt into folds by the seed; each fold is judged by calibrators fitted to the
 * others, and the savings are paired means with their intervals. The best of several looks better than it is, so `chosen` is
 * an estimate of its own: for each fold the method is chosen on the next fold by fits to the rest, fitted again to all
 * but the fold, and judged there.
 *
 * @throws RelentError as `fitCalibrator`, and for fewer rows or clusters than folds.
 *
 * @example
 * ```ts
 * const sure = Array.from({ length: 400 }, (_, i) => (i % 2 ? [0.99, 0.01] : [0.01, 0.99])).flat();
 * const labels = Array.from({ length: 400 }, (_, i) => (i % 10 < 2 ? i % 2 : (i + 1) % 2));
 * const found = fitCalibrators(probs(sure, { cols: 2 }), labels, { methods: ["temperature"] });
 * found.best // "temperature"
 * found.trials[0].saved.low > 0.3 // true
 * ```
 */
export function fitCalibrators(
  predictions: Predictions,
  labels: Labels,
  options: FitCalibratorsOptions = {},
): CalibratorTrials {
  const fn = "fitCalibrators";
  const rows = toLogRows(fn, predictions);
  checkLabels(fn, labels, rows.rows, rows.classes);
  checkRowOptions(fn, rows.rows, options);
  const { folds = 5, weights } = options;
  if (!(Number.isInteger(folds) && folds >= 3)) {
    invalid(`${fn}: folds = ${folds}; it must be a whole number ≥ 3`, { value: folds });
  }
  const fold = deal(fn, rows.rows, folds, options);
  const where = (keep: (fold: number) => boolean): Uint32Array =>
    Uint32Array.from(fold.keys()).filter((i) => keep(fold[i]!));
  const data: Data = { fn, rows, labels, options };
  const raw = surprisals(rows, labels);
  const asked = options.methods ?? (Object.keys(CALIBRATORS) as CalibratorMethod[]);
  const least = Math.min(
    ...Array.from({ length: folds }, (_, f) => where((at) => at !== f && at !== (f + 1) % folds).length),
  );
  const skipped: CalibratorSkipped[] = [];
  const methods = asked.filter((method) => {
    const { binary, size } = CALIBRATORS[method];
    const numbers = size(rows.classes);
    if (binary && rows.classes !== 2)
      skipped.push({ method, reason: `it is for two classes, not ${rows.classes}` });
    else if (numbers > least)
      skipped.push({ method, reason: `it fits ${numbers} numbers, to ${least} rows a fold` });
    else return true;
    return false;
  });
  const judged = new Map(
    [...new Set<CalibratorMethod>(["floor", ...methods])].map((method) => [
      method,
      new Float64Array(rows.rows),
    ]),
  );
  for (let f = 0; f < folds; f++) {
    for (const [method, out] of judged)
      judge(
        data,
        fitTo(
          data,
          method,
          where((at) => at !== f),
        ),
        where((at) => at === f),
        out,
      );
  }
  const choices: Partial<Record<CalibratorMethod | "none", number>> = {};
  const byChoice = raw.slice();
  const scratch = new Float64Array(rows.rows);
  for (let f = 0; f < folds; f++) {
    const next = (f + 1) % folds;
    const judges = where((at) => at === next);
    let choice: CalibratorMethod | "none" = "none";
    let best = weightedSum(raw, judges, weights);
    for (const method of methods) {
      judge(
        data,
        fitTo(
          data,
          method,
          where((at) => at !== f && at !== next),
        ),
        judges,
        scratch,
      );
      const sum = weightedSum(scratch, judges, weights);
      if (sum < best) [choice, best] = [method, sum];
    }
    choices[choice] = (choices[choice] ?? 0) + 1;
    if (choice === "none") continue;
    for (const i of where((at) => at === f)) byChoice[i] = judged.get(choice)![i]!;
  }
  const mean = (values: Float64Array): Estimate => meanOfRows(fn, values, { ...options, unit: "bits" });
  const all = Uint32Array.from(fold.keys());
  const trials = methods.map((method): CalibratorTrial => {
    const after = judged.get(method)!;
    return {
      method,
      saved: mean(difference(raw, after)),
      beyondFloor: mean(difference(judged.get("floor")!, after)),
      calibrator: fitTo(data, method, all),
    };
  });
  let best: CalibratorMethod | undefined;
  let loss = weightedSum(raw, all, weights);
  for (const method of methods) {
    const sum = weightedSum(judged.get(method)!, all, weights);
    if (sum < loss) [best, loss] = [method, sum];
  }
  return { trials, skipped, best, chosen: mean(difference(raw, byChoice)), choices, folds };
}
