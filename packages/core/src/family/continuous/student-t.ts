import { gammaDraw, normalDraw } from "../../random/index.ts";
import { digamma } from "../../scalar/digamma.ts";
import { logBeta } from "../../scalar/log-beta.ts";
import { studentTCdf, studentTQuantile, studentTTail } from "../../scalar/student-t.ts";
import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import type { Moments } from "../moments.ts";
import { POSITIVE, REAL } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { cauchy } from "./cauchy.ts";
import { noMoment } from "./no-moment.ts";
import { LINE } from "./supports.ts";

type Names = "df" | "location" | "scale";

/** log(1 + z²/df), also where z² leaves the range. */
function logKernel(z: number, df: number): number {
  const size = Math.abs(z) / Math.sqrt(df);
  return size > 1e8 ? 2 * Math.log(size) : Math.log1p(size * size);
}

function logDensity(x: number, { df, location, scale }: Values<Names>): number {
  const front = logBeta(0.5, df / 2) + 0.5 * Math.log(df) + Math.log(scale);
  return -0.5 * (df + 1) * logKernel((x - location) / scale, df) - front;
}

function moments(values: Values<Names>): Moments {
  const { df, location, scale } = values;
  const variance = df > 2 ? (scale * scale * df) / (df - 2) : Number.POSITIVE_INFINITY;
  return {
    ...(df > 1 && { mean: location }),
    square: location * location + variance,
    exp: (t) => (t === 0 ? 1 : Number.POSITIVE_INFINITY),
    distance(m) {
      if (df <= 1) return Number.POSITIVE_INFINITY;
      const z = (m - location) / scale;
      const density = scale * Math.exp(logDensity(m, values));
      return (
        scale * (z * (studentTCdf(z, df) - studentTTail(z, df)) + (2 * (df + z * z) * density) / (df - 1))
      );
    },
  };
}

const STUDENT_T: Law<Names> = {
  name: "studentT",
  parameters: { df: POSITIVE, location: REAL, scale: POSITIVE },
  support: () => LINE,
  logDensity,
  cdf: (x, { df, location, scale }) => studentTCdf((x - location) / scale, df),
  survival: (x, { df, location, scale }) => studentTTail((x - location) / scale, df),
  quantile: (u, { df, location, scale }) => location + scale * studentTQuantile(u, df),
  upperQuantile: (u, { df, location, scale }) => location - scale * studentTQuantile(u, df),
  sample: (stream, { df, location, scale }) =>
    location + scale * normalDraw(stream) * Math.sqrt(df / (2 * gammaDraw(stream, df / 2))),
  mean: ({ df, location }) =>
    df > 1 ? location : noMoment("studentT", "mean", `df = ${df}; it must be above 1`),
  variance({ df, scale }) {
    if (df <= 1) return noMoment("studentT", "variance", `df = ${df}; it must be above 1`);
    return df > 2 ? (scale * scale * df) / (df - 2) : Number.POSITIVE_INFINITY;
  },
  entropy: ({ df, scale }) =>
    0.5 * (df + 1) * (digamma(0.5 * (df + 1)) - digamma(0.5 * df)) +
    0.5 * Math.log(df) +
    logBeta(0.5, df / 2) +
    Math.log(scale),
  moments,
  within: ({ df, location, scale }) => (df === 1 ? [cauchy(location, scale)] : []),
};

/**
 * Student's t law, moved and scaled.
 *
 * Density proportional to (1 + z²/df)^(−(df+1)/2), z = (x − location)/scale. It has no mean for df ≤ 1; the
 * variance is Infinity for 1 < df ≤ 2. D(p‖q) has no closed form and is integrated.
 *
 * @param df - Degrees of freedom, above 0; 1 is the Cauchy law.
 * @param location - The median, a finite number.
 * @param scale - Above 0 (not the standard deviation).
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(studentT(3, 0, 1), studentT(10, 1, 2)) // 0.281277882603782
 * studentT(10, 0, 1).quantile(0.975) // 2.2281388519862744
 * ```
 */
export function studentT(df: number, location: number, scale: number): Univariate {
  return univariate(STUDENT_T, { df, location, scale });
}
