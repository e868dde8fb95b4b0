import type { Estimate, Test } from "../../estimate/estimate.ts";
import { invalid } from "../../finite/check.ts";
import { checkRowOptions, meanOfRows, type RowOptions } from "../paired/mean-of-rows.ts";
import { NOT_NEGATIVE } from "../scoring/functionals.ts";
import { type Forecasts, recordOf } from "./forecasts.ts";
import { type NormalForecasts, normalLogScore } from "./normal-forecast.ts";
import { countCells, drawPit, uniformTest } from "./pit.ts";
import { intervalsOf, pinballLoss } from "./quantile-forecast.ts";

/** How forecasts are evaluated. */
export interface ForecastOptions extends RowOptions {
  /** Unit of the outcomes (default `"1"`). */
  readonly unit?: string;
  /**
   * Central intervals whose coverage is asked (default 0.5, 0.8, 0.9 and 0.95, those wider than samples can give left
   * out; of quantiles those between two of them).
   */
  readonly intervals?: readonly number[];
  /** Cells of the histogram of falls (default 10). */
  readonly cells?: number;
}

/** How often a central interval holds the outcome, and how wide it is. */
export interface IntervalCoverage {
  readonly interval: number;
  readonly coverage: Estimate;
  /** Sharpness: narrow is better, where the coverage is right. */
  readonly width: Estimate;
}

/** How good predictive distributions of a number are. */
export interface ForecastEvaluation {
  readonly rows: number;
  /** Continuous ranked probability score, in the outcomes' unit; of quantiles its approximation by their pinball losses. */
  readonly crps: Estimate;
  /** The CRPS of each row. */
  readonly scores: Float64Array;
  /** −log₂ density, in bits, of normal forecasts; undefined where σ = 0 makes it Infinity in a row and −Infinity in another. */
  readonly logScore: Estimate | undefined;
  /** Mean pinball loss of each level; of quantiles only. */
  readonly pinball: readonly { readonly level: number; readonly loss: Estimate }[];
  /** Where outcomes fall in their forecasts: even over [0, 1] if the forecasts are right. */
  readonly pit: { readonly counts: readonly number[]; readonly test: Test; readonly values: Float64Array };
  readonly intervals: readonly IntervalCoverage[];
}

const FN = "evaluateForecasts";
const INTERVALS = [0.5, 0.8, 0.9, 0.95];

/** The central intervals that are asked, or that the forecasts give. */
function intervalsFor(forecasts: Forecasts, asked?: readonly number[]): readonly number[] {
  const odd = asked?.find((interval) => !(interval > 0 && interval < 1));
  if (odd !== undefined) invalid(`${FN}: intervals has ${odd}; each must be in (0, 1)`, { value: odd });
  if (forecasts.kind === "normal") return asked ?? INTERVALS;
  if (forecasts.kind === "samples") return withinSamples(forecasts.size, asked);
  const given = intervalsOf(forecasts.levels);
  const missing = asked?.find((interval) => !given.some((one) => Math.abs(one - interval) < 1e-9));
  if (missing !== undefined) {
    invalid(
      `${FN}: the interval ${missing} is not between two of the levels ${forecasts.levels.join(", ")}; leave it out`,
      { value: missing },
    );
  }
  return asked ?? given;
}

/** The widest central interval that m samples give is between the outermost: 1 − 2/(m + 1). */
function withinSamples(size: number, asked?: readonly number[]): readonly number[] {
  const most = 1 - 2 / (size + 1);
  const within = (interval: number): boolean => interval <= most + 1e-9;
  const wide = asked?.find((interval) => !within(interval));
  if (wide !== undefined) {
    invalid(`${FN}: the interval ${wide} is wider than ${size} samples can give; at most ${most}`, {
      value: wide,
    });
  }
  return asked ?? INTERVALS.filter(within);
}

