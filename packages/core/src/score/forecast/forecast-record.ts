/** The range of probability in which an outcome falls: from below it to with it; one point where the law has no atom there. */
export type Fall = readonly [low: number, high: number];

/** What is computed of one kind of predictive distributions. */
export interface ForecastRecord<Forecast> {
  /** Throws for forecasts that are no distributions, or not `rows` of them. */
  check(fn: string, forecast: Forecast, rows: number): void;
  /** The continuous ranked probability score of a row, in the unit of y. */
  crps(forecast: Forecast, row: number, y: number): number;
  /** What the score is called in an estimate's method. */
  readonly score: string;
  fall(forecast: Forecast, row: number, y: number): Fall;
  /** The ends of a row's central interval. */
  central(forecast: Forecast, row: number, interval: number): readonly [low: number, high: number];
}
