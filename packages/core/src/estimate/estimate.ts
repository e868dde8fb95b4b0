/** The unit of a figure: logarithmic measures are in bits or nats, ratios in 1, distances in the column's own. */
export type Unit = "bits" | "nats" | "1" | (string & {});

/** A hypothesis test's outcome. */
export interface Test {
  /** Which statistic, e.g. `"G"`. */
  readonly statistic: string;
  /** How its null law was found, e.g. `"χ², 31 degrees of freedom"` or `"count permutation, 39 draws"`. */
  readonly method: string;
  readonly value: number;
  readonly p: number;
}

/**
 * A figure that was computed from data, with what is known of its error.
 *
 * `low` and `high` bound it at `level` (sampling error); `bounds` is arithmetic certainty about the samples at
 * hand, where cells allow no exact figure; `plugIn` is the uncorrected figure of the two empirical
 * distributions, `Infinity` included; `bias` is what was subtracted from it; `unseenMass` the share of the law that
 * the sample probably missed, of two samples the share of current in cells that the reference never saw.
 */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Coverage that the interval claims, e.g. 0.95. */
  readonly level: number;
  readonly unit: Unit;
  readonly standardError: number;
  readonly bias: number;
  readonly method: string;
  readonly n: number | readonly [current: number, reference: number];
  readonly plugIn?: number;
  readonly bounds?: readonly [low: number, high: number];
  readonly test?: Test;
  readonly unseenMass?: number;
  readonly notes: readonly string[];
}
