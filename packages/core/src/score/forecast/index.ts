export {
  evaluateForecasts,
  type ForecastEvaluation,
  type ForecastOptions,
  type IntervalCoverage,
} from "./evaluate-forecasts.ts";
export type { Forecasts } from "./forecasts.ts";
export { type NormalForecasts, normalCrps, normalLogScore } from "./normal-forecast.ts";
export { pinballLoss, type QuantileForecasts } from "./quantile-forecast.ts";
export { type SampleForecasts, sampleCrps } from "./sample-forecast.ts";
