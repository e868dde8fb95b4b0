import { digamma } from "../../scalar/index.ts";
import { countWithin } from "./count-within.ts";
import { type KdTree, kdTree } from "./kd-tree.ts";
import { type Neighbours, nearestOthers } from "./nearest.ts";
import type { Samples } from "./samples.ts";

/** Which of Kraskov, Stögbauer and Grassberger's estimators: cubes, or boxes with sides of their own. */
export type KsgVariant = 1 | 2;

/** Both blocks side by side, row after row. */
export function joined(x: Samples, y: Samples): Samples {
  const dim = x.dim + y.dim;
  const data = new Float64Array(x.n * dim);
  for (let i = 0; i < x.n; i++) {
    data.set(x.data.subarray(i * x.dim, (i + 1) * x.dim), i * dim);
    data.set(y.data.subarray(i * y.dim, (i + 1) * y.dim), i * dim + x.dim);
  }
  return { kind: "samples", data, n: x.n, dim };
}

/** How many points lie within a radius of each point, itself included where its radius allows. */
export type Counter = (radii: Float64Array, inclusive: boolean) => Int32Array;

/** Counts in a block: by sorted order for numbers, else in a tree of the largest coordinate's norm. */
export function counterOf(x: Samples): Counter {
  if (x.dim > 1) {
    const tree: KdTree = kdTree(x.data, x.dim, "max");
    return (radii, inclusive) => countWithin(tree, x.data, radii, { inclusive });
  }
  const sorted = x.data.slice().sort();
  // Gaps are compared as the search for neighbours computed them: value ± radius may round past a neighbour.
  const firstWhere = (holds: (value: number) => boolean): number => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(sorted[middle]!)) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  return (radii, inclusive) =>
    Int32Array.from(radii, (radius, i) => {
      const value = x.data[i]!;
      const within = (gap: number): boolean => (inclusive ? gap <= radius : gap < radius);
      const from = firstWhere((other) => other >= value || within(value - other));
      const to = firstWhere((other) => other > value && !within(other - value));
      return within(0) ? to - from : 0;
    });
}

function kthDistance({ k: width, distances }: Neighbours, k: number, n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => distances[i * width + k - 1]!);
}

/** For each point, how far its k neighbours reach in one block. */
function reachIn(x: Samples, neighbours: Neighbours, k: number): Float64Array {
  const { k: width, rows } = neighbours;
  const reach = new Float64Array(x.n);
  for (let i = 0; i < x.n; i++) {
    for (let j = 0; j < k; j++) {
      const other = rows[i * width + j]!;
      for (let c = 0; c < x.dim; c++) {
        const gap = Math.abs(x.data[other * x.dim + c]! - x.data[i * x.dim + c]!);
        if (gap > reach[i]!) reach[i] = gap;
      }
    }
  }
  return reach;
}

/**
 * The terms whose mean is Kraskov, Stögbauer and Grassberger's estimate of mutual information, one a point, for each k.
 *
 * Variant 1: ψ(k) + ψ(n) − ψ(n_x + 1) − ψ(n_y + 1), n_x the others nearer in x than the k-th neighbour is in (x, y).
 * Variant 2: ψ(k) − 1/k + ψ(n) − ψ(n_x) − ψ(n_y), n_x the others no farther in x than the k neighbours reach in x.
 * Distance is the largest coordinate's. Source: Phys. Rev. E 69 (2004) 066138, equations 8 and 9.
 */
export function ksgTerms(
  x: Samples,
  y: Samples,
  ks: readonly number[],
  variant: KsgVariant,
): readonly Float64Array[] {
  const { n } = x;
  const both = joined(x, y);
  const all = nearestOthers(kdTree(both.data, both.dim, "max"), Math.max(...ks));
  const [inX, inY] = [counterOf(x), counterOf(y)];
  return ks.map((k) => {
    const counts = ([block, count]: readonly [Samples, Counter]): Int32Array =>
      variant === 1 ? count(kthDistance(all, k, n), false) : count(reachIn(block, all, k), true);
    const [nx, ny] = [counts([x, inX]), counts([y, inY])];
    const constant = digamma(k) + digamma(n) - (variant === 1 ? 0 : 1 / k);
    // The counts include the point itself: n_x + 1 in variant 1, one too many in variant 2.
    const own = variant === 1 ? 0 : 1;
    return Float64Array.from(nx, (count, i) => constant - digamma(count - own) - digamma(ny[i]! - own));
  });
}

/**
 * The terms of Gao, Kannan, Oh and Viswanath's estimate for laws that mix points of their own mass with densities.
 *
 * ψ(k̃) + ψ(n) − ψ(n_x) − ψ(n_y), the point itself counted; where k neighbours are at distance 0, k̃ is all points there.
 * Source: NeurIPS 30 (2017) 5986.
 */
export function mixedTerms(x: Samples, y: Samples, k: number): Float64Array {
  const { n } = x;
  const both = joined(x, y);
  const tree = kdTree(both.data, both.dim, "max");
  const neighbours = nearestOthers(tree, k);
  const kth = kthDistance(neighbours, k, n);
  const tied = countWithin(tree, both.data, new Float64Array(n), { inclusive: true });
  const atPoint = [counterOf(x), counterOf(y)].map((count) => ({
    within: count(kth, false),
    at: count(new Float64Array(n), true),
  }));
  const constant = digamma(n);
  return kth.map((radius, i) => {
    const zero = radius === 0;
    const [nx, ny] = atPoint.map((block) => (zero ? block.at[i]! : Math.max(1, block.within[i]!)));
    return constant + digamma(zero ? tied[i]! : k) - digamma(nx!) - digamma(ny!);
  });
}
