export { normalCrps, normalLogScore, pinballLoss, sampleCrps } from "./crps.ts";
export {
  evaluateForecasts,
  type ForecastEvaluation,
  type ForecastOptions,
  type IntervalCoverage,
} from "./evaluate-forecasts.ts";
export type { Forecasts } from "./forecasts.ts";
