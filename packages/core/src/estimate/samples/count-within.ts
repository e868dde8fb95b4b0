import { edge, type KdTree } from "./kd-tree.ts";
import { boxGapFor, pointGap } from "./norm.ts";

/** The greatest distance from a point to a box, squared for the Euclidean norm; above `limit`, any figure that is. */
function reach(tree: KdTree, node: number, point: Float64Array, limit: number): number {
  const { boxes, dim, norm } = tree;
  const at = node * 2 * dim;
  let sum = 0;
  for (let c = 0; c < dim; c++) {
    const gap = Math.max(point[c]! - boxes[at + c]!, boxes[at + dim + c]! - point[c]!);
    sum = norm === "max" ? Math.max(sum, gap) : sum + gap * gap;
    if (sum > limit) return sum;
  }
  return sum;
}

/**
 * How many points of a tree lie within a radius of each query row: nearer than it, or `inclusive` as near as it.
 *
 * Shapes: `queries` n × dim, one radius a query. A query that is a point of the tree counts itself where its radius
 * allows.
 *
 * @example
 * ```ts
 * const tree = kdTree(Float64Array.of(0, 1, 3), 1)
 * countWithin(tree, Float64Array.of(0, 1), [1, 2]) // [1, 2]
 * countWithin(tree, Float64Array.of(0, 1), [1, 2], { inclusive: true }) // [2, 3]
 * ```
 */
export function countWithin(
  tree: KdTree,
  queries: Float64Array,
  radii: ArrayLike<number>,
  options: { readonly inclusive?: boolean } = {},
): Int32Array {
  const { size, dim, norm, depth, boxes, points } = tree;
  const boxGap = boxGapFor(norm, dim);
  const inclusive = options.inclusive ?? false;
  const n = queries.length / dim;
  const counts = new Int32Array(n);
  const point = new Float64Array(dim);
  const firstLeaf = 2 ** depth - 1;
  for (let q = 0; q < n; q++) {
    for (let c = 0; c < dim; c++) point[c] = queries[q * dim + c]!;
    const limit = norm === "max" ? radii[q]! : radii[q]! ** 2;
    const within = (gap: number): boolean => (inclusive ? gap <= limit : gap < limit);
    const below = (node: number, level: number, j: number): number => {
      if (!within(boxGap(boxes, node, point, dim))) return 0;
      const from = edge(j, size, level);
      const to = edge(j + 1, size, level);
      if (within(reach(tree, node, point, limit))) return to - from;
      if (node < firstLeaf) {
        return below(2 * node + 1, level + 1, 2 * j) + below(2 * node + 2, level + 1, 2 * j + 1);
      }
      let count = 0;
      for (let i = from; i < to; i++) if (within(pointGap(norm, points, i, point, dim, limit))) count++;
      return count;
    };
    counts[q] = below(0, 0, 0);
  }
  return counts;
}
