import type { Estimate, Test } from "../../estimate/estimate.ts";
import { invalid } from "../../finite/check.ts";
import { normalQuantile } from "../../scalar/index.ts";
import { checkRowOptions, meanOfRows, type RowOptions } from "../paired/mean-of-rows.ts";
import { levelShares, normalCrps, normalLogScore, pinballLoss, sampleCrps } from "./crps.ts";
import { checkForecasts, type Forecasts } from "./forecasts.ts";
import { drawPit, type Fall, fallOf, uniformTest } from "./pit.ts";

/** How forecasts are evaluated. */
export interface ForecastOptions extends RowOptions {
  /** Unit of the outcomes (default `"1"`). */
  readonly unit?: string;
  /** Central intervals whose coverage is asked (default 0.5, 0.8, 0.9 and 0.95; of quantiles those that they give). */
  readonly intervals?: readonly number[];
  /** Cells of the histogram (default 10). */
  readonly cells?: number;
}

/** How often a central interval holds the outcome, and how wide it is. */
export interface IntervalCoverage {
  readonly interval: number;
  readonly coverage: Estimate;
  readonly width: Estimate;
}

/** How good predictive distributions of a number are. */
export interface ForecastEvaluation {
  readonly rows: number;
  /** Continuous ranked probability score, in the outcomes' unit; of quantiles its approximation by their pinball losses. */
  readonly crps: Estimate;
  /** −log₂ density, in bits; of normal forecasts only. */
  readonly logScore: Estimate | undefined;
  /** Mean pinball loss of each level; of quantiles only. */
  readonly pinball: readonly { readonly level: number; readonly loss: Estimate }[];
  /** Where outcomes fall in their forecasts: even over [0, 1] if the forecasts are right. */
  readonly pit: { readonly counts: readonly number[]; readonly test: Test; readonly values: Float64Array };
  readonly intervals: readonly IntervalCoverage[];
}

const FN = "evaluateForecasts";
const INTERVALS = [0.5, 0.8, 0.9, 0.95];

function crpsOf(forecasts: Forecasts, row: number, y: number): number {
  switch (forecasts.kind) {
    case "normal":
      return normalCrps(forecasts.mean[row]!, forecasts.sd[row]!, y);
    case "quantiles": {
      const { levels, values } = forecasts;
      const shares = levelShares(levels);
      const at = row * levels.length;
      return levels.reduce((sum, tau, i) => sum + 2 * shares[i]! * pinballLoss(values[at + i]!, y, tau), 0);
    }
    case "samples": {
      const { size, values } = forecasts;
      const own = Float64Array.from({ length: size }, (_, i) => values[row * size + i]!);
      return sampleCrps(own, y, { fair: true });
    }
  }
}

/** The ends of a row's central interval. */
function centralOf(forecasts: Forecasts, row: number, interval: number): readonly [number, number] {
  const tail = (1 - interval) / 2;
  switch (forecasts.kind) {
    case "normal": {
      const half = normalQuantile(1 - tail) * forecasts.sd[row]!;
      return [forecasts.mean[row]! - half, forecasts.mean[row]! + half];
    }
    case "quantiles": {
      const { levels, values } = forecasts;
      const at = row * levels.length;
      const find = (level: number): number => levels.findIndex((x) => Math.abs(x - level) < 1e-9);
      return [values[at + find(tail)]!, values[at + find(1 - tail)]!];
    }
    case "samples": {
      const { size, values } = forecasts;
      const own = Float64Array.from({ length: size }, (_, i) => values[row * size + i]!).sort();
      const end = (p: number): number => {
        const place = p * (size + 1) - 1;
        const left = Math.min(size - 1, Math.max(0, Math.floor(place)));
        const right = Math.min(size - 1, left + 1);
        return own[left]! + Math.min(1, Math.max(0, place - left)) * (own[right]! - own[left]!);
      };
      return [end(tail), end(1 - tail)];
    }
  }
}

