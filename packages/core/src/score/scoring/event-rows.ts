import type { ClusterId } from "../../estimate/clusters/cluster-sums.ts";
import { clusterGroup, GROUPS } from "./cluster-groups.ts";

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

/** Writes single rows, always into the same one: what makes a collector of rows by the list one of rows by themselves. */
export function singleEvent(): (
  value: number,
  came: boolean,
  weight: number,
  cluster: ClusterId | undefined,
  index: number,
) => EventRows {
  const weights = new Float64Array(1);
  const row = {
    values: new Float64Array(1),
    from: 0,
    stride: 1,
    length: 1,
    label: new Int32Array(1),
    event: 1,
    weight: null as Float64Array | null,
    clustered: false,
    group: new Uint8Array(1),
  };
  return (value, came, weight, cluster, index) => {
    row.values[0] = value;
    row.label[0] = came ? 1 : 0;
    weights[0] = weight;
    row.weight = weight === 1 ? null : weights;
    row.clustered = cluster !== undefined;
    row.group[0] = cluster === undefined ? index & (GROUPS - 1) : clusterGroup(cluster);
    return row;
  };
}
