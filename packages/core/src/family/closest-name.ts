/** Levenshtein's distance, letter case aside. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (same ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}

/** ": did you mean …?" with the nearest of the names, or nothing where none is near. */
export function didYouMean(text: string, names: readonly string[]): string {
  const near = names
    .map((name) => [name, distance(text.toLowerCase(), name.toLowerCase())] as const)
    .filter(([, far]) => far <= Math.max(1, text.length / 3))
    .sort((a, b) => a[1] - b[1]);
  return near[0] ? `did you mean ${near[0][0]}? ` : "";
}
