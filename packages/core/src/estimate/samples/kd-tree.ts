import { RelentError } from "../../error.ts";
import { partitionAtMedian } from "./median-partition.ts";
import type { Norm } from "./norm.ts";

/**
 * Points laid out for neighbour search: a complete binary tree whose node j of level l holds the points from
 * ⌊jn/2ˡ⌋ to ⌊(j+1)n/2ˡ⌋ of `order`, with its bounding box.
 */
export interface KdTree {
  readonly size: number;
  readonly dim: number;
  readonly norm: Norm;
  /** Row numbers in the order of the tree. */
  readonly order: Int32Array;
  /** The points in the order of the tree. */
  readonly points: Float64Array;
  readonly depth: number;
  /** Which coordinate each inner node was cut at, and at which value: none before is above it, none after below. */
  readonly cutSides: Int32Array;
  readonly cuts: Float64Array;
  /** Least corner, then greatest corner, of each node: root, level 1, level 2, … */
  readonly boxes: Float64Array;
}

/** Points a leaf holds at most: 12 to 28 are within a tenth of each other in time. */
const LEAF = 24;

/** Where node j of a level begins: ⌊j·n/2ˡ⌋, exact: the product stays under 2⁵³. */
export const edge = (j: number, n: number, level: number): number => Math.floor((j * n) / 2 ** level);

function fillBoxes(boxes: Float64Array, points: Float64Array, n: number, dim: number, depth: number): void {
  const leaves = 2 ** depth;
  for (let leaf = 0; leaf < leaves; leaf++) {
    const at = (leaves - 1 + leaf) * 2 * dim;
    for (let c = 0; c < dim; c++) {
      let low = Number.POSITIVE_INFINITY;
      let high = Number.NEGATIVE_INFINITY;
      for (let i = edge(leaf, n, depth); i < edge(leaf + 1, n, depth); i++) {
        const value = points[i * dim + c]!;
        if (value < low) low = value;
        if (value > high) high = value;
      }
      boxes[at + c] = low;
      boxes[at + dim + c] = high;
    }
  }
  for (let node = leaves - 2; node >= 0; node--) {
    const at = node * 2 * dim;
    const left = (2 * node + 1) * 2 * dim;
    const right = left + 2 * dim;
    for (let c = 0; c < dim; c++) {
      boxes[at + c] = Math.min(boxes[left + c]!, boxes[right + c]!);
      boxes[at + dim + c] = Math.max(boxes[left + dim + c]!, boxes[right + dim + c]!);
    }
  }
}

function widest(points: Float64Array, dim: number, from: number, to: number): number {
  let best = 0;
  let spread = -1;
  for (let c = 0; c < dim; c++) {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let at = from * dim + c; at < to * dim; at += dim) {
      const value = points[at]!;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    if (high - low > spread) {
      spread = high - low;
      best = c;
    }
  }
  return best;
}

/**
 * Builds a k-d tree over rows of `dim` finite coordinates, cutting the widest side of each box at its median.
 *
 * Time O(n log n), memory about twice the points. Source: Friedman, Bentley & Finkel, ACM TOMS 3 (1977) 209.
 *
 * @throws RelentError "invalid-argument" when the numbers do not divide into rows of `dim`.
 * @example
 * ```ts
 * const tree = kdTree(Float64Array.of(0, 1, 3), 1)
 * nearest(tree, Float64Array.of(0.9), 2).rows // [1, 0]
 * ```
 */
export function kdTree(data: Float64Array, dim: number, norm: Norm = "euclidean"): KdTree {
  const size = data.length / dim;
  if (!Number.isInteger(size) || size < 1) {
    throw new RelentError(
      "invalid-argument",
      `kdTree: ${data.length} numbers do not divide into rows of ${dim}; at least one whole row is needed`,
      { value: data.length },
    );
  }
  const depth = Math.max(0, Math.ceil(Math.log2(size / LEAF)));
  const order = new Int32Array(size);
  for (let i = 0; i < size; i++) order[i] = i;
  const points = data.slice();
  const cutSides = new Int32Array(2 ** depth);
  const cuts = new Float64Array(2 ** depth);
  for (let level = 0; level < depth; level++) {
    for (let j = 0; j < 2 ** level; j++) {
      const from = edge(j, size, level);
      const to = edge(j + 1, size, level);
      const c = widest(points, dim, from, to);
      const middle = edge(2 * j + 1, size, level + 1);
      partitionAtMedian({ points, order, dim }, c, from, to - 1, middle);
      const node = 2 ** level - 1 + j;
      cutSides[node] = c;
      cuts[node] = points[middle * dim + c]!;
    }
  }
  const boxes = new Float64Array((2 ** (depth + 1) - 1) * 2 * dim);
  fillBoxes(boxes, points, size, dim, depth);
  return { size, dim, norm, order, points, depth, cutSides, cuts, boxes };
}
