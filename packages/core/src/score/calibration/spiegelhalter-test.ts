import type { Test } from "../../estimate/estimate.ts";
import { normalTail } from "../../scalar/normal.ts";
import type { ReliabilitySummary } from "./collect-reliability.ts";

/**
 * Spiegelhalter's test Z = Σw(o − f)(1 − 2f)/√Σw²(1 − 2f)²f(1 − f): whether Brier's score is what the forecasts promise.
 *
 * @see Spiegelhalter, Statistics in Medicine 5 (1986) 421.
 */
export function spiegelhalterTest({ spiegelhalter: [sum, variance] }: ReliabilitySummary): Test {
  const value = variance > 0 ? sum / Math.sqrt(variance) : sum === 0 ? 0 : Number.POSITIVE_INFINITY;
  return {
    statistic: "Spiegelhalter's Z",
    method: "normal, rows independent",
    value,
    p: Math.min(1, 2 * normalTail(Math.abs(value))),
  };
}
