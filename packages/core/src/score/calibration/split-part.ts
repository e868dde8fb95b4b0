import type { Estimate, Unit } from "../../estimate/estimate.ts";
import { divergenceInterval } from "../scoring/divergence-interval.ts";
import { skewedInterval } from "../scoring/skewed-interval.ts";
import type { Moments } from "./split-moments.ts";
import type { Noise } from "./split-noise.ts";
import type { BinSize } from "./split-size.ts";

/** A part of a split as it was found. */
export interface Part {
  /** Over the rows, of the influence; its mean is the plug-in. */
  readonly moments: Moments;
  readonly bias: number;
  readonly method: string;
  readonly size: BinSize;
  /** Mean and variance of the influence where no share is 0 by chance: how the error grows with a divergence. */
  readonly settled?: Pick<Moments, "mean" | "variance">;
}

/** How its estimate is written. */
export interface Shown {
  readonly unit: Unit;
  readonly level: number;
}

const common = ({ moments, bias, size }: Part, { unit, level }: Shown) => ({
  value: moments.mean - bias,
  level,
  unit,
  standardError: Math.sqrt(moments.variance / size.effective),
  bias,
  n: size.rows,
  plugIn: moments.mean,
  notes: [],
});

type Interval = readonly [low: number, high: number];

/** Of a plain mean over rows; `more` is added to its squared error. */
function meanInterval(value: number, { moments, size }: Part, level: number, more = 0): Interval {
  const { variance, skewness, known } = moments;
  const rows = size.effective;
  const own = variance / rows;
  if (own === 0) return [value, value];
  const standardError = Math.sqrt(own + more);
  const df = Math.min(known, size.freedom);
  return skewedInterval({ value, standardError, skewness: skewness / Math.sqrt(rows), df }, level);
}

function chiSquaredInterval(
  plugIn: number,
  { moments, size, settled }: Part,
  { mean, df }: Noise,
  level: number,
): Interval {
  const spread =
    settled !== undefined && settled.mean > 0 ? (settled.variance * plugIn) / settled.mean : moments.variance;
  const variance = spread / size.effective;
  return divergenceInterval({ plugIn: Math.max(0, plugIn), nullMean: mean, df, variance }, level);
}

/** A part that is a mean of rows and may be negative. */
export function meanPart(part: Part, shown: Shown): Estimate {
  const made = common(part, shown);
  const [low, high] = meanInterval(made.value, part, shown.level);
  return { ...made, low, high, method: `${part.method}; t interval, skewness counted` };
}

/** A part that is a divergence: what chance adds where it is 0 follows χ². */
export function divergencePart(part: Part, noise: Noise, shown: Shown): Estimate {
  const [low, high] = chiSquaredInterval(part.moments.mean, part, noise, shown.level);
  return { ...common(part, shown), low, high, method: `${part.method}; scaled noncentral χ² interval` };
}

/** A divergence seldom near 0: its interval is at least that of a mean, of which chance adds to the error too. */
export function savedPart(part: Part, noise: Noise, shown: Shown): Estimate {
  const made = common(part, shown);
  const chance = noise.df > 0 ? (2 * noise.mean ** 2) / noise.df : 0;
  const [low, high] = chiSquaredInterval(part.moments.mean, part, noise, shown.level);
  const apart = meanInterval(Math.max(0, part.moments.mean - noise.mean), part, shown.level, chance);
  return {
    ...made,
    low: Math.max(0, Math.min(low, apart[0])),
    high: made.standardError === 0 ? high : Math.max(high, apart[1]),
    method: `${part.method}; hull of scaled noncentral χ² and t interval, skewness counted`,
  };
}

/** An entropy, which falls short of `most` by a divergence. */
export function entropyPart(part: Part, most: number, noise: Noise, shown: Shown): Estimate {
  const [low, high] = chiSquaredInterval(most - part.moments.mean, part, noise, shown.level);
  return {
    ...common(part, shown),
    low: most - high,
    high: most - low,
    method: `${part.method}; scaled noncentral χ² interval`,
  };
}
