import { invalid } from "../../finite/check.ts";
import { checkNumbers } from "./check-numbers.ts";
import type { ForecastRecord } from "./forecast-record.ts";
import { NORMAL, type NormalForecasts } from "./normal-forecast.ts";
import { QUANTILES, type QuantileForecasts } from "./quantile-forecast.ts";
import { SAMPLES, type SampleForecasts } from "./sample-forecast.ts";

/** Predictive distributions of a number, one a row. */
export type Forecasts = NormalForecasts | QuantileForecasts | SampleForecasts;

const RECORDS = { normal: NORMAL, quantiles: QUANTILES, samples: SAMPLES } as const;

/** The record of the forecasts' kind, after all of them and the outcomes are checked. */
export function recordOf(
  fn: string,
  forecasts: Forecasts,
  outcomes: ArrayLike<number>,
): ForecastRecord<Forecasts> {
  if (!Object.hasOwn(RECORDS, forecasts.kind)) {
    invalid(`${fn}: kind = ${forecasts.kind}; it must be one of ${Object.keys(RECORDS).join(", ")}`);
  }
  if (outcomes.length === 0) invalid(`${fn}: there are no outcomes; at least one is needed`);
  checkNumbers(fn, "outcomes", outcomes, outcomes.length);
  const record = RECORDS[forecasts.kind] as unknown as ForecastRecord<Forecasts>;
  record.check(fn, forecasts, outcomes.length);
  return record;
}