/** The central intervals that forecasts can give. */
function askedIntervals(forecasts: Forecasts, asked?: readonly number[]): readonly number[] {
  for (const interval of asked ?? []) {
    if (!(interval > 0 && interval < 1)) {
      invalid(`${FN}: intervals has ${interval}; each must be in (0, 1)`, { value: interval });
    }
  }
  if (forecasts.kind !== "quantiles") return asked ?? INTERVALS;
  const { levels } = forecasts;
  const given = levels
    .filter((level) => level < 0.5 && levels.some((other) => Math.abs(1 - level - other) < 1e-9))
    .map((level) => 1 - 2 * level)
    .reverse();
  const has = (interval: number): boolean => given.some((one) => Math.abs(one - interval) < 1e-9);
  const missing = asked?.find((interval) => !has(interval));
  if (missing !== undefined) {
    const tail = (1 - missing) / 2;
    invalid(
      `${FN}: the interval ${missing} needs the quantiles ${tail} and ${1 - tail}; levels has ${levels.join(", ")}`,
      {
        value: missing,
      },
    );
  }
  return asked ?? given;
}

/**
 * How good predictive distributions of a number are: CRPS, log score, where outcomes fall, coverage and width of intervals.
 *
 * Forecasts are normal laws, quantiles at fixed levels, or samples (at least two a row, scored by the fair CRPS). Of
 * quantiles the CRPS is 2·Σ share·pinball, each level standing for the levels nearest to it. Falls on an atom (σ = 0, a
 * sample, below the lowest quantile) are drawn evenly from it by the seed, so that they are uniform if the forecasts are right; the test of
 * that takes rows as independent.
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
  checkForecasts(FN, forecasts, outcomes);
  checkRowOptions(FN, outcomes.length, options);
  const { unit = "1", cells = 10, seed = 1 } = options;
  const rows = outcomes.length;
  const intervals = askedIntervals(forecasts, options.intervals);
  const each = (of: (row: number) => number): Float64Array =>
    Float64Array.from({ length: rows }, (_, i) => of(i));
  const mean = (values: Float64Array, of: string, range?: readonly [number, number]): Estimate =>
    meanOfRows(FN, values, { ...options, unit: of, ...(range && { range }) });
  const falls: Fall[] = Array.from({ length: rows }, (_, i) => fallOf(forecasts, i, outcomes[i]!));
  const values = drawPit(falls, seed);
  const counts = new Array<number>(cells).fill(0);
  for (const u of values) counts[Math.min(cells - 1, Math.floor(u * cells))]!++;
  const positive = [0, Number.POSITIVE_INFINITY] as const;
  return {
    rows,
    crps: mean(
      each((i) => crpsOf(forecasts, i, outcomes[i]!)),
      unit,
    ),
    logScore:
      forecasts.kind === "normal"
        ? mean(
            each((i) => normalLogScore(forecasts.mean[i]!, forecasts.sd[i]!, outcomes[i]!) / Math.LN2),
            "bits",
          )
        : undefined,
    pinball:
      forecasts.kind === "quantiles"
        ? forecasts.levels.map((level, j) => ({
            level,
            loss: mean(
              each((i) =>
                pinballLoss(forecasts.values[i * forecasts.levels.length + j]!, outcomes[i]!, level),
              ),
              unit,
              positive,
            ),
          }))
        : [],
    pit: { counts, test: uniformTest(values), values },
    intervals: intervals.map((interval) => {
      const ends = Array.from({ length: rows }, (_, i) => centralOf(forecasts, i, interval));
      return {
        interval,
        coverage: mean(
          each((i) => (ends[i]![0] <= outcomes[i]! && outcomes[i]! <= ends[i]![1] ? 1 : 0)),
          "1",
          [0, 1],
        ),
        width: mean(
          each((i) => ends[i]![1] - ends[i]![0]),
          unit,
          positive,
        ),
      };
    }),
  };
}
