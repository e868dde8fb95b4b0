/** Counts of categories, one number a category; both sides of a pair list the same categories in the same order. */
export type Counts = ArrayLike<number>;

/** A column of numbers without nulls: as the rows lie, and in order. */
export interface NumberSample {
  readonly values: Float64Array;
  readonly sorted: Float64Array;
}

/** A column of categories, counted whole and in pieces of consecutive rows. */
export interface CategorySample {
  readonly counts: Counts;
  readonly pieces: readonly Counts[];
}

export interface Pair<S> {
  readonly reference: S;
  readonly current: S;
}

export function numberSample(values: ArrayLike<number>): NumberSample {
  const own = Float64Array.from(values);
  return { values: own, sorted: own.slice().sort() };
}

/** Ends of the pieces that NannyML cuts n rows into by default: ⌊n/10⌋ rows each, a rest of its own if there is one. */
export function pieceEnds(n: number): readonly number[] {
  const size = Math.floor(n / 10);
  if (size < 1) throw new RangeError(`pieceEnds: ${n} rows give no pieces; at least 10 are needed`);
  const ends: number[] = [];
  for (let end = size; end <= n; end += size) ends.push(end);
  if (ends.at(-1) !== n) ends.push(n);
  return ends;
}

/** Category numbers 0…k−1 of consecutive rows. */
export function categorySample(codes: ArrayLike<number>, k: number): CategorySample {
  const counts = new Float64Array(k);
  let start = 0;
  const pieces = pieceEnds(codes.length).map((end) => {
    const piece = new Float64Array(k);
    for (let i = start; i < end; i++) {
      const code = codes[i]!;
      if (!(code >= 0 && code < k))
        throw new RangeError(
          `categorySample: codes[${i}] = ${code}; whole numbers in 0…${k - 1} are allowed`,
        );
      piece[code]!++;
      counts[code]!++;
    }
    start = end;
    return piece;
  });
  return { counts, pieces };
}

export function total(counts: Counts): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += counts[i]!;
  return sum;
}

export function shares(counts: Counts, of: number = total(counts)): Float64Array {
  return Float64Array.from(counts, (count) => count / of);
}

/** The categories that occur on either side; tools never see the others. */
export function seen(reference: Counts, current: Counts): Pair<Float64Array> {
  const kept: number[] = [];
  for (let i = 0; i < reference.length; i++) if (reference[i]! > 0 || current[i]! > 0) kept.push(i);
  return {
    reference: Float64Array.from(kept, (i) => reference[i]!),
    current: Float64Array.from(kept, (i) => current[i]!),
  };
}
