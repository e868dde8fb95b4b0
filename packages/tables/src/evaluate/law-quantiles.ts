import { normalQuantile } from "@relent/core/scalar";
import type { Forecasts, QuantileForecasts } from "@relent/core/score";

/** The value at a place among rising values, straight between them and constant beyond. */
function between(values: ArrayLike<number>, place: number): number {
  const at = Math.min(values.length - 1, Math.max(0, place));
  const left = Math.floor(at);
  const right = Math.min(values.length - 1, left + 1);
  return values[left]! + (at - left) * (values[right]! - values[left]!);
}

/** The place of a level among rising levels, straight between them. */
function placeAmong(levels: readonly number[], level: number): number {
  const above = levels.findIndex((one) => one >= level);
  if (above <= 0) return above < 0 ? levels.length - 1 : 0;
  const [low, high] = [levels[above - 1]!, levels[above]!];
  return above - 1 + (level - low) / (high - low);
}

/** Reads the quantile of a row's law at a level. */
function readerOf(forecasts: Forecasts): (row: number) => (level: number) => number {
  if (forecasts.kind === "normal") {
    const { mean, sd } = forecasts;
    return (row) => (level) => mean[row]! + (sd[row] === 0 ? 0 : sd[row]! * normalQuantile(level));
  }
  const values = Float64Array.from(forecasts.values);
  if (forecasts.kind === "quantiles") {
    const { levels } = forecasts;
    return (row) => {
      const own = values.subarray(row * levels.length, (row + 1) * levels.length);
      return (level) => between(own, placeAmong(levels, level));
    };
  }
  const { size } = forecasts;
  return (row) => {
    const own = values.slice(row * size, (row + 1) * size).sort();
    return (level) => between(own, level * (size + 1) - 1);
  };
}

/**
 * The quantiles of each row's law at some levels: of a normal law exact, of draws at p(m + 1), of quantiles on the straight
 * line between two, constant beyond the outermost.
 */
export function quantilesOf(
  forecasts: Forecasts,
  rows: number,
  levels: readonly number[],
): QuantileForecasts {
  const values = new Float64Array(rows * levels.length);
  const read = readerOf(forecasts);
  for (let i = 0; i < rows; i++) {
    const quantile = read(i);
    levels.forEach((level, j) => {
      values[i * levels.length + j] = quantile(level);
    });
  }
  return { kind: "quantiles", levels, values };
}

/** Two models' laws as they can be scored alike: quantiles have no CRPS of their own, only that of their levels. */
export function scoredAlike(
  own: Forecasts,
  other: Forecasts,
  rows: number,
): readonly [Forecasts, Forecasts] | null {
  const sides = [own, other].flatMap((one) => (one.kind === "quantiles" ? [one.levels] : []));
  const [first, second = first] = sides;
  if (first === undefined || second === undefined) return [own, other];
  const levels = first.filter((level) => second.some((one) => Math.abs(one - level) < 1e-9));
  return levels.length === 0 ? null : [quantilesOf(own, rows, levels), quantilesOf(other, rows, levels)];
}
