/** Rows of `dim` coordinates and the row numbers they had, moved together. */
export interface MovableRows {
  readonly points: Float64Array;
  readonly order: Int32Array;
  readonly dim: number;
}

function swap({ points, order, dim }: MovableRows, i: number, j: number): void {
  const row = order[i]!;
  order[i] = order[j]!;
  order[j] = row;
  for (let c = 0, a = i * dim, b = j * dim; c < dim; c++, a++, b++) {
    const held = points[a]!;
    points[a] = points[b]!;
    points[b] = held;
  }
}

/**
 * Moves rows left … right so that by coordinate c none before `middle` is greater than it and none after is less.
 *
 * Floyd and Rivest's SELECT (CACM 18, 1975, algorithm 489), linear in the mean.
 */
export function partitionAtMedian(
  rows: MovableRows,
  c: number,
  left: number,
  right: number,
  middle: number,
): void {
  const { points, dim } = rows;
  while (right > left) {
    if (right - left > 600) {
      const n = right - left + 1;
      const i = middle - left + 1;
      const z = Math.log(n);
      const s = 0.5 * Math.exp((2 * z) / 3);
      const spread = 0.5 * Math.sqrt((z * s * (n - s)) / n) * Math.sign(i - n / 2);
      const low = Math.max(left, Math.floor(middle - (i * s) / n + spread));
      const high = Math.min(right, Math.floor(middle + ((n - i) * s) / n + spread));
      partitionAtMedian(rows, c, low, high, middle);
    }
    const pivot = points[middle * dim + c]!;
    let i = left;
    let j = right;
    swap(rows, left, middle);
    if (points[right * dim + c]! > pivot) swap(rows, left, right);
    while (i < j) {
      swap(rows, i, j);
      i++;
      j--;
      while (points[i * dim + c]! < pivot) i++;
      while (points[j * dim + c]! > pivot) j--;
    }
    if (points[left * dim + c] === pivot) swap(rows, left, j);
    else {
      j++;
      swap(rows, j, right);
    }
    if (j <= middle) left = j + 1;
    if (middle <= j) right = j - 1;
  }
}
