import type { Estimate } from "../../estimate/estimate.ts";
import { checkLabels, type Labels } from "../paired/labels-of.ts";
import { checkRowOptions, meanOfRows, type RowOptions } from "../paired/mean-of-rows.ts";
import { logMapOf } from "./apply-calibrator.ts";
import type { Calibrator, CalibratorMethod, FitOptions, Floor } from "./calibrator.ts";
import { CALIBRATORS } from "./calibrators.ts";
import { dealFolds } from "./deal-folds.ts";
import { calibratorRecord, fitToLogRows, inputFloors } from "./fit-calibrator.ts";
import type { LinearFit } from "./fit-settings.ts";
import { type LogRows, type Predictions, takeRows, toLogRows } from "./log-rows.ts";

/** How calibrators are fitted and compared. */
export interface FitCalibratorsOptions extends RowOptions, FitOptions {
  /** The methods to try (default: all; of two classes without `dirichlet`, which there is vector scaling). */
  readonly methods?: readonly CalibratorMethod[];
  /** Parts that the rows, or clusters, are dealt into (default 5, at least 3). */
  readonly folds?: number;
}

/** What one method would save on rows that it has not seen. */
export interface CalibratorTrial {
  readonly method: CalibratorMethod;
  /** Bits a row: log loss of the predictions less that after recalibration; Infinity where it makes an infinite loss finite. */
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
  /** The method with the least log loss on unseen rows; undefined where none saves anything and no class has p = 0. */
  readonly best: CalibratorMethod | undefined;
  /** Bits a row that choosing the best and fitting it saves, each row judged by a choice and a fit it had no part in. */
  readonly chosen: Estimate;
  /** How often each method was chosen, of `folds`. */
  readonly choices: Readonly<Partial<Record<CalibratorMethod | "none", number>>>;
  readonly folds: number;
}

/** Rows with the fold of each. */
interface Dealt {
  readonly fn: string;
  readonly rows: LogRows;
  readonly labels: Labels;
  readonly options: FitCalibratorsOptions;
  readonly fold: Uint32Array;
}

/** Some of the rows, and the floors to choose from for them. */
interface Part {
  readonly places: Uint32Array;
  readonly rows: LogRows;
  readonly labels: Labels;
  readonly options: FitOptions;
  readonly floors: readonly Floor[];
}

function part({ fn, rows: all, labels: given, options, fold }: Dealt, keep: (fold: number) => boolean): Part {
  const places = Uint32Array.from(fold.keys()).filter((i) => keep(fold[i]!));
  const { weights } = options;
  const rows = takeRows(all, places);
  const labels = Int32Array.from(places, (i) => given[i]!);
  const own: FitOptions = {
    ...options,
    ...(weights && { weights: Float64Array.from(places, (i) => weights[i]!) }),
  };
  return { places, rows, labels, options: own, floors: inputFloors(fn, rows, labels, own) };
}

/** Writes the surprisals in bits of the rows of a fold under a calibrator. */
function judge(dealt: Dealt, calibrator: Calibrator, fold: number, out: Float64Array): void {
  const map = logMapOf(dealt.fn, calibrator);
  const { classes, logs } = dealt.rows;
  const row = new Float64Array(classes);
  for (let i = 0; i < out.length; i++) {
    if (dealt.fold[i] !== fold) continue;
    row.set(logs.subarray(i * classes, (i + 1) * classes));
    map(row, 0);
    out[i] = 0 - row[dealt.labels[i]!]! / Math.LN2;
  }
}

/** Σ w·loss over a fold, or all rows. */
function lossOf({ fold, options: { weights } }: Dealt, losses: Float64Array, only?: number): number {
  let sum = 0;
  for (let i = 0; i < losses.length; i++) {
    const weight = weights?.[i] ?? 1;
    if (weight > 0 && (only === undefined || fold[i] === only)) sum += weight * losses[i]!;
  }
  return sum;
}

/**
 * The method with the least loss, or "none" where the predictions as they are have less.
 *
 * Predictions that call a class impossible are never left as they are: one such label makes their loss infinite.
 */
function leastOf(
  dealt: Dealt,
  raw: Float64Array,
  losses: ReadonlyMap<CalibratorMethod, Float64Array>,
  only?: number,
): CalibratorMethod | "none" {
  let [best, least]: [CalibratorMethod | "none", number] = [
    "none",
    dealt.rows.logs.includes(Number.NEGATIVE_INFINITY) ? Number.POSITIVE_INFINITY : lossOf(dealt, raw, only),
  ];
  for (const [method, list] of losses) {
    const loss = lossOf(dealt, list, only);
    if (loss < least) [best, least] = [method, loss];
  }
  return best;
}

