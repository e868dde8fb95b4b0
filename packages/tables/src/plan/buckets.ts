import type { ChunkColumn } from "@relent/engine";
import { tally } from "./distinct.ts";
import { quantile, weighted } from "./weighted.ts";

/** A rough partition of a column into at most 32 parts and one for nulls, over which dependence of rows is measured. */
export type Buckets =
  | { readonly kind: "edges"; readonly edges: readonly number[] }
  | { readonly kind: "texts"; readonly texts: readonly string[] };

const MOST = 32;

/** Parts of about equal mass: by quantiles for numbers, the most frequent values and the rest for texts. */
export function makeBuckets(sample: ChunkColumn): Buckets {
  if (sample.kind === "number") {
    const numbers = Array.from(sample.values).filter(
      (v, i) => Number.isFinite(v) && (sample.valid?.[i] ?? 1) === 1,
    );
    if (numbers.length === 0) return { kind: "edges", edges: [] };
    const w = weighted(Float64Array.from(numbers));
    const edges = Array.from({ length: MOST - 1 }, (_, i) => quantile(w, (i + 1) / MOST));
    const least = w.values[0]!;
    return { kind: "edges", edges: [...new Set(edges)].filter((e) => e > least) };
  }
  const counts = [...tally(sample.values.filter((_, i) => (sample.valid?.[i] ?? 1) === 1))];
  counts.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return { kind: "texts", texts: counts.slice(0, MOST - 1).map(([text]) => text) };
}

/** Parts without the one for nulls, which comes last. */
export const bucketCount = (b: Buckets): number => (b.kind === "edges" ? b.edges.length : b.texts.length) + 1;

/** The part of a value; nulls are `bucketCount`. */
export function bucketOf(b: Buckets, value: number | string | null): number {
  if (value === null) return bucketCount(b);
  if (b.kind === "texts") {
    const at = b.texts.indexOf(String(value));
    return at < 0 ? b.texts.length : at;
  }
  let low = 0;
  let high = b.edges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (Number(value) >= b.edges[middle]!) low = middle + 1;
    else high = middle;
  }
  return low;
}
