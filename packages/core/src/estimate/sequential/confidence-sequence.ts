import { invalid } from "../../finite/check.ts";
import { addBernstein, type BernsteinSums, bernsteinInterval, NO_SUMS } from "./empirical-bernstein.ts";
import { hedgedInterval } from "./hedged-capital.ts";
import { type ObservationRange, unitScale } from "./unit-scale.ts";

/** How a confidence sequence is made. */
export interface ConfidenceSequenceOptions extends ObservationRange {
  /** Probability that the interval holds the mean at all times at once (default 0.95). */
  readonly level?: number;
  /**
   * `"betting"` (default): the tightest; keeps every observation, and a look takes time by their number.
   * `"empirical-bernstein"`: four running sums, somewhat wider.
   */
  readonly method?: "betting" | "empirical-bernstein";
}

/** All that a confidence sequence knows, for JSON; bounds and observations on the scale of [0, 1]. */
export interface ConfidenceSequenceState {
  readonly options: Required<ConfidenceSequenceOptions>;
  readonly bounds: readonly [number, number];
  readonly empty: boolean;
  readonly n: number;
  readonly observations: readonly number[];
  readonly sums: BernsteinSums;
}

/** An interval for a bounded mean that may be looked at after every observation. */
export interface ConfidenceSequence {
  /** Takes in the next observation. */
  add(x: number): void;
  readonly n: number;
  /** The means not rejected at this look or an earlier one: it never widens. */
  readonly interval: readonly [low: number, high: number];
  /** Whether every mean has been rejected: the mean given the past is not constant. `interval` is then the last that was not. */
  readonly empty: boolean;
  /** All that is needed to go on later: plain JSON. */
  state(): ConfidenceSequenceState;
}

const FN = "confidenceSequence";
const METHODS = ["betting", "empirical-bernstein"];

/**
 * A confidence sequence: intervals that hold the mean of bounded observations at all times at once with `level`.
 *
 * Assumes that each observation in [low, high] has the same mean given the past: one observation an independent unit
 * (`perUnit`). P(the mean ever leaves the interval) ≤ 1 − level, by Ville's inequality for the wealth bet against each mean:
 * look after every observation and stop when the interval is narrow enough, or clear of a bound. Looks are kept: with
 * `"betting"` reading `interval` is a look, with `"empirical-bernstein"` every observation is one.
 *
 * @throws RelentError for an observation outside the range, an empty range, or a level outside (0, 1).
 * @see Waudby-Smith & Ramdas, J. R. Statist. Soc. B 86 (2024) 1; Howard, Ramdas, McAuliffe & Sekhon, Ann. Statist. 49
 * (2021) 1055.
 *
 * @example
 * ```ts
 * const mean = confidenceSequence({ low: 0, high: 10 });
 * mean.interval // [0, 10]
 * for (let i = 0; i < 200; i++) mean.add(i % 2 ? 3 : 4);
 * mean.interval.map((end) => end.toFixed(1)) // ["3.4", "3.7"]
 * ```
 */
export function confidenceSequence(options: ConfidenceSequenceOptions = {}): ConfidenceSequence {
  const complete = { low: 0, high: 1, level: 0.95, method: "betting" as const, ...options };
  const { level, method } = complete;
  if (!(level > 0 && level < 1)) invalid(`${FN}: level = ${level}; it must be in (0, 1)`, { value: level });
  if (!METHODS.includes(method)) {
    invalid(`${FN}: method = ${method}; it must be one of ${METHODS.join(", ")}`);
  }
  return resumeConfidenceSequence({
    options: complete,
    bounds: [0, 1],
    empty: false,
    n: 0,
    observations: [],
    sums: NO_SUMS,
  });
}

/**
 * The confidence sequence whose `state()` was saved, as if it had never stopped.
 *
 * @example
 * ```ts
 * const mean = confidenceSequence();
 * mean.add(0.5);
 * resumeConfidenceSequence(JSON.parse(JSON.stringify(mean.state()))).n // 1
 * ```
 */
export function resumeConfidenceSequence(saved: ConfidenceSequenceState): ConfidenceSequence {
  const { options } = saved;
  const { method } = options;
  const alpha = 1 - options.level;
  const scale = unitScale(FN, options);
  const observations = saved.observations.slice();
  let { sums, n, bounds, empty } = saved;

  const narrow = ([low, high]: readonly [number, number]): void => {
    const next = [Math.max(bounds[0], low), Math.min(bounds[1], high)] as const;
    if (next[0] > next[1]) empty = true;
    else if (!empty) bounds = next;
  };

  return {
    add(x) {
      const y = scale.toUnit(`x[${n}]`, x);
      n++;
      if (method === "betting") observations.push(y);
      else {
        sums = addBernstein(sums, y, alpha);
        narrow(bernsteinInterval(sums, alpha));
      }
    },
    get n() {
      return n;
    },
    get interval(): readonly [number, number] {
      if (method === "betting") narrow(hedgedInterval(observations, alpha, bounds));
      return [scale.fromUnit(bounds[0]), scale.fromUnit(bounds[1])];
    },
    get empty() {
      return empty;
    },
    state: () => ({ options, bounds, empty, n, observations: observations.slice(), sums }),
  };
}
