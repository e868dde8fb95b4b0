/**
 * Levenshtein's distance of two texts: the fewest characters to insert, delete or replace that make one of the other.
 *
 * Characters are UTF-16 units and letter case counts; time grows with the product of their lengths, memory with that of b.
 *
 * @see Levenshtein, Soviet Physics Doklady 10 (1966) 707.
 * @example
 * ```ts
 * editDistance("amuont", "amount") // 2
 * editDistance("", "kl") // 2
 * ```
 */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
