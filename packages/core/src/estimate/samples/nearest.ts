import { RelentError } from "../../error.ts";
import { edge, type KdTree } from "./kd-tree.ts";
import { boxGapFor, type Nearest, scanFor } from "./norm.ts";

/** The k nearest points of each query, nearest first: entries ik … ik + k − 1 of both arrays belong to query i. */
export interface Neighbours {
  readonly k: number;
  readonly distances: Float64Array;
  /** Row numbers in the tree's points. */
  readonly rows: Int32Array;
}

function search(
  tree: KdTree,
  k: number,
  n: number,
  coordinates: Float64Array,
  places: { readonly order: Int32Array | undefined; readonly own: boolean },
): Neighbours {
  const { size, dim, norm, depth, boxes, points } = tree;
  const scan = scanFor(norm, dim);
  const boxGap = boxGapFor(norm, dim);
  const distances = new Float64Array(n * k);
  const rows = new Int32Array(n * k);
  const list: Nearest = { gaps: new Float64Array(k), at: new Int32Array(k) };
  const gaps = list.gaps;
  const point = new Float64Array(dim);
  const waiting = new Int32Array(depth + 2);
  const waitingGap = new Float64Array(depth + 2);
  const firstLeaf = 2 ** depth - 1;
  const starts = Int32Array.from({ length: firstLeaf + 2 }, (_, leaf) => edge(leaf, size, depth));
  for (let turn = 0; turn < n; turn++) {
    const query = places.order === undefined ? turn : places.order[turn]!;
    const from = (places.own ? turn : query) * dim;
    for (let c = 0; c < dim; c++) point[c] = coordinates[from + c]!;
    const without = places.own ? turn : -1;
    gaps.fill(Number.POSITIVE_INFINITY);
    let top = 0;
    waiting[0] = 0;
    waitingGap[0] = 0;
    while (top >= 0) {
      let node = waiting[top]!;
      const gap = waitingGap[top]!;
      top--;
      if (gap >= gaps[k - 1]!) continue;
      while (node < firstLeaf) {
        const left = 2 * node + 1;
        const leftGap = boxGap(boxes, left, point, dim);
        const rightGap = boxGap(boxes, left + 1, point, dim);
        const leftFirst = leftGap <= rightGap;
        const far = leftFirst ? rightGap : leftGap;
        if (far < gaps[k - 1]!) {
          top++;
          waiting[top] = leftFirst ? left + 1 : left;
          waitingGap[top] = far;
        }
        node = leftFirst ? left : left + 1;
      }
      const leaf = node - firstLeaf;
      scan(points, dim, starts[leaf]!, starts[leaf + 1]!, point, without, list, k);
    }
    for (let j = 0, to = query * k; j < k; j++, to++) {
      distances[to] = norm === "euclidean" ? Math.sqrt(gaps[j]!) : gaps[j]!;
      rows[to] = tree.order[list.at[j]!]!;
    }
  }
  return { k, distances, rows };
}

function checkCount(fn: string, k: number, most: number): void {
  if (Number.isInteger(k) && k >= 1 && k <= most) return;
  throw new RelentError("invalid-argument", `${fn}: k = ${k}; it must be whole, from 1 to ${most} here`, {
    value: k,
  });
}

/**
 * The k nearest points of a tree for each query row, nearest first, in the tree's norm.
 *
 * Shapes: `queries` n × dim, results n × k. `order` says in which order to answer: one that keeps near queries together,
 * such as another tree's, is faster; the result does not depend on it.
 *
 * @throws RelentError "invalid-argument" when k is not between 1 and the number of points.
 * @example
 * ```ts
 * nearest(kdTree(Float64Array.of(0, 1, 3), 1), Float64Array.of(0.9), 2).rows // [1, 0]
 * ```
 */
export function nearest(tree: KdTree, queries: Float64Array, k: number, order?: Int32Array): Neighbours {
  checkCount("nearest", k, tree.size);
  return search(tree, k, queries.length / tree.dim, queries, { order, own: false });
}

/**
 * The k nearest other points of each point of a tree: a row is not its own neighbour, but its duplicates are.
 *
 * @throws RelentError "invalid-argument" when k is not between 1 and the number of points less one.
 * @example
 * ```ts
 * nearestOthers(kdTree(Float64Array.of(0, 1, 3), 1), 1).distances // [1, 1, 2]
 * ```
 */
export function nearestOthers(tree: KdTree, k: number): Neighbours {
  checkCount("nearestOthers", k, tree.size - 1);
  return search(tree, k, tree.size, tree.points, { order: tree.order, own: true });
}
