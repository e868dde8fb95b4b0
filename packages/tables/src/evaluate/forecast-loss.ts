import { RelentError } from "@relent/core";
import type { Estimate } from "@relent/core/estimate";
import {
  applyCalibrator,
  expectedLogLoss,
  type ForecastKind,
  priorShift,
  probabilityRow,
  scoreFigures,
  weightedLogLoss,
} from "@relent/core/score";
import type { Engine, Location } from "@relent/engine";
import type { ColumnResult, DiffResult } from "../compare/result.ts";
import { diff } from "../diff.ts";
import { runOf } from "../sides.ts";
import { collectEvaluation } from "./collect-evaluation.ts";
import { forecastBatch } from "./forecast-batch.ts";
import { cellShares, forecastCells } from "./forecast-cells.ts";
import { forecastReader } from "./forecast-reader.ts";
import { drawOf, type KeptRows, keepRows } from "./keep-rows.ts";
import { openPredictions, type Predictions } from "./open-predictions.ts";
import type { EvaluateOptions } from "./options.ts";
import { readRows } from "./read-rows.ts";
import { rowOptions } from "./recalibrate.ts";
import { said } from "./report/words.ts";

/** Unlabelled rows that are looked at; more are an even sample. */
const ROWS = 20_000;

/** An input that moved. */
export interface MovedInput {
  readonly name: string;
  readonly kl: Estimate | null;
  /** Share of the new rows whose value lies where the labelled rows have none. */
  readonly unsupported: number;
}

/** What is to be expected of forecasts without labels: relent/eval@1 of kind "unlabelled". Estimates of what is not seen. */
export interface UnlabelledResult {
  readonly schema: "relent/eval@1";
  readonly kind: "unlabelled";
  readonly name: string;
  readonly reference: string;
  readonly rows: number;
  readonly classes: readonly string[];
  readonly sentence: string;
  /** What the labelled rows cost, bits a label. */
  readonly referenceLogLoss: Estimate;
  /** What the labelled rows would cost if forecasts were spread as in the new ones; null where refused. */
  readonly logLoss: Estimate | null;
  readonly refused: string | null;
  /** How many equally weighted rows the weighted ones are worth. */
  readonly effectiveRows: number;
  /** What the forecasts expect of themselves. */
  readonly promised: Estimate;
  /** The classes' shares to expect if only they had changed; null where they cannot be told. */
  readonly priors:
    | readonly { readonly name: string; readonly before: number; readonly share: Estimate }[]
    | null;
  readonly priorKl: Estimate | null;
  readonly moved: readonly MovedInput[];
  readonly inputsCompared: number;
  readonly level: number;
  readonly seed: number;
  readonly warnings: readonly string[];
  readonly method: readonly string[];
}

/** An even sample of forecasts without labels. */
async function sampleForecasts(
  engine: Engine,
  predictions: Predictions,
  options: EvaluateOptions,
): Promise<{ kept: KeptRows; rows: number }> {
  const { plan, kind, classes } = predictions;
  const row = forecastReader(kind, classes.length, predictions.numbers.own);
  const keeper = keepRows(ROWS, {
    width: row.width,
    weighted: plan.weight !== undefined,
    grouped: plan.group !== undefined,
  });
  let rows = 0;
  for await (const block of readRows(engine, predictions.relation, plan, runOf(options)).blocks) {
    for (let i = 0; i < block.length; i++) {
      const number = block.rows[i]!;
      row.readColumns(block.forecast, i, number);
      const draw = drawOf(number, options.seed ?? 1);
      if (keeper.wants(draw))
        keeper.take(draw, number, block.forecast, i, 0, block.weight?.[i] ?? 1, block.group?.[i] ?? "");
    }
    rows += block.length;
  }
  return { kept: keeper.kept(), rows };
}