/** All methods; of two classes not Dirichlet's, which then is vector scaling. */
function customary(classes: number): CalibratorMethod[] {
  return (Object.keys(CALIBRATORS) as CalibratorMethod[]).filter(
    (method) => method !== "dirichlet" || classes > 2,
  );
}

/** The methods that can be tried on as many rows, and why the others cannot. */
function methodsFor(
  { fn, rows: { classes }, options, fold }: Dealt,
  folds: number,
): { methods: CalibratorMethod[]; skipped: CalibratorSkipped[] } {
  const sizes = new Array<number>(folds).fill(0);
  for (const f of fold) sizes[f]!++;
  const fewest = Math.min(...sizes.map((size, f) => fold.length - size - sizes[(f + 1) % folds]!));
  const methods: CalibratorMethod[] = [];
  const skipped: CalibratorSkipped[] = [];
  for (const method of options.methods ?? customary(classes)) {
    const binary = Object.hasOwn(CALIBRATORS, method) && CALIBRATORS[method].binary && classes !== 2;
    const numbers = binary ? 0 : calibratorRecord(fn, method, classes).size(classes);
    if (binary) skipped.push({ method, reason: `it is for two classes, not ${classes}` });
    else if (numbers > fewest) {
      skipped.push({
        method,
        reason: `it fits ${numbers} numbers, and the folds leave ${fewest} rows for it`,
      });
    } else methods.push(method);
  }
  return { methods, skipped };
}

const difference = (a: Float64Array, b: Float64Array): Float64Array =>
  a.map((x, i) => (x === b[i] ? 0 : x - b[i]!));

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
  const { classes } = rows;
  checkLabels(fn, labels, rows.rows, classes);
  checkRowOptions(fn, rows.rows, options);
  const { folds = 5 } = options;
  const dealt: Dealt = { fn, rows, labels, options, fold: dealFolds(fn, rows.rows, folds, options) };
  const { methods, skipped } = methodsFor(dealt, folds);
  const raw = Float64Array.from(
    { length: rows.rows },
    (_, i) => 0 - rows.logs[i * classes + labels[i]!]! / Math.LN2,
  );

  const tried = [...new Set<CalibratorMethod>(["floor", ...methods])];
  const known = new Map(tried.map((method) => [method, new Map<string, LinearFit>()]));
  const fit = (method: CalibratorMethod, at: Part, judging: boolean): Calibrator =>
    fitToLogRows(fn, method, at.rows, at.labels, at.options, {
      floors: at.floors,
      judging,
      known: known.get(method)!,
    });
  const whole = part(dealt, () => true);
  const calibrators = new Map(tried.map((method) => [method, fit(method, whole, false)]));

  const empty = (): Map<CalibratorMethod, Float64Array> =>
    new Map(tried.map((method) => [method, new Float64Array(rows.rows)]));
  const unseen = empty();
  const rehearsed = empty();
  for (let f = 0; f < folds; f++) {
    const next = (f + 1) % folds;
    const others = part(dealt, (at) => at !== f);
    const rest = part(dealt, (at) => at !== f && at !== next);
    for (const method of tried) {
      judge(dealt, fit(method, others, true), f, unseen.get(method)!);
      judge(dealt, fit(method, rest, true), next, rehearsed.get(method)!);
    }
  }

  const only = (losses: Map<CalibratorMethod, Float64Array>): Map<CalibratorMethod, Float64Array> =>
    new Map(methods.map((method) => [method, losses.get(method)!]));
  const choices: Partial<Record<CalibratorMethod | "none", number>> = {};
  const byChoice = raw.slice();
  for (let f = 0; f < folds; f++) {
    const choice = leastOf(dealt, raw, only(rehearsed), (f + 1) % folds);
    choices[choice] = (choices[choice] ?? 0) + 1;
    if (choice === "none") continue;
    const losses = unseen.get(choice)!;
    for (let i = 0; i < rows.rows; i++) if (dealt.fold[i] === f) byChoice[i] = losses[i]!;
  }

  const mean = (values: Float64Array): Estimate => meanOfRows(fn, values, { ...options, unit: "bits" });
  const best = leastOf(dealt, raw, only(unseen));
  return {
    trials: methods.map((method) => ({
      method,
      saved: mean(difference(raw, unseen.get(method)!)),
      beyondFloor: mean(difference(unseen.get("floor")!, unseen.get(method)!)),
      calibrator: calibrators.get(method)!,
    })),
    skipped,
    best: best === "none" ? undefined : best,
    chosen: mean(difference(raw, byChoice)),
    choices,
    folds,
  };
}
