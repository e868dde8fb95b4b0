/** How distance is measured: the root of the squares' sum, or the largest coordinate. */
export type Norm = "euclidean" | "max";

/** The distance from a point to the box of a node, squared for the Euclidean norm; 0 inside. */
export type BoxGap = (boxes: Float64Array, node: number, point: Float64Array, dim: number) => number;

const outside = (x: number, low: number, high: number): number =>
  x < low ? low - x : x > high ? x - high : 0;

const boxGaps: Readonly<Record<Norm, BoxGap>> = {
  euclidean: (boxes, node, point, dim) => {
    let sum = 0;
    for (let c = 0, at = node * 2 * dim; c < dim; c++, at++) {
      const gap = outside(point[c]!, boxes[at]!, boxes[at + dim]!);
      sum += gap * gap;
    }
    return sum;
  },
  max: (boxes, node, point, dim) => {
    let most = 0;
    for (let c = 0, at = node * 2 * dim; c < dim; c++, at++) {
      const gap = outside(point[c]!, boxes[at]!, boxes[at + dim]!);
      if (gap > most) most = gap;
    }
    return most;
  },
};

const boxGapInSpace: BoxGap = (boxes, node, point) => {
  const at = node * 6;
  const dx = outside(point[0]!, boxes[at]!, boxes[at + 3]!);
  const dy = outside(point[1]!, boxes[at + 1]!, boxes[at + 4]!);
  const dz = outside(point[2]!, boxes[at + 2]!, boxes[at + 5]!);
  return dx * dx + dy * dy + dz * dz;
};

/** The distance to a box in a norm. */
export const boxGapFor = (norm: Norm, dim: number): BoxGap =>
  norm === "euclidean" && dim === 3 ? boxGapInSpace : boxGaps[norm];

/** The distance to row i, squared for the Euclidean norm; where it exceeds `limit`, any figure that does. */
export function pointGap(
  norm: Norm,
  points: Float64Array,
  i: number,
  point: Float64Array,
  dim: number,
  limit: number,
): number {
  const at = i * dim;
  let sum = 0;
  if (norm === "euclidean") {
    for (let c = 0; c < dim; c++) {
      const gap = points[at + c]! - point[c]!;
      sum += gap * gap;
    }
    return sum;
  }
  for (let c = 0; c < dim; c++) {
    const gap = Math.abs(points[at + c]! - point[c]!);
    if (gap > sum) {
      sum = gap;
      if (sum > limit) return sum;
    }
  }
  return sum;
}
