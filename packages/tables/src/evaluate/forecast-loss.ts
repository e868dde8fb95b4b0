import { RelentError } from "@relent/core";
import type { Estimate } from "@relent/core/estimate";
import { expectedLogLoss, priorShift, scoreFigures, weightedLogLoss } from "@relent/core/score";
import type { Engine, Location } from "@relent/engine";
import type { ColumnResult, DiffResult } from "../compare/result.ts";
import { diff } from "../diff.ts";
import { isTemporal } from "../plan/plan-column.ts";
import { runOf } from "../sides.ts";
import { collectEvaluation } from "./collect-evaluation.ts";
import { forecastBatch } from "./forecast-batch.ts";
import { openPredictions, type Predictions } from "./open-predictions.ts";
import type { EvaluateOptions } from "./options.ts";
import { rowOptions } from "./recalibrate.ts";
import { counted, said } from "./report/words.ts";
import { sampleForecasts } from "./sample-forecasts.ts";
import { weigh } from "./weigh-labelled.ts";

/** The inputs, of those that moved most, that the labelled rows are weighted by. */
const MOST_WEIGHED = 6;

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
  /** Inputs that the labelled rows are weighted by, beside their forecasts. */
  readonly weightedBy: readonly string[];
  /** D(weighted labelled rows ‖ labelled rows), bits a row: the least that spreads them as the new ones. */
  readonly weightKl: number;
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
      : ` ${moved.length === 0 ? "None" : moved.length} of ${inputsCompared} inputs moved${moved.length > 0 ? `, \`${moved[0]!.name}\` most` : ""}.`;
  if (logLoss === null) {
    return `No log loss can be expected without labels: ${refused}.${inputs} The forecasts promise themselves ${said(promised.value)} bits a label (${before}), which holds only if they are right on these rows.`;
  }
  return `Without labels, an estimate: expect about ${said(logLoss.value)} bits a label (${before}); the forecasts promise themselves ${said(promised.value)}.${inputs}`;
}

/**
 * What log loss to expect on rows without labels, from labelled ones of the same model: marked as an estimate.
 *
 * The labelled rows are weighted so that their forecasts (likeliest class and how sure) and the inputs that moved most are spread
 * as in the new rows, each by itself: right if labels depend on forecasts and these inputs as before. Refused where the new rows' inputs or forecasts lie where the labelled ones have none.
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
  const alone = { ...options, against: undefined, againstProbs: undefined };
  const bare = await openPredictions(engine, reference, { ...alone, segments: [] });
  options.onPhase?.("comparing inputs");
  const inputs = await compareInputs(engine, reference, location, bare, options);
  const moved = inputs === null ? [] : movedInputs(inputs);
  const then = await openPredictions(engine, reference, {
    ...alone,
    segments: moved.slice(0, MOST_WEIGHED).map((input) => input.name),
  });
  const { classes, segments } = then;
  const summary = await collectEvaluation(engine, bare, options);
  const now = await openPredictions(engine, location, { ...alone, time: undefined }, { classes, segments });
  const fresh = await sampleForecasts(engine, now, options);
  if (fresh.rows === 0)
    throw new RelentError(
      "invalid-argument",
      `evaluate: ${now.name} has no rows with a forecast; there is nothing to expect`,
    );
  if (summary.scores.rows === 0)
    throw new RelentError(
      "invalid-argument",
      `evaluate: ${then.name} has no row with a label and a forecast; nothing can be learned from it`,
    );

  const known = await sampleForecasts(engine, then, options);
  const unsupported = Math.max(0, ...moved.map((m) => m.unsupported));
  const {
    raked,
    weighted,
    inputs: weightedBy,
  } = weigh(known, fresh, then, (rows, given) =>
    weightedLogLoss(rows.losses, rows.logWeights, {
      ...rowOptions(rows, { level, seed }),
      unsupported: Math.max(unsupported, given.unsupported),
    }),
  );
  const figures = scoreFigures(summary.scores, { base: 2, level });
  const shares = figures.shares;
  const newRows = rowOptions(fresh.kept, { level, seed });
  const batch = forecastBatch("logits", fresh.logs, classes.length);
  const shift = priorsOf(batch, shares, newRows);
  const left = weighted.estimate === undefined ? [] : moved.filter((m) => !weightedBy.includes(m.name));
  const result = {
    schema: "relent/eval@1" as const,
    kind: "unlabelled" as const,
    name: now.name,
    reference: then.name,
    rows: fresh.rows,
    classes,
    referenceLogLoss: figures.finiteLogLoss ?? figures.logLoss,
    logLoss: weighted.estimate ?? null,
    refused: weighted.refused ?? null,
    effectiveRows: weighted.effectiveSampleSize,
    weightedBy,
    weightKl: raked.kl / Math.LN2,
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
      ...(left.length > 0
        ? [
            `${left.map((m) => `\`${m.name}\``).join(", ")} moved too, and the labelled rows are not weighted by ${left.length === 1 ? "it" : "them"}: what follows from ${left.length === 1 ? "it" : "them"} beyond the forecasts is not in the estimate.`,
          ]
        : []),
      ...(figures.infiniteRows.count > 0
        ? [
            `${counted(figures.infiniteRows.count, "labelled row")} of infinite loss ${figures.infiniteRows.count === 1 ? "is" : "are"} left out: with such rows what is to be expected is infinite.`,
          ]
        : []),
    ],
    method: [
      `Expected log loss: the labelled rows, weighted by as little relative entropy as spreads ${["likeliest class and confidence", ...result.weightedBy.map((name) => `\`${name}\``)].join(", ")} as in the new rows; right if labels depend on these as before.`,
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

/** How the inputs moved: all columns that both have, but for times (which move by themselves), forecasts, label and the like; null where there are none. */
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
    .filter((f) => both.has(f.name) && !used.has(f.name) && !forecast.has(f.name) && !isTemporal(f.type))
    .map((f) => f.name);
  if (columns.length === 0) return null;
  return diff(engine, reference, current, {
    ...run,
    columns,
    whereReference: options.where,
    whereCurrent: options.where,
  });
}
