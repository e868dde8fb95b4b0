import type { Numbers } from "../../finite/kinds.ts";
import type { ClusterId } from "../clusters/cluster-sums.ts";
import { normalisationNotes, tailNotes } from "./notes.ts";

/** Sums that a least-squares slope is made of. */
type Sums = [n: number, x: number, y: number, xx: number, xy: number];

const slopeOf = ([n, x, y, xx, xy]: Sums): number => {
  const square = xx - (x * x) / n;
  return square > 0 ? -(xy - (x * y) / n) / square : 0;
};

function sumsOf(control: Float64Array, terms: Float64Array, draws: Iterable<number>): Sums {
  const sums: Sums = [0, 0, 0, 0, 0];
  for (const i of draws) {
    const x = control[i]!;
    const y = terms[i]!;
    sums[0]++;
    sums[1] += x;
    sums[2] += y;
    sums[3] += x * x;
    sums[4] += x * y;
  }
  return sums;
}

/** The draws of each cluster, or each draw alone. */
function groups(n: number, clusters: ArrayLike<ClusterId> | undefined): Iterable<readonly number[]> {
  if (clusters === undefined) return Array.from({ length: n }, (_, i) => [i]);
  const found = new Map<ClusterId, number[]>();
  for (let i = 0; i < n; i++) {
    const known = found.get(clusters[i]!);
    if (known === undefined) found.set(clusters[i]!, [i]);
    else known.push(i);
  }
  return found.values();
}

/** Terms to which a multiple of r − 1 was added, or a note that says why not. */
export interface Controlled {
  readonly terms: Float64Array;
  /** The multiple that all draws together would choose; `undefined` where none was added. */
  readonly slope?: number;
  readonly notes: readonly string[];
}

/**
 * Adds to each term the multiple of r − 1, whose mean is 0, that makes the variance least in the other clusters.
 *
 * A multiple that does not depend on the draws it multiplies adds no bias. None is added where r does not average 1, or
 * its tail index says that it has no variance.
 */
export function controlled(
  terms: Float64Array,
  logRatios: Numbers,
  clusters: ArrayLike<ClusterId> | undefined,
): Controlled {
  const notes = [...normalisationNotes(logRatios), ...tailNotes(logRatios)];
  if (notes.length > 0) return { terms, notes };
  const control = Float64Array.from(logRatios, Math.expm1);
  const all = sumsOf(control, terms, control.keys());
  const out = new Float64Array(terms.length);
  for (const group of groups(terms.length, clusters)) {
    const own = sumsOf(control, terms, group);
    const slope = slopeOf(all.map((sum, k) => sum - own[k]!) as Sums);
    for (const i of group) out[i] = terms[i]! + slope * control[i]!;
  }
  return { terms: out, slope: slopeOf(all), notes };
}
