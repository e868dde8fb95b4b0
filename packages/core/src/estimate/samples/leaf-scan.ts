import { type Norm, pointGap } from "./norm.ts";

/** The list of the k nearest so far, nearest first. */
export interface Nearest {
  readonly gaps: Float64Array;
  readonly at: Int32Array;
}

function insert(list: Nearest, gap: number, i: number, k: number): void {
  const { gaps, at } = list;
  let j = k - 1;
  while (j > 0 && gaps[j - 1]! > gap) {
    gaps[j] = gaps[j - 1]!;
    at[j] = at[j - 1]!;
    j--;
  }
  gaps[j] = gap;
  at[j] = i;
}

/** Puts those of the rows from `from` to `to`, `without` left out, into the list that are nearer than its last. */
export type Scan = (
  points: Float64Array,
  dim: number,
  from: number,
  to: number,
  point: Float64Array,
  without: number,
  list: Nearest,
  k: number,
) => void;

const scanPlane: Scan = (points, _, from, to, point, without, list, k) => {
  const x = point[0]!;
  const y = point[1]!;
  let limit = list.gaps[k - 1]!;
  for (let i = from, at = 2 * from; i < to; i++, at += 2) {
    const dx = points[at]! - x;
    const dy = points[at + 1]! - y;
    const gap = dx * dx + dy * dy;
    if (gap < limit && i !== without) {
      insert(list, gap, i, k);
      limit = list.gaps[k - 1]!;
    }
  }
};

const scanSpace: Scan = (points, _, from, to, point, without, list, k) => {
  const x = point[0]!;
  const y = point[1]!;
  const z = point[2]!;
  let limit = list.gaps[k - 1]!;
  for (let i = from, at = 3 * from; i < to; i++, at += 3) {
    const dx = points[at]! - x;
    const dy = points[at + 1]! - y;
    const dz = points[at + 2]! - z;
    const gap = dx * dx + dy * dy + dz * dz;
    if (gap < limit && i !== without) {
      insert(list, gap, i, k);
      limit = list.gaps[k - 1]!;
    }
  }
};

const scanAny =
  (norm: Norm): Scan =>
  (points, dim, from, to, point, without, list, k) => {
    let limit = list.gaps[k - 1]!;
    for (let i = from; i < to; i++) {
      const gap = pointGap(norm, points, i, point, dim, limit);
      if (gap < limit && i !== without) {
        insert(list, gap, i, k);
        limit = list.gaps[k - 1]!;
      }
    }
  };

const SCANS: Readonly<Record<Norm, readonly (Scan | undefined)[]>> = {
  euclidean: [undefined, undefined, scanPlane, scanSpace],
  max: [],
};

/** The loop over the points of a leaf, unrolled in the plane and in space. */
export const scanFor = (norm: Norm, dim: number): Scan => SCANS[norm][dim] ?? scanAny(norm);
