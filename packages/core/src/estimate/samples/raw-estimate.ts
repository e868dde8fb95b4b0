import type { Estimate } from "../estimate.ts";
import { levelOf, normalInterval } from "../interval.ts";
import { meanValue, variance } from "./spread.ts";

/** A figure in nats with its errors, before it is given an interval. */
export interface RawEstimate {
  readonly value: number;
  readonly standardError: number;
  /** What the correction subtracted. */
  readonly bias: number;
  /** Standard deviation allowed for the bias that is left. */
  readonly doubt: number;
}

/** The mean of terms, as an estimate without correction. */
export function ofMean(terms: Float64Array): RawEstimate {
  return {
    value: meanValue(terms),
    standardError: Math.sqrt(variance(terms) / terms.length),
    bias: 0,
    doubt: 0,
  };
}

/** What every estimate from samples may be told. */
export interface SampleEstimateOptions {
  /** Coverage of the interval (default 0.95). */
  readonly level?: number;
  /** Seed of whatever is drawn (default 0). */
  readonly seed?: number | string;
}

/** How a raw figure is told. */
export interface Telling {
  readonly method: string;
  readonly n: number | readonly [number, number];
  readonly notes: readonly string[];
  /** The least that the figure's truth can be. */
  readonly floor?: number;
}

/** Gives a raw figure its normal interval in nats and, where it is below its floor, a note with the clipped value. */
export function toEstimate(
  fn: string,
  raw: RawEstimate,
  level: number | undefined,
  telling: Telling,
): Estimate {
  const { method, n, notes, floor } = telling;
  const { value, bias } = raw;
  const coverage = levelOf(fn, level);
  const standardError = Math.hypot(raw.standardError, raw.doubt);
  const [low, high] = normalInterval({ value, standardError }, coverage, floor);
  const below =
    floor !== undefined && value < floor
      ? [
          `the raw value, ${value.toPrecision(3)} nats, is below ${floor} by sampling error; clipped it is ${floor}`,
        ]
      : [];
  return {
    value,
    low,
    high,
    level: coverage,
    unit: "nats",
    standardError,
    bias,
    method,
    n,
    notes: [...below, ...notes],
  };
}
