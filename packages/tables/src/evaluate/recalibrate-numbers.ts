import type { Estimate } from "@relent/core/estimate";
import { evaluateForecasts, type Forecasts, meanOfRows, type NormalForecasts } from "@relent/core/score";
import { type NumbersSummary, placesOf } from "./collect-numbers.ts";
import { splitRows } from "./held-out.ts";
import type { KeptRows } from "./keep-rows.ts";
import { columnAt, densityBits, forecastsAt } from "./kept-laws.ts";
import { quantilesOf, sampleLevels, sharesBelow } from "./law-quantiles.ts";
import { rowOptions } from "./recalibrate.ts";

/** How predicted laws are mended: a normal one by mean + shift and sd × scale, others by a map of their levels. */
export type NumberMend =
  | { readonly method: "shift-scale"; readonly shift: number; readonly scale: number }
  | {
      readonly method: "levels";
      /** For each level the one of the law as it is that should be taken for it. */
      readonly levels: readonly { readonly level: number; readonly takes: number }[];
    };

/** What mending the laws saves on rows that it has not seen. */
export interface NumberRecalibration {
  /** Fitted to all rows. */
  readonly mend: NumberMend;
  /** CRPS saved, in the unit of the target; of draws as the quantiles that they stand for. */
  readonly savedCrps: Estimate;
  /** Bits of log loss saved a row; of normal laws. */
  readonly savedBits: Estimate | null;
  /** Rows that it was fitted to, and others that it was judged on. */
  readonly fitted: number;
  readonly judged: number;
}

/** Fewer rows than this on either side are not worth fitting to. */
const LEAST_ROWS = 50;

/** Some rows: their laws, what came true, and their weights. */
interface Laws {
  readonly rows: KeptRows;
  readonly forecasts: Forecasts;
  readonly targets: Float64Array;
}

/**
 * The shift and the scale of least mean log score: ln(scale·σ) + (y − μ − shift)²/(2·scale²·σ²) a row.
 *
 * shift = Σw(y − μ)/σ² / Σw/σ², scale² = Σw(y − μ − shift)²/σ² / Σw.
 */
function fitNormal({ mean, sd }: NormalForecasts, { rows: { weights }, targets }: Laws): NumberMend {
  const sums = { total: 0, precision: 0, gap: 0, square: 0 };
  targets.forEach((y, i) => {
    const w = weights?.[i] ?? 1;
    const precision = w / sd[i]! ** 2;
    sums.total += w;
    sums.precision += precision;
    sums.gap += precision * (y - mean[i]!);
  });
  const shift = sums.gap / sums.precision;
  targets.forEach((y, i) => {
    sums.square += ((weights?.[i] ?? 1) * (y - mean[i]! - shift) ** 2) / sd[i]! ** 2;
  });
  return { method: "shift-scale", shift, scale: Math.sqrt(sums.square / sums.total) };
}

/** The weighted quantile of shares: the least that as much of the weight reaches. */
function quantileOf(shares: Float64Array, weights: Float64Array | null): (level: number) => number {
  const order = Uint32Array.from(shares.keys()).sort((i, j) => shares[i]! - shares[j]!);
  const upTo = new Float64Array(order.length);
  let total = 0;
  order.forEach((i, at) => {
    total += weights?.[i] ?? 1;
    upTo[at] = total;
  });
  return (level) => shares[order[upTo.findIndex((sum) => sum >= level * total)] ?? order.at(-1)!]!;
}

const EDGE = 1e-6;

/**
 * The levels that hold what they should: τ takes the level below which a share τ of the outcomes fell.
 *
 * Source: Kuleshov, Fenner & Ermon, ICML (2018): the inverse of the outcomes' own distribution over their laws.
 */
function fitLevels(forecasts: Exclude<Forecasts, NormalForecasts>, { rows, targets }: Laws): NumberMend {
  const quantile = quantileOf(sharesBelow(forecasts, targets), rows.weights);
  const levels = forecasts.kind === "quantiles" ? forecasts.levels : sampleLevels(forecasts.size);
  return {
    method: "levels",
    levels: levels.map((level) => ({
      level,
      takes: Math.min(1 - EDGE, Math.max(EDGE, quantile(level))),
    })),
  };
}

const fitTo = (laws: Laws): NumberMend =>
  laws.forecasts.kind === "normal" ? fitNormal(laws.forecasts, laws) : fitLevels(laws.forecasts, laws);

/** The laws after mending. */
function mended(mend: NumberMend, { forecasts, targets }: Laws): Forecasts {
  if (mend.method === "shift-scale" && forecasts.kind === "normal") {
    return {
      kind: "normal",
      mean: Float64Array.from(forecasts.mean, (m) => m + mend.shift),
      sd: Float64Array.from(forecasts.sd, (s) => s * mend.scale),
    };
  }
  if (mend.method !== "levels") return forecasts;
  const { values } = quantilesOf(
    forecasts,
    targets.length,
    mend.levels.map((one) => one.takes),
  );
  return { kind: "quantiles", levels: mend.levels.map((one) => one.level), values };
}

/** The laws as they are, in the form that mended ones have: draws as the quantiles that they stand for. */
const unmended = ({ forecasts, targets }: Laws): Forecasts =>
  forecasts.kind === "samples"
    ? quantilesOf(forecasts, targets.length, sampleLevels(forecasts.size))
    : forecasts;

/** Mends the laws by half of the rows and judges them on the other half; null with too few rows, or laws of one point. */
export function recalibrateNumbers(
  summary: NumbersSummary,
  setting: { readonly level: number; readonly seed: number },
): NumberRecalibration | null {
  const { law, kept } = summary;
  const places = placesOf(summary);
  const lawsOf = (rows: KeptRows): Laws => ({
    rows,
    forecasts: forecastsAt(law, rows, places.law),
    targets: columnAt(rows, places.target),
  });
  const [fit, held] = splitRows(kept, setting.seed).map(lawsOf) as [Laws, Laws];
  if (fit.targets.length < LEAST_ROWS || held.targets.length < LEAST_ROWS) return null;
  const all = lawsOf(kept);
  if (all.forecasts.kind === "normal" && Array.from(all.forecasts.sd).includes(0)) return null;
  const mend = fitTo(fit);
  if (mend.method === "shift-scale" && !(mend.scale > 0)) return null;
  const after = mended(mend, held);
  const options = rowOptions(held.rows, setting);
  const saved = (was: Float64Array, is: Float64Array, unit: string): Estimate =>
    meanOfRows(
      "evaluate",
      was.map((x, i) => x - is[i]!),
      { ...options, unit },
    );
  const crps = (forecasts: Forecasts): Float64Array =>
    evaluateForecasts(forecasts, held.targets, { ...options, intervals: [] }).scores;
  return {
    mend: fitTo(all),
    savedCrps: saved(crps(unmended(held)), crps(after), "1"),
    savedBits:
      held.forecasts.kind === "normal" && after.kind === "normal"
        ? saved(densityBits(held.forecasts, held.targets), densityBits(after, held.targets), "bits")
        : null,
    fitted: fit.targets.length,
    judged: held.targets.length,
  };
}
