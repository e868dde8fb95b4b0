import { RelentError } from "@relent/core";
import type { Estimate, Test } from "@relent/core/estimate";
import { evaluateForecasts, type ForecastEvaluation, type Forecasts } from "@relent/core/score";
import { collectLosses, type LossRows } from "./collect-losses.ts";
import { type NumbersSummary, placesOf } from "./collect-numbers.ts";
import { compareLosses, type LossComparison } from "./compare-losses.ts";
import type { KeptRows } from "./keep-rows.ts";
import { columnAt, densityBits, forecastsAt, ownLaws } from "./kept-laws.ts";
import type { LawColumns } from "./law-columns.ts";
import { scoredAlike } from "./law-quantiles.ts";
import { DENSITY_BETS, UNIT_BETS } from "./live-bets.ts";
import { type LossResults, lossResults } from "./loss-results.ts";
import { type NumberCalibrator, numberCalibrator, parseNumberCalibrator } from "./number-calibrator.ts";
import { type HeavyRow, numbersMethod, numbersSentence, numbersWarnings } from "./numbers-sentences.ts";
import type { NumberPredictions } from "./open-numbers.ts";
import type { EvaluateOptions } from "./options.ts";
import { overallLaw } from "./overall-law.ts";
import type { SetAside } from "./read-rows.ts";
import { rowOptions } from "./recalibrate.ts";
import { type NumberRecalibration, recalibrateNumbers } from "./recalibrate-numbers.ts";
import { said } from "./report/words.ts";
import type { EvalVerdict } from "./result.ts";
import { fewGroups } from "./sentences.ts";
import { verdictOf } from "./verdict.ts";

/** How good predicted laws of a number are: relent/eval@1 of kind "number". Losses a row are CRPS. */
export interface NumberResult extends LossResults {
  readonly schema: "relent/eval@1";
  readonly kind: "number";
  readonly name: string;
  readonly target: string;
  readonly form: LawColumns["form"];
  readonly rows: number;
  readonly setAside: Readonly<SetAside>;
  readonly verdict: EvalVerdict;
  readonly sentence: string;
  /** Continuous ranked probability score, in the target's unit. */
  readonly crps: Estimate;
  /** That of always predicting the law of all targets. */
  readonly baseCrps: Estimate;
  /** 1 − CRPS / base CRPS; null where all targets are alike. */
  readonly skill: Estimate | null;
  /** Mean −log₂ density; of normal laws. */
  readonly logLoss: Estimate | null;
  readonly pinball: readonly { readonly name: string; readonly level: number; readonly loss: Estimate }[];
  /** Where outcomes fall in their laws, in ten cells: even if the laws are right. */
  readonly pit: { readonly counts: readonly number[]; readonly test: Test };
  readonly intervals: readonly {
    readonly name: string;
    readonly interval: number;
    readonly coverage: Estimate;
    readonly width: Estimate;
  }[];
  /** What mending the laws saves; null where it could not be tried. */
  readonly recalibration: NumberRecalibration | null;
  /** What mends the laws, for `--save-calibrator`; null where it saves nothing sure. */
  readonly calibrator: NumberCalibrator | null;
  /** Against the other model in bits, where both predict normal laws. */
  readonly logLossComparison: LossComparison | null;
  readonly level: number;
  readonly seed: number;
  readonly warnings: readonly string[];
  readonly method: readonly string[];
}

/** Fewer rows than this are no crowd that one could stand out of. */
const LEAST_ROWS = 20;

/** What belongs to the kept rows beside their laws. */
function rowsOf(kept: KeptRows, time: number | null): LossRows {
  const { length, rows, weights, groups } = kept;
  return {
    length,
    rows,
    weight: weights,
    group: groups,
    time: time === null ? null : columnAt(kept, time),
  };
}

/** Another model's laws of the same rows, and how it and this one score where both are scored alike. */
interface Rival {
  readonly name: string;
  readonly forecasts: Forecasts;
  readonly own: Scored;
  readonly other: Scored;
}

type Scored = Pick<ForecastEvaluation, "crps" | "scores" | "logScore">;

function rivalOf(
  { rivalLaw, law, timed, kept }: NumbersSummary,
  name: string | null,
  forecasts: Forecasts,
  found: Scored,
  targets: Float64Array,
  { each }: Judged,
): Rival | null {
  if (rivalLaw === null || name === null) return null;
  const theirs = forecastsAt(rivalLaw, kept, placesOf({ law, rivalLaw, timed }).rival);
  const alike = scoredAlike(forecasts, theirs, kept.length);
  if (alike === null) {
    throw new RelentError(
      "incompatible",
      `--against: ${name} has quantiles of other levels; laws are compared by levels that both have`,
    );
  }
  const [own, other] = alike;
  const score = (laws: Forecasts): Scored => evaluateForecasts(laws, targets, { ...each, intervals: [] });
  return {
    name,
    forecasts: theirs,
    own: own === forecasts ? found : score(own),
    other: score(other),
  };
}

