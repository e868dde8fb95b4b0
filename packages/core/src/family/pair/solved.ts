/** An exact figure, with how it was found. */
export interface Solved {
  /** In nats, where the measure is logarithmic. */
  readonly value: number;
  /** E.g. `"closed form of gamma"`, `"sum over 812 outcomes"`, `"quadrature on the quantiles of p"`. */
  readonly method: string;
  /** A bound, or an estimate that errs upwards, of the absolute error. */
  readonly error: number;
}
