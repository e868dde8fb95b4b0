/** A number of each of some rows, spaced evenly in a list, and whether the row's event came true. */
export interface EventRows {
  readonly values: Float64Array;
  readonly from: number;
  readonly stride: number;
  readonly length: number;
  /** The event came true where the label is `event`. */
  readonly label: Int32Array;
  readonly event: number;
  /** Null where all are 1. */
  readonly weight: Float64Array | null;
  readonly clustered: boolean;
  /** The group of each row's cluster, or of its number. */
  readonly group: Uint8Array;
}

/** Room for one row, its parts to be written into. */
export interface SingleEvent extends EventRows {
  weight: Float64Array | null;
  clustered: boolean;
}

export const singleEvent = (): SingleEvent => ({
  values: new Float64Array(1),
  from: 0,
  stride: 1,
  length: 1,
  label: new Int32Array(1),
  event: 1,
  weight: null,
  clustered: false,
  group: new Uint8Array(1),
});
