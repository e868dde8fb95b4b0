/** What a sample says of how many distinct values its column holds. */
export interface DistinctCount {
  readonly seen: number;
  /** Chao's lower bound of the number in the whole column: seen + f₁(f₁−1)/(2(f₂+1)). */
  readonly estimated: number;
  /** Share of the sampled rows whose value stands once in the sample. */
  readonly singletonShare: number;
}

/** Counts distinct values of a sample, and estimates those it missed (Chao 1984, bias-corrected), none of a whole table. */
export function countDistinct(counts: ReadonlyMap<unknown, number>, whole: boolean): DistinctCount {
  let once = 0;
  let twice = 0;
  let rows = 0;
  for (const n of counts.values()) {
    rows += n;
    if (n === 1) once++;
    else if (n === 2) twice++;
  }
  return {
    seen: counts.size,
    estimated: counts.size + (whole ? 0 : (once * (once - 1)) / (2 * (twice + 1))),
    singletonShare: rows === 0 ? 0 : once / rows,
  };
}

/** Rows per value. */
export function tally<T>(values: Iterable<T>): Map<T, number> {
  const counts = new Map<T, number>();
  for (const v of values) counts.set(v, (counts.get(v) ?? 0) + 1);
  return counts;
}
