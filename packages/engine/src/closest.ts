function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}

/**
 * Names that a mistyped one may have meant: at most `count`, nearest first by Levenshtein distance on lower case, none
 * further than half the name's length (at least 2) or than the nearest by more than 1, ties in the given order.
 *
 * @example
 * ```ts
 * closest("amuont", ["amount", "city", "Amount_eur"]) // ["amount"]
 * closest("zzz", ["amount", "city"]) // []
 * ```
 */
export function closest(name: string, among: readonly string[], count = 3): readonly string[] {
  const wanted = name.toLowerCase();
  const limit = Math.max(2, Math.floor(name.length / 2));
  const measured = among.map((candidate) => ({ candidate, far: distance(wanted, candidate.toLowerCase()) }));
  const nearest = Math.min(limit, ...measured.map(({ far }) => far));
  return measured
    .filter(({ far }) => far <= Math.min(limit, nearest + 1))
    .sort((a, b) => a.far - b.far)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}
