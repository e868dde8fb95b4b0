import { normalCdf, normalQuantile } from "@relent/core/scalar";
import type { Forecasts, QuantileForecasts } from "@relent/core/score";

/**
 * A law through values that rise with their levels: straight between two, and beyond the outermost like a normal law through the
 * outer two (with one level, or equal values there, constant).
 */
interface Knots {
  readonly levels: readonly number[];
  readonly values: ArrayLike<number>;
}

/** Standard deviations of the normal law through two neighbouring knots; 0 where there are none, or equal values. */
function tailScale({ levels, values }: Knots, i: number): number {
  if (levels.length < 2) return 0;
  return (values[i + 1]! - values[i]!) / (normalQuantile(levels[i + 1]!) - normalQuantile(levels[i]!));
}

/** The value below which a share of the law lies. */
function valueAt(knots: Knots, level: number): number {
  const { levels, values } = knots;
  const last = levels.length - 1;
  const tail = (end: number, scale: number): number =>
    values[end]! + (scale === 0 ? 0 : scale * (normalQuantile(level) - normalQuantile(levels[end]!)));
  if (level < levels[0]!) return tail(0, tailScale(knots, 0));
  if (level > levels[last]!) return tail(last, tailScale(knots, last - 1));
  const above = levels.findIndex((one) => one >= level);
  if (above === 0) return values[0]!;
  const [low, high] = [levels[above - 1]!, levels[above]!];
  return values[above - 1]! + ((level - low) / (high - low)) * (values[above]! - values[above - 1]!);
}

/** The share of the law below a value; the middle of several where the law has a mass there. */
function levelAt(knots: Knots, y: number): number {
  const { levels, values } = knots;
  const last = levels.length - 1;
  const tail = (end: number, scale: number, certain: number): number =>
    scale === 0 ? certain : normalCdf(normalQuantile(levels[end]!) + (y - values[end]!) / scale);
  if (y < values[0]!) return tail(0, tailScale(knots, 0), 0);
  if (y > values[last]!) return tail(last, tailScale(knots, last - 1), 1);
  let first = 0;
  while (values[first]! < y) first++;
  let after = first;
  while (after < last && values[after + 1] === y) after++;
  if (values[first] === y) return (levels[first]! + levels[after]!) / 2;
  const share = (y - values[first - 1]!) / (values[first]! - values[first - 1]!);
  return levels[first - 1]! + share * (levels[first]! - levels[first - 1]!);
}

/** Levels of a sorted sample's values, which split the law into m + 1 equally likely parts. */
export const sampleLevels = (size: number): readonly number[] =>
  Array.from({ length: size }, (_, j) => (j + 1) / (size + 1));

/** The knots of each row's law, of quantiles and draws. */
function knotsOf(forecasts: Exclude<Forecasts, { readonly kind: "normal" }>): (row: number) => Knots {
  const values = Float64Array.from(forecasts.values);
  const levels = forecasts.kind === "quantiles" ? forecasts.levels : sampleLevels(forecasts.size);
  const m = levels.length;
  return (row) => {
    const own = values.slice(row * m, (row + 1) * m);
    return { levels, values: forecasts.kind === "quantiles" ? own : own.sort() };
  };
}

/** The quantiles of each row's law at some levels. */
export function quantilesOf(
  forecasts: Forecasts,
  rows: number,
  levels: readonly number[],
): QuantileForecasts {
  const values = new Float64Array(rows * levels.length);
  const write = (row: number, of: (level: number) => number): void =>
    levels.forEach((level, j) => {
      values[row * levels.length + j] = of(level);
    });
  if (forecasts.kind === "normal") {
    const { mean, sd } = forecasts;
    for (let i = 0; i < rows; i++)
      write(i, (level) => mean[i]! + (sd[i] === 0 ? 0 : sd[i]! * normalQuantile(level)));
    return { kind: "quantiles", levels, values };
  }
  const knots = knotsOf(forecasts);
  for (let i = 0; i < rows; i++) {
    const own = knots(i);
    write(i, (level) => valueAt(own, level));
  }
  return { kind: "quantiles", levels, values };
}

/** The share of each row's law, of quantiles or draws, that lies below its outcome. */
export function sharesBelow(
  forecasts: Exclude<Forecasts, { readonly kind: "normal" }>,
  outcomes: Float64Array,
): Float64Array {
  const knots = knotsOf(forecasts);
  return outcomes.map((y, i) => levelAt(knots(i), y));
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
