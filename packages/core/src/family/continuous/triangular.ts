import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import { REAL } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { interval } from "./supports.ts";

type Names = "low" | "mode" | "high";

/** The point with u below, and `rest` above it. */
function point(u: number, rest: number, { low, mode, high }: Values<Names>): number {
  const width = high - low;
  return u * width < mode - low
    ? low + Math.sqrt(u * width * (mode - low))
    : high - Math.sqrt(rest * width * (high - mode));
}

function cdf(x: number, { low, mode, high }: Values<Names>): number {
  const width = high - low;
  return x < mode
    ? ((x - low) / width) * ((x - low) / (mode - low))
    : 1 - ((high - x) / width) * ((high - x) / (high - mode));
}

function survival(x: number, { low, mode, high }: Values<Names>): number {
  const width = high - low;
  return x < mode
    ? 1 - ((x - low) / width) * ((x - low) / (mode - low))
    : ((high - x) / width) * ((high - x) / (high - mode));
}

const mean = ({ low, mode, high }: Values<Names>): number => low + (mode - low + (high - low)) / 3;

const variance = ({ low, mode, high }: Values<Names>): number =>
  ((high - low) ** 2 - (mode - low) * (high - mode)) / 18;

const TRIANGULAR: Law<Names> = {
  name: "triangular",
  parameters: { low: REAL, mode: REAL, high: REAL },
  refuse: ({ low, mode, high }) =>
    low <= mode && mode <= high && low < high
      ? undefined
      : `low = ${low}, mode = ${mode} and high = ${high}; they must not fall, and low must be below high`,
  support: ({ low, high }) => interval(low, high),
  knots: ({ mode }) => [mode],
  logDensity(x, { low, mode, high }) {
    const share = x < mode || mode === high ? (x - low) / (mode - low) : (high - x) / (high - mode);
    return Math.log((2 * share) / (high - low));
  },
  cdf,
  survival,
  quantile: (u, values) => point(u, 1 - u, values),
  upperQuantile: (u, values) => point(1 - u, u, values),
  sample(stream, values) {
    const u = stream.uniform();
    return point(u, 1 - u, values);
  },
  mean,
  variance,
  entropy: ({ low, high }) => 0.5 + Math.log(0.5 * (high - low)),
  moments(values) {
    const { low, mode, high } = values;
    const centre = mean(values);
    return {
      mean: centre,
      square: centre * centre + variance(values),
      distance(m) {
        if (m <= low || m >= high) return Math.abs(centre - m);
        return m < mode
          ? centre - m + (2 / 3) * (m - low) * cdf(m, values)
          : m - centre + (2 / 3) * (high - m) * survival(m, values);
      },
    };
  },
};

/**
 * The triangular law.
 *
 * Density f(x) = 2(x − low)/((high − low)(mode − low)) up to the mode, 2(high − x)/((high − low)(high −
 * mode)) from there. D(p‖q) is integrated.
 *
 * @param low - A finite number.
 * @param mode - At least `low`, at most `high`.
 * @param high - Above `low`.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * triangular(0, 1, 3).mean() // 1.3333333333333333
 * triangular(0, 1, 3).cdf(1) // 0.3333333333333333
 * ```
 */
export function triangular(low: number, mode: number, high: number): Univariate {
  return univariate(TRIANGULAR, { low, mode, high });
}
