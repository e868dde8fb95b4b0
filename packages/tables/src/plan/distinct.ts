/** What a sample says of how many distinct values its column holds. */
export interface DistinctCount {
  readonly seen: number;
  /** Chao's lower bound of the number in the whole column: seen + f₁(f₁−1)/(2(f₂+1)). */
  readonly estimated: number;
  /** Share of the sampled rows whose value stands once in the sample. */
  readonly singletonShare: number;
}

/**
 * Counts distinct values from the rows that each has in a sample of a table of `tableRows` rows, and estimates those it
 * missed (Chao 1984, bias-corrected): none of a whole table, never more than there are rows.
 */
export function countDistinct(occurrences: Iterable<number>, tableRows: number): DistinctCount {
  let seen = 0;
  let once = 0;
  let twice = 0;
  let rows = 0;
  for (const n of occurrences) {
    seen++;
    rows += n;
    if (n === 1) once++;
    else if (n === 2) twice++;
  }
  const missed = (once * (once - 1)) / (2 * (twice + 1));
  return {
    seen,
    estimated: Math.min(seen + missed, seen + Math.max(0, tableRows - rows)),
    singletonShare: rows === 0 ? 0 : once / rows,
  };
}
