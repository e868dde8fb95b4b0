import { RelentError } from "../../error.ts";
import { edge, type KdTree } from "./kd-tree.ts";
import { type Nearest, scanFor } from "./leaf-scan.ts";
import { boxGapFor } from "./norm.ts";

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
  const { size, dim, norm, depth, boxes, points, cutSides, cuts } = tree;
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
      const least = waitingGap[top]!;
      top--;
      // The distance to the cut is at hand; the distance to the box prunes more, and is only asked for where that did not.
      if (least >= gaps[k - 1]!) continue;
      if (node > 0 && boxGap(boxes, node, point, dim) >= gaps[k - 1]!) continue;
      while (node < firstLeaf) {
        const beyond = point[cutSides[node]!]! - cuts[node]!;
        const far = norm === "max" ? Math.abs(beyond) : beyond * beyond;
        const left = 2 * node + 1;
        const near = beyond < 0 ? left : left + 1;
        if (far < gaps[k - 1]!) {
          top++;
          waiting[top] = beyond < 0 ? left + 1 : left;
          waitingGap[top] = far;
        }
        node = near;
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