/** How figures are judged. */
interface Judged {
  readonly level: number;
  readonly seed: number;
  readonly each: ReturnType<typeof rowOptions>;
}

/** What CRPS says by segment, by period and against another model. */
function scoresOf(
  summary: NumbersSummary,
  own: Float64Array,
  rival: Rival | null,
  { level, seed }: Judged,
): LossResults {
  const { kept, segments, timed } = summary;
  const { time, levels } = placesOf(summary);
  const losses = collectLosses({
    segments,
    periods: summary.periods,
    compared: rival !== null,
    weighted: kept.weights !== null,
    grouped: kept.groups !== null,
    timed,
    seed,
  });
  const found = segments.columns.map((_, c) => Uint8Array.from(columnAt(kept, levels + c)));
  losses.add(rowsOf(kept, timed ? time : null), found, own, rival && [rival.own.scores, rival.other.scores]);
  return lossResults(losses.summary(), {
    unit: "1",
    bets: UNIT_BETS,
    level,
    seed,
    rival: rival === null ? null : { name: rival.name, own: rival.own.crps, other: rival.other.crps },
  });
}

/** The other model in bits; null where either predicts other laws than normal ones, or where its mean has no value. */
function inBits(
  summary: NumbersSummary,
  own: Forecasts,
  rival: Rival | null,
  targets: Float64Array,
  { level, seed }: Judged,
): LossComparison | null {
  if (rival === null || own.kind !== "normal" || rival.forecasts.kind !== "normal") return null;
  const [ownLoss, otherLoss] = [rival.own.logScore, rival.other.logScore];
  if (ownLoss === undefined || otherLoss === undefined) return null;
  const { kept, timed } = summary;
  const values = [densityBits(own, targets), densityBits(rival.forecasts, targets)];
  if (timed) values.push(columnAt(kept, placesOf(summary).time));
  const width = values.length;
  const pairs = Float64Array.from({ length: kept.length * width }, (_, at) => {
    const i = Math.floor(at / width);
    return values[at - i * width]![i]!;
  });
  return compareLosses(
    { ...kept, width, values: pairs },
    { name: rival.name, ownLoss, otherLoss, unit: "bits", bets: DENSITY_BETS, level, seed },
  );
}

/** The row that adds most to the mean score, where it adds more than half. */
function heaviest(scores: Float64Array, targets: Float64Array, { rows, weights }: KeptRows): HeavyRow | null {
  const parts = scores.map((score, i) => score * (weights?.[i] ?? 1));
  const total = parts.reduce((a, b) => a + b, 0);
  const at = parts.findIndex((part) => part > total / 2);
  return at < 0 || rows.length < LEAST_ROWS
    ? null
    : { row: rows[at]!, target: targets[at]!, share: parts[at]! / total };
}

/** What the summary of predicted laws says; rows are not touched any more. */
export function numbersResult(
  summary: NumbersSummary,
  predictions: Pick<NumberPredictions, "rival" | "notes">,
  options: EvaluateOptions,
): NumberResult {
  const { level = 0.95, seed = 1 } = options;
  const { name, target, rows, setAside, kept } = summary;
  const places = placesOf(summary);
  const judged: Judged = { level, seed, each: rowOptions(kept, { level, seed }) };
  const targets = columnAt(kept, places.target);
  const { numberCalibrator: before } = options;
  const mend = before === undefined ? undefined : parseNumberCalibrator(before).mend;
  const forecasts = ownLaws(summary, kept, mend);
  const found = evaluateForecasts(forecasts, targets, judged.each);
  const { crps: baseCrps, skill } = overallLaw(found.scores, targets, judged.each);
  const rival = rivalOf(summary, predictions.rival, forecasts, found, targets, judged);
  const worth = skill ?? { low: -found.crps.high, high: -found.crps.low };
  const recalibration =
    options.recalibrate === false ? null : recalibrateNumbers(summary, { level, seed }, mend);
  const result = {
    schema: "relent/eval@1" as const,
    kind: "number" as const,
    name,
    target,
    form: forecasts.kind,
    rows,
    setAside,
    verdict: verdictOf({ low: -worth.high, high: -worth.low }),
    crps: found.crps,
    baseCrps,
    skill,
    logLoss: found.logScore ?? null,
    pinball: found.pinball.map(({ level: at, loss }) => ({ name: `q${said(100 * at, 4)}`, level: at, loss })),
    pit: { counts: found.pit.counts, test: found.pit.test },
    intervals: found.intervals.map((one) => ({ name: `${said(100 * one.interval, 3)} %`, ...one })),
    ...scoresOf(summary, found.scores, rival, judged),
    recalibration,
    calibrator: numberCalibrator(recalibration),
    logLossComparison: inBits(summary, forecasts, rival, targets, judged),
    level,
    seed,
  };
  return {
    ...result,
    sentence: numbersSentence(result),
    warnings: numbersWarnings(result, heaviest(found.scores, targets, kept), [
      ...fewGroups(kept.groups),
      ...predictions.notes,
    ]),
    method: numbersMethod(result, kept.length, options),
  };
}
