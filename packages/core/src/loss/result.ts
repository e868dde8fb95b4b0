/** A gradient: single precision where the moving input was, double elsewhere. */
export type Floats = Float32Array | Float64Array;

/** What every loss gives. */
export interface LossResult<Grad = Floats> {
  /** The reduced loss; with `reduction: "none"` the sum of `perRow`. */
  readonly value: number;
  /**
   * The gradient of `value` (times `upstream`), laid out as the input that moves; one array an input if several move.
   */
  readonly grad: Grad;
  /** How many rows (or elements, or tokens) took part. */
  readonly count: number;
  /** The unreduced losses, 0 for rows that took no part; there with `reduction: "none"` or `perRow: true`. */
  readonly perRow?: Float64Array;
  /** The parts that make up `value`, each reduced like it and with its coefficient in it: they sum to `value`. */
  readonly terms?: Readonly<Record<string, number>>;
}