/** Log-probabilities of kept rows, corrected where a calibrator is given; −Infinity where a class has none. */
function logsOf(
  kind: ForecastKind,
  { values, rows, length }: KeptRows,
  classes: number,
  { calibrator }: EvaluateOptions,
): Float64Array {
  if (calibrator !== undefined) return applyCalibrator(calibrator, forecastBatch(kind, values, classes));
  const row = probabilityRow(kind, classes);
  const logs = new Float64Array(length * classes);
  for (let i = 0; i < length; i++) {
    row.read(values, i * row.width, rows[i]!);
    for (let k = 0; k < classes; k++) logs[i * classes + k] = -row.surprisal(k);
  }
  return logs;
}

const unsupportedShare = ({ cells }: ColumnResult): number =>
  cells.reduce((sum, cell) => sum + (cell.reference === 0 ? cell.current : 0), 0);

function movedInputs({ columns }: DiffResult): MovedInput[] {
  return columns
    .filter((c) => c.verdict === "moved")
    .map((c) => ({ name: c.name, kl: c.kl, unsupported: unsupportedShare(c) }));
}

function sentenceOf(result: Omit<UnlabelledResult, "sentence" | "warnings" | "method">): string {
  const { referenceLogLoss, logLoss, promised, refused, moved, inputsCompared } = result;
  const before = `${said(referenceLogLoss.value)} on the labelled rows`;
  const inputs =
    inputsCompared === 0
      ? ""
      : ` ${moved.length === 0 ? "No" : moved.length} of ${inputsCompared} inputs moved${moved.length > 0 ? `, \`${moved[0]!.name}\` most` : ""}.`;
  if (logLoss === null) {
    return `No log loss can be expected without labels: ${refused}.${inputs} The forecasts promise themselves ${said(promised.value)} bits a label (${before}), which holds only if they are right on these rows.`;
  }
  return `Without labels, an estimate: expect about ${said(logLoss.value)} bits a label (${before}); the forecasts promise themselves ${said(promised.value)}.${inputs}`;
}

/**
 * What log loss to expect on rows without labels, from labelled ones of the same model: marked as an estimate.
 *
 * The labelled rows are weighted so that their forecasts (likeliest class and how sure) are spread as in the new rows: right
 * if labels depend on forecasts as before. Refused where the new rows' inputs or forecasts lie where the labelled ones have none.
 */
export async function forecastLoss(
  engine: Engine,
  location: Location,
  reference: Location | undefined,
  options: EvaluateOptions,
): Promise<UnlabelledResult> {
  if (reference === undefined) {
    throw new RelentError(
      "usage",
      "--without-labels: there is nothing to learn from; give --reference FILE, labelled predictions of the same model",
    );
  }
  const { level = 0.95, seed = 1 } = options;
  const then = await openPredictions(engine, reference, {
    ...options,
    segments: [],
    against: undefined,
    againstProbs: undefined,
  });
  const summary = await collectEvaluation(engine, then, options);
  const { classes } = then;
  const now = await openPredictions(
    engine,
    location,
    { ...options, segments: [], time: undefined, against: undefined, againstProbs: undefined },
    classes,
  );
  const { kept, rows } = await sampleForecasts(engine, now, options);
  if (rows === 0)
    throw new RelentError(
      "invalid-argument",
      `evaluate: ${now.name} has no rows with a forecast; there is nothing to expect`,
    );
  if (summary.scores.rows === 0)
    throw new RelentError(
      "invalid-argument",
      `evaluate: ${then.name} has no row with a label and a forecast; nothing can be learned from it`,
    );

  const K = classes.length;
  const kind = options.calibrator === undefined ? then.kind : "logits";
  const before = logsOf(kind, summary.sample, K, { ...options, calibrator: undefined });
  const after = logsOf(now.kind, kept, K, options);
  const losses = Float64Array.from(summary.sample.labels, (label, i) => -before[i * K + label]! / Math.LN2);
  const own = forecastCells(before, K);
  const [old, fresh] = [
    cellShares(own, summary.sample.weights),
    cellShares(forecastCells(after, K), kept.weights),
  ];
  const weights = Float64Array.from(own, (cell) => Math.log((fresh.get(cell) ?? 0) / old.get(cell)!));
  const missing = Array.from(fresh).reduce((sum, [cell, share]) => sum + (old.has(cell) ? 0 : share), 0);

  options.onPhase?.("comparing inputs");
  const inputs = await compareInputs(engine, reference, location, then, options);
  const moved = inputs === null ? [] : movedInputs(inputs);
  const unsupported = Math.max(missing, ...moved.map((m) => m.unsupported));
  const figures = scoreFigures(summary.scores, { base: 2, level });
  const each = rowOptions(summary.sample, { level, seed });
  const weighted = weightedLogLoss(losses, weights, { ...each, unsupported });
  const shares = figures.shares;
  const newRows = rowOptions(kept, { level, seed });
  const batch = forecastBatch("logits", after, K);
  const shift = priorsOf(batch, shares, newRows);
  const result = {
    schema: "relent/eval@1" as const,
    kind: "unlabelled" as const,
    name: now.name,
    reference: then.name,
    rows,
    classes,
    referenceLogLoss: figures.finiteLogLoss ?? figures.logLoss,
    logLoss: weighted.estimate ?? null,
    refused: weighted.refused ?? null,
    effectiveRows: weighted.effectiveSampleSize,
    promised: expectedLogLoss(batch, newRows),
    priors:
      shift === null
        ? null
        : classes.map((name, k) => ({ name, before: shares[k]!, share: shift.priors[k]! })),
    priorKl: shift?.kl ?? null,
    moved,
    inputsCompared: inputs === null ? 0 : inputs.columns.filter((c) => c.verdict !== "skipped").length,
    level,
    seed,
  };
  return {
    ...result,
    sentence: sentenceOf(result),
    warnings: [
      "No label of these rows was seen: every figure here is an estimate that stands on its assumption.",
      ...(figures.infiniteRows.count > 0
        ? [
            `${figures.infiniteRows.count} labelled rows of infinite loss make what is to be expected infinite too.`,
          ]
        : []),
    ],
    method: [
      "Expected log loss: the labelled rows, weighted so that likeliest class and confidence are spread as in the new rows; right if labels depend on forecasts as before.",
      "What forecasts promise themselves: their mean entropy; right if they are calibrated on the new rows.",
      "Shares of the classes: maximum likelihood if only the base rates changed.",
      "Refused where over 1 % of the new rows lie where the labelled ones have none, or where the weighted rows are worth under 50.",
    ],
  };
}

function priorsOf(
  batch: ReturnType<typeof forecastBatch>,
  shares: readonly number[],
  options: ReturnType<typeof rowOptions>,
) {
  if (shares.some((share) => share === 0)) return null;
  try {
    return priorShift(batch, shares, options);
  } catch (error) {
    if (error instanceof RelentError && error.code === "invalid-argument") return null;
    throw error;
  }
}

/** How the inputs moved: all columns that both have, but for forecasts, label and the like; null where there are none. */
async function compareInputs(
  engine: Engine,
  reference: Location,
  current: Location,
  then: Predictions,
  options: EvaluateOptions,
): Promise<DiffResult | null> {
  const run = runOf(options);
  const [a, b] = [await engine.describe(reference, run), await engine.describe(current, run)];
  const used = new Set(
    [options.label, options.weight, options.key, options.group, options.time].filter(
      (name) => name !== undefined,
    ),
  );
  const forecast = new Set(then.forecastNames);
  const both = new Set(b.fields.map((f) => f.name));
  const columns = a.fields
    .map((f) => f.name)
    .filter((name) => both.has(name) && !used.has(name) && !forecast.has(name));
  if (columns.length === 0) return null;
  return diff(engine, reference, current, {
    ...run,
    columns,
    whereReference: options.where,
    whereCurrent: options.where,
  });
}
