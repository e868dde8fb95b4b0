import { editDistance } from "@relent/core";

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
  const measured = among.map((candidate) => ({
    candidate,
    far: editDistance(wanted, candidate.toLowerCase()),
  }));
  const nearest = Math.min(limit, ...measured.map(({ far }) => far));
  return measured
    .filter(({ far }) => far <= Math.min(limit, nearest + 1))
    .sort((a, b) => a.far - b.far)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}
