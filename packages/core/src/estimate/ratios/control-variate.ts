import type { Numbers } from "../../finite/kinds.ts";
import type { ClusterId } from "../clusters/cluster-sums.ts";
import { normalisationNotes, tailNotes } from "./notes.ts";

/** n, Σx, Σy, Σx² and Σxy of the control x and the terms y: what a least-squares slope is made of. */
const FIELDS = 5;

function addTo(sums: Float64Array, at: number, x: number, y: number): void {
  sums[at]! += 1;
  sums[at + 1]! += x;
  sums[at + 2]! += y;
  sums[at + 3]! += x * x;
  sums[at + 4]! += x * y;
}

/** The multiple of x that takes most variance from y, over all draws but those of the five sums `own` at `at`. */
function slopeWithout(all: Float64Array, own: Float64Array, at: number): number {
  const n = all[0]! - own[at]!;
  const x = all[1]! - own[at + 1]!;
  const y = all[2]! - own[at + 2]!;
  const square = all[3]! - own[at + 3]! - (x * x) / n;
  return square > 0 ? ((x * y) / n - (all[4]! - own[at + 4]!)) / square : 0;
}

/** Where the sums of each draw's cluster stand. */
function placesOf(clusters: ArrayLike<ClusterId>, n: number): { places: Int32Array; size: number } {
  const known = new Map<ClusterId, number>();
  const places = Int32Array.from({ length: n }, (_, i) => {
    const place = known.get(clusters[i]!) ?? known.size * FIELDS;
    known.set(clusters[i]!, place);
    return place;
  });
  return { places, size: known.size * FIELDS };
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
  const n = terms.length;
  const control = Float64Array.from(logRatios, Math.expm1);
  const { places, size } =
    clusters === undefined ? { places: undefined, size: FIELDS } : placesOf(clusters, n);
  const all = new Float64Array(FIELDS);
  const own = new Float64Array(size);
  for (let i = 0; i < n; i++) {
    addTo(all, 0, control[i]!, terms[i]!);
    if (places !== undefined) addTo(own, places[i]!, control[i]!, terms[i]!);
  }
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    if (places === undefined) addTo(own.fill(0), 0, control[i]!, terms[i]!);
    out[i] = terms[i]! + slopeWithout(all, own, places?.[i] ?? 0) * control[i]!;
  }
  return { terms: out, slope: slopeWithout(all, new Float64Array(FIELDS), 0), notes };
}
