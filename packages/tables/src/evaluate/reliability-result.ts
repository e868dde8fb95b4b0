import type { Reliability } from "@relent/core/score";
import type { ReliabilityResult } from "./result.ts";

/** What is shown of the reliability of one event. */
export function reliabilityResult(found: Reliability, name: string): ReliabilityResult {
  const { expectedCalibrationError, squaredCalibrationError, maximumCalibrationError, bins, test } = found;
  const { nullMean, ...expectedError } = expectedCalibrationError;
  return {
    name,
    bins: bins.map(({ forecast, outcome, low, high, rows }) => ({ forecast, outcome, low, high, rows })),
    expectedError,
    nullMean,
    squaredError: squaredCalibrationError,
    maximumError: maximumCalibrationError.value,
    test: test ?? null,
  };
}