/** −log₂ density a row, unless it is both Infinity and −Infinity. */
function logScores({ mean, sd }: NormalForecasts, outcomes: ArrayLike<number>): Float64Array | undefined {
  const scores = Float64Array.from(outcomes, (y, i) => normalLogScore(mean[i]!, sd[i]!, y) / Math.LN2);
  const mixed = scores.includes(Number.POSITIVE_INFINITY) && scores.includes(Number.NEGATIVE_INFINITY);
  return mixed ? undefined : scores;
}

/**
 * How good predictive distributions of a number are: CRPS, log score, where outcomes fall, coverage and width of intervals.
 *
 * Forecasts are normal laws, quantiles at fixed levels, or samples (at least two a row, scored by the fair CRPS). Of
 * quantiles the CRPS is 2·Σ share·pinball, each level standing for the levels nearest to it; between quantiles an outcome
 * falls as on a straight line. Falls on an atom (σ = 0, a rank among samples, beyond the outer quantiles) are drawn evenly
 * from it by the seed, so that they are uniform if the forecasts are right; the test of that takes rows as independent.
 *
 * @throws RelentError for numbers that are not finite, a negative σ, levels outside (0, 1), quantiles that fall, or fewer
 * than two samples.
 * @see Gneiting & Raftery, J. Amer. Statist. Assoc. 102 (2007) 359; Czado, Gneiting & Held, Biometrics 65 (2009) 1254.
 *
 * @example
 * ```ts
 * const found = evaluateForecasts({ kind: "normal", mean: [0, 0], sd: [1, 1] }, [0, 0]);
 * found.crps.value // 0.23369497725510913
 * ```
 */
export function evaluateForecasts(
  forecasts: Forecasts,
  outcomes: ArrayLike<number>,
  options: ForecastOptions = {},
): ForecastEvaluation {
  const record = recordOf(FN, forecasts, outcomes);
  const rows = outcomes.length;
  checkRowOptions(FN, rows, options);
  const { unit = "1", cells = 10, seed = 1, weights } = options;
  if (!(Number.isInteger(cells) && cells >= 1)) {
    invalid(`${FN}: cells = ${cells}; it must be a whole number ≥ 1`, { value: cells });
  }
  const each = (of: (y: number, row: number) => number): Float64Array => Float64Array.from(outcomes, of);
  const mean = (values: Float64Array, of: string, range?: readonly [number, number]): Estimate =>
    meanOfRows(FN, values, { ...options, unit: of, ...(range && { range }) });
  const scores = each((y, i) => record.crps(forecasts, i, y));
  const crps = mean(scores, unit, NOT_NEGATIVE);
  const logs = forecasts.kind === "normal" ? logScores(forecasts, outcomes) : undefined;
  const values = drawPit(
    Array.from({ length: rows }, (_, i) => record.fall(forecasts, i, outcomes[i]!)),
    seed,
  );
  return {
    rows,
    crps: { ...crps, method: `${record.score}; ${crps.method}` },
    scores,
    logScore: logs && mean(logs, "bits"),
    pinball:
      forecasts.kind === "quantiles"
        ? forecasts.levels.map((level, j) => {
            const { values: q, levels } = forecasts;
            const losses = each((y, i) => pinballLoss(q[i * levels.length + j]!, y, level));
            return { level, loss: mean(losses, unit, NOT_NEGATIVE) };
          })
        : [],
    pit: { counts: countCells(values, cells, weights), test: uniformTest(values, weights), values },
    intervals: intervalsFor(forecasts, options.intervals).map((interval) => {
      const ends = Array.from({ length: rows }, (_, i) => record.central(forecasts, i, interval));
      return {
        interval,
        coverage: mean(
          each((y, i) => (ends[i]![0] <= y && y <= ends[i]![1] ? 1 : 0)),
          "1",
          [0, 1],
        ),
        width: mean(
          each((_, i) => ends[i]![1] - ends[i]![0]),
          unit,
          NOT_NEGATIVE,
        ),
      };
    }),
  };
}
