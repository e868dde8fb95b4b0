import type { Estimate } from "@relent/core/estimate";
import { evaluateForecasts, type Forecasts, meanOfRows, type NormalForecasts } from "@relent/core/score";
import { type NumbersSummary, placesOf } from "./collect-numbers.ts";
import { splitRows } from "./held-out.ts";
import type { KeptRows } from "./keep-rows.ts";
import { columnAt, densityBits, ownLaws } from "./kept-laws.ts";
import { quantilesOf, sampleLevels, sharesBelow } from "./law-quantiles.ts";
import { levelsOf, mended, type NumberMend } from "./number-mend.ts";
import { rowOptions } from "./recalibrate.ts";

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
  return {
    method: "levels",
    levels: levelsOf(forecasts).map((level) => ({
      level,
      takes: Math.min(1 - EDGE, Math.max(EDGE, quantile(level))),
    })),
  };
}

const fitTo = (laws: Laws): NumberMend =>
  laws.forecasts.kind === "normal" ? fitNormal(laws.forecasts, laws) : fitLevels(laws.forecasts, laws);

/** The laws as they are, in the form that mended ones have: draws as the quantiles that they stand for. */
const unmended = ({ forecasts, targets }: Laws): Forecasts =>
  forecasts.kind === "samples"
    ? quantilesOf(forecasts, targets.length, sampleLevels(forecasts.size))
    : forecasts;

/** Mends the laws, after one that they had before, by half of the rows and judges them on the other half; null with too few rows, or laws of one point. */
export function recalibrateNumbers(
  summary: NumbersSummary,
  setting: { readonly level: number; readonly seed: number },
  before?: NumberMend,
): NumberRecalibration | null {
  const { kept } = summary;
  const places = placesOf(summary);
  const part = (rows: KeptRows): Laws => ({
    rows,
    forecasts: ownLaws(summary, rows, before),
    targets: columnAt(rows, places.target),
  });
  const [fit, held] = splitRows(kept, setting.seed).map(part) as [Laws, Laws];
  if (fit.targets.length < LEAST_ROWS || held.targets.length < LEAST_ROWS) return null;
  const all = part(kept);
  if (all.forecasts.kind === "normal" && Array.from(all.forecasts.sd).includes(0)) return null;
  const mend = fitTo(fit);
  if (mend.method === "shift-scale" && !(mend.scale > 0)) return null;
  const after = mended(mend, held.forecasts, held.targets.length);
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
