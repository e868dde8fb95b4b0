import type { Test } from "../../estimate/estimate.ts";
import { type Random, random, type Seed } from "../../random/index.ts";
import { kolmogorovTail, normalCdf } from "../../scalar/index.ts";
import type { Forecasts } from "./forecasts.ts";

/** The range of probability in which an outcome falls: from below it to with it. */
export type Fall = readonly [low: number, high: number];

/** Where y falls among sorted quantiles: between two levels, or in one where it is equal to it. */
function fallOfQuantiles(levels: readonly number[], values: ArrayLike<number>, at: number, y: number): Fall {
  const m = levels.length;
  let below = 0;
  while (below < m && values[at + below]! < y) below++;
  let upTo = below;
  while (upTo < m && values[at + upTo]! === y) upTo++;
  const level = (i: number): number => (i < 0 ? 0 : i >= m ? 1 : levels[i]!);
  if (upTo > below) return [upTo - below === 1 ? level(below) : level(below), level(upTo - 1)];
  const low = level(below - 1);
  const high = level(below);
  if (below === 0 || below === m) return [low, high];
  const [left, right] = [values[at + below - 1]!, values[at + below]!];
  const point = low + ((y - left) / (right - left)) * (high - low);
  return [point, point];
}

/** A rank among m samples is one of m + 1 equal cells; ties with y widen it. */
function fallOfSamples(size: number, values: ArrayLike<number>, at: number, y: number): Fall {
  let below = 0;
  let equal = 0;
  for (let i = at; i < at + size; i++) {
    if (values[i]! < y) below++;
    else if (values[i] === y) equal++;
  }
  return [below / (size + 1), (below + equal + 1) / (size + 1)];
}

/** Where each outcome falls in its forecast. */
export function fallOf(forecasts: Forecasts, row: number, y: number): Fall {
  switch (forecasts.kind) {
    case "normal": {
      const [mean, sd] = [forecasts.mean[row]!, forecasts.sd[row]!];
      if (sd === 0) return y < mean ? [0, 0] : y > mean ? [1, 1] : [0, 1];
      const p = normalCdf((y - mean) / sd);
      return [p, p];
    }
    case "quantiles": {
      const { levels, values } = forecasts;
      return fallOfQuantiles(levels, values, row * levels.length, y);
    }
    case "samples":
      return fallOfSamples(forecasts.size, forecasts.values, row * forecasts.size, y);
  }
}

/** A value drawn evenly from each fall: uniform over rows if the forecasts are right, whatever atoms they have. */
export function drawPit(falls: readonly Fall[], seed: Seed): Float64Array {
  const rng: Random = random(seed);
  return Float64Array.from(falls, ([low, high]) => (low === high ? low : low + rng.uniform() * (high - low)));
}

/** Kolmogorov's test that values are uniform on [0, 1], with Stephens' factor for finite n. */
export function uniformTest(values: Float64Array): Test {
  const sorted = values.slice().sort();
  const n = sorted.length;
  let most = 0;
  sorted.forEach((u, i) => {
    most = Math.max(most, u - i / n, (i + 1) / n - u);
  });
  const root = Math.sqrt(n);
  return {
    statistic: "sup |F − u|",
    method: "Kolmogorov's law, Stephens' factor",
    value: most,
    p: kolmogorovTail((root + 0.12 + 0.11 / root) * most),
  };
}
