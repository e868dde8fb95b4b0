import { invalid } from "../../finite/check.ts";

/** The name of a cluster: a document, prompt, day or customer whose rows depend on each other. */
export type ClusterId = string | number;

/**
 * What a clustered mean needs to know of the rows: four sums a cluster, `ids[i]` naming the cluster of entry i.
 *
 * Plain arrays, so that they can be written as JSON (which has no Infinity: a sum of it is refused when read again);
 * merging is adding.
 */
export interface ClusterSums {
  readonly ids: readonly ClusterId[];
  /** How many rows. */
  readonly rows: readonly number[];
  /** Σ w. */
  readonly weight: readonly number[];
  /** Σ w·x. */
  readonly sum: readonly number[];
  /** Σ w·x². */
  readonly squares: readonly number[];
}

/** Takes rows one by one, in any order, and keeps the sums of each cluster. */
export interface ClusterCollector {
  /** Adds one row; a row of weight 0 counts nowhere. */
  add(cluster: ClusterId, value: number, weight?: number): void;
  /** Adds the sums of other rows: a shard, a day, a machine. */
  merge(sums: ClusterSums): void;
  /** The sums so far, clusters in the order in which they came. */
  sums(): ClusterSums;
}

const FIELDS = 4;

function refuseRow(fn: string, value: number, weight: number, index: number): void {
  if (!(value > Number.NEGATIVE_INFINITY)) {
    invalid(`${fn}: value[${index}] = ${value}; values must be numbers, Infinity included`, { index, value });
  }
  if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) {
    invalid(`${fn}: weight[${index}] = ${weight}; weights must be finite and ≥ 0`, { index, value: weight });
  }
}

const COLUMNS = ["rows", "weight", "sum", "squares"] as const;

/** Throws for sums that are not four numbers a cluster. */
export function refuseSums(fn: string, sums: ClusterSums): void {
  for (const column of COLUMNS) {
    sums.ids.forEach((id, i) => {
      const value: unknown = sums[column][i];
      if (typeof value === "number" && !Number.isNaN(value)) return;
      invalid(`${fn}: ${column}[${i}] = ${value} of cluster ${id}; it must be a number`, { index: i, value });
    });
  }
}

/**
 * A collector of cluster sums for streams: one addition a row, memory by the number of clusters.
 *
 * @throws RelentError from `add` for NaN, −Infinity or a weight that is negative or not finite.
 *
 * @example
 * ```ts
 * const collector = collectClusters();
 * collector.add("a", 1);
 * collector.add("a", 3);
 * collector.add("b", 5);
 * collector.sums().sum // [4, 5]
 * ```
 */
export function collectClusters(): ClusterCollector {
  const places = new Map<ClusterId, number>();
  const ids: ClusterId[] = [];
  let cells = new Float64Array(64 * FIELDS);
  let seen = 0;
  let last: ClusterId | undefined;
  let at = 0;

  const placeOf = (cluster: ClusterId): number => {
    const found = places.get(cluster);
    if (found !== undefined) return found;
    const place = ids.length * FIELDS;
    places.set(cluster, place);
    ids.push(cluster);
    if (place === cells.length) {
      const wider = new Float64Array(2 * place);
      wider.set(cells);
      cells = wider;
    }
    return place;
  };

  const find = (cluster: ClusterId): number => {
    if (cluster !== last) {
      at = placeOf(cluster);
      last = cluster;
    }
    return at;
  };

  const add = (cluster: ClusterId, value: number, weight = 1): void => {
    refuseRow("collectClusters", value, weight, seen++);
    if (weight === 0) return;
    const place = find(cluster);
    cells[place]! += 1;
    cells[place + 1]! += weight;
    cells[place + 2]! += weight * value;
    cells[place + 3]! += weight * value * value;
  };

  const merge = (sums: ClusterSums): void => {
    refuseSums("mergeClusterSums", sums);
    sums.ids.forEach((cluster, i) => {
      const place = find(cluster);
      cells[place]! += sums.rows[i]!;
      cells[place + 1]! += sums.weight[i]!;
      cells[place + 2]! += sums.sum[i]!;
      cells[place + 3]! += sums.squares[i]!;
      seen += sums.rows[i]!;
    });
  };

  const column = (field: number): number[] => ids.map((_, i) => cells[i * FIELDS + field]!);
  const sums = (): ClusterSums => ({
    ids: ids.slice(),
    rows: column(0),
    weight: column(1),
    sum: column(2),
    squares: column(3),
  });

  return { add, merge, sums };
}

/**
 * The sums of each cluster over a column of values and the column that names their clusters.
 *
 * @throws RelentError for different lengths, NaN, −Infinity or a weight that is negative or not finite.
 *
 * @example
 * ```ts
 * clusterSums([1, 3, 5], ["a", "a", "b"]).squares // [10, 25]
 * ```
 */
export function clusterSums(
  values: ArrayLike<number>,
  clusters: ArrayLike<ClusterId>,
  weights?: ArrayLike<number>,
): ClusterSums {
  for (const [name, list] of [
    ["clusters", clusters],
    ["weights", weights],
  ] as const) {
    if (list !== undefined && list.length !== values.length) {
      invalid(`clusterSums: ${list.length} ${name} for ${values.length} values; each value needs one`);
    }
  }
  const collector = collectClusters();
  for (let i = 0; i < values.length; i++) collector.add(clusters[i]!, values[i]!, weights?.[i]);
  return collector.sums();
}

/**
 * The sums of all rows from the sums of their parts; a cluster may lie in several parts.
 *
 * @throws RelentError for sums that are not numbers.
 *
 * @example
 * ```ts
 * mergeClusterSums(clusterSums([1], ["a"]), clusterSums([3, 5], ["a", "b"])).sum // [4, 5]
 * ```
 */
export function mergeClusterSums(...parts: readonly ClusterSums[]): ClusterSums {
  const collector = collectClusters();
  for (const part of parts) collector.merge(part);
  return collector.sums();
}
