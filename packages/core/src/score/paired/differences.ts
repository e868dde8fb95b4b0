import { invalid } from "../../finite/check.ts";

/** Rows whose difference has no finite value, by who is infinite there. */
export interface InfiniteRows {
  /** a − b = Infinity. */
  readonly a: readonly number[];
  /** a − b = −Infinity. */
  readonly b: readonly number[];
  /** Both scores are infinite alike: such rows count as no difference. */
  readonly both: readonly number[];
}

/** a − b row by row, and where it is not finite. */
export interface Differences {
  readonly values: Float64Array;
  readonly infinite: InfiniteRows;
}

function checkScores(fn: string, name: string, scores: ArrayLike<number>): void {
  for (let i = 0; i < scores.length; i++) {
    if (!Number.isNaN(scores[i])) continue;
    invalid(`${fn}: ${name}[${i}] is not a number; a score must be one, ±Infinity included`, { index: i });
  }
}

/** The differences of the rows that carry weight; 0 where both scores are equal, infinite ones included. */
export function differencesOf(
  fn: string,
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  weights?: ArrayLike<number>,
): Differences {
  if (a.length !== b.length) {
    invalid(`${fn}: ${a.length} scores of A and ${b.length} of B; each row needs both`);
  }
  checkScores(fn, "a", a);
  checkScores(fn, "b", b);
  const infinite: Record<"a" | "b" | "both", number[]> = { a: [], b: [], both: [] };
  const values = Float64Array.from(a, (x, i) => {
    if (weights?.[i] === 0) return 0;
    if (x !== b[i]) return x - b[i]!;
    if (!Number.isFinite(x)) infinite.both.push(i);
    return 0;
  });
  values.forEach((value, i) => {
    if (!Number.isFinite(value)) infinite[value > 0 ? "a" : "b"].push(i);
  });
  return { values, infinite };
}
