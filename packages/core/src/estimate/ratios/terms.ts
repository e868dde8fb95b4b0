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
