import type { Distribution } from "./distribution.ts";
import { quantile } from "./weighted.ts";

/** A rough partition of a column into at most 32 parts and one for nulls, over which dependence of rows is measured. */
export type Buckets =
  | { readonly kind: "edges"; readonly edges: readonly number[] }
  | { readonly kind: "texts"; readonly texts: readonly string[] };

const MOST = 32;

/** Parts of about equal mass: by quantiles for numbers, the most frequent values and the rest for texts. */
export function makeBuckets(sample: Distribution): Buckets {
  if (sample.kind === "numbers") {
    const { numbers } = sample;
    if (numbers.values.length === 0) return { kind: "edges", edges: [] };
    const edges = Array.from({ length: MOST - 1 }, (_, i) => quantile(numbers, (i + 1) / MOST));
    const least = numbers.values[0]!;
    return { kind: "edges", edges: [...new Set(edges)].filter((e) => e > least) };
  }
  const counts = [...sample.texts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return { kind: "texts", texts: counts.slice(0, MOST - 1).map(([text]) => text) };
}

/** Parts without the one for nulls, which comes last. */
export const bucketCount = (b: Buckets): number => (b.kind === "edges" ? b.edges.length : b.texts.length) + 1;

/** Finds the part of a value; nulls are `bucketCount`. */
export function bucketFinder(b: Buckets): (value: number | string | null) => number {
  const nulls = bucketCount(b);
  if (b.kind === "texts") {
    const at = new Map(b.texts.map((text, i) => [text, i]));
    return (value) => (value === null ? nulls : (at.get(String(value)) ?? b.texts.length));
  }
  return (value) => {
    if (value === null) return nulls;
    let low = 0;
    let high = b.edges.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (Number(value) >= b.edges[middle]!) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
