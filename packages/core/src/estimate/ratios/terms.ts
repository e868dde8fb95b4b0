import { expm1mx } from "../../scalar/expm1mx.ts";

/** How D(sampled ‖ other) is averaged from log-ratios. */
export type LogRatioMethod = "k1" | "k2" | "k3" | "control-variate";

/** One term an observation, given the log-ratio l = log r of the other law to the sampled one. */
export interface Terms {
  readonly formula: string;
  /** Averaged to estimate D(sampled ‖ other). */
  readonly forward: (l: number) => number;
}

/** Schulman's three terms. */
export const TERMS: Readonly<Record<"k1" | "k2" | "k3", Terms>> = {
  k1: { formula: "−log r", forward: (l) => -l },
  k2: { formula: "½ log² r", forward: (l) => (l * l) / 2 },
  k3: { formula: "r − 1 − log r", forward: expm1mx },
};

/** r log r − r + 1: its mean under the sampled law is D(other ‖ sampled). */
export function reverseTerm(l: number): number {
  return l === Number.NEGATIVE_INFINITY ? 1 : Math.exp(l) * expm1mx(-l);
}

/** Terms less the multiple of r − 1, which has mean 0, that regression finds to have least variance. */
export function regressed(
  terms: Float64Array,
  logRatios: ArrayLike<number>,
): { readonly terms: Float64Array; readonly slope: number } {
  const n = terms.length;
  const control = Float64Array.from(logRatios, Math.expm1);
  let termMean = 0;
  let controlMean = 0;
  for (let i = 0; i < n; i++) {
    termMean += terms[i]! / n;
    controlMean += control[i]! / n;
  }
  let cross = 0;
  let square = 0;
  for (let i = 0; i < n; i++) {
    const gap = control[i]! - controlMean;
    cross += gap * (terms[i]! - termMean);
    square += gap * gap;
  }
  const slope = square > 0 ? -cross / square : 0;
  return { terms: terms.map((term, i) => term + slope * control[i]!), slope };
}
