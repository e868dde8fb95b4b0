import { invalid } from "../../finite/check.ts";
import { checkNumbers } from "./check-numbers.ts";
import type { ForecastRecord } from "./forecast-record.ts";

/** Quantiles at fixed levels, one list a row. */
export interface QuantileForecasts {
  readonly kind: "quantiles";
  /** Levels that rise within (0, 1). */
  readonly levels: readonly number[];
  /** Row after row, as many as there are levels, never falling within a row. */
  readonly values: ArrayLike<number>;
}

/** Levels nearer than this are the same. */
const SAME = 1e-9;

/**
 * The pinball loss of a quantile: (1{y < q} − τ)·(q − y), in the unit of y.
 *
 * @see Koenker & Bassett, Econometrica 46 (1978) 33.
 *
 * @example
 * ```ts
 * pinballLoss(2, 3, 0.9) // 0.9
 * ```
 */
export function pinballLoss(quantile: number, y: number, level: number): number {
  const gap = y - quantile;
  return gap >= 0 ? level * gap : (level - 1) * gap;
}

/** The share of levels that each quantile stands for: half-way to its neighbours, and to 0 and 1 at the ends. */
function sharesOf(levels: readonly number[]): number[] {
  return levels.map((level, i) => {
    const low = i === 0 ? 0 : (levels[i - 1]! + level) / 2;
    const high = i === levels.length - 1 ? 1 : (levels[i + 1]! + level) / 2;
    return high - low;
  });
}

/** The place of a level, or −1. */
const placeOf = (levels: readonly number[], level: number): number =>
  levels.findIndex((one) => Math.abs(one - level) < SAME);

/** The central intervals that levels give, narrow to wide. */
export function intervalsOf(levels: readonly number[]): number[] {
  return levels
    .filter((level) => level < 0.5 && placeOf(levels, 1 - level) >= 0)
    .map((level) => 1 - 2 * level)
    .reverse();
}

export const QUANTILES: ForecastRecord<QuantileForecasts> = {
  check: (fn, { levels, values }, rows) => {
    if (levels.length === 0) invalid(`${fn}: levels is empty; at least one is needed`);
    levels.forEach((level, i) => {
      if (level > (levels[i - 1] ?? 0) && level < 1) return;
      invalid(`${fn}: levels[${i}] = ${level}; levels must rise within (0, 1)`, { index: i, value: level });
    });
    checkNumbers(fn, "values", values, rows * levels.length);
    for (let i = 0; i < values.length; i++) {
      if (i % levels.length === 0 || values[i]! >= values[i - 1]!) continue;
      const row = Math.floor(i / levels.length);
      invalid(
        `${fn}: row ${row} has the quantile ${values[i]} after ${values[i - 1]}; quantiles must not fall`,
        { index: row, value: values[i] },
      );
    }
  },
  crps: ({ levels, values }, row, y) => {
    const shares = sharesOf(levels);
    const at = row * levels.length;
    return levels.reduce((sum, level, i) => sum + 2 * shares[i]! * pinballLoss(values[at + i]!, y, level), 0);
  },
  score: "CRPS approximated by the pinball losses of the quantiles",
  fall: ({ levels, values }, row, y) => {
    const m = levels.length;
    const at = row * m;
    let below = 0;
    while (below < m && values[at + below]! < y) below++;
    let upTo = below;
    while (upTo < m && values[at + upTo]! === y) upTo++;
    if (upTo > below) return [levels[below]!, levels[upTo - 1]!];
    if (below === 0) return [0, levels[0]!];
    if (below === m) return [levels[m - 1]!, 1];
    const [left, right] = [values[at + below - 1]!, values[at + below]!];
    const share = (y - left) / (right - left);
    const point = levels[below - 1]! + share * (levels[below]! - levels[below - 1]!);
    return [point, point];
  },
  central: ({ levels, values }, row, interval) => {
    const at = row * levels.length;
    const tail = (1 - interval) / 2;
    return [values[at + placeOf(levels, tail)]!, values[at + placeOf(levels, 1 - tail)]!];
  },
};
