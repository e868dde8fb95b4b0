function fits(run: ArrayLike<number>, inside: ArrayLike<number>, at: number): boolean {
  const from = Math.max(0, -at);
  const to = Math.min(run.length, inside.length - at);
  for (let i = from; i < to; i++) if (run[i] !== inside[at + i]) return false;
  return true;
}

/**
 * The index in `inside` at which all of `run` stands, or, 0 and negative, at which all of `inside` stands in `run`; undefined
 * where neither is so.
 *
 * @example
 * ```ts
 * findTokens([3, 4], [1, 2, 3, 4, 5]) // 2
 * findTokens([1, 2, 3], [2, 3]) // -1
 * findTokens([1, 2, 3], [1, 2]) // 0
 * findTokens([1, 2], [2, 1]) // undefined
 * ```
 */
export function findTokens(run: ArrayLike<number>, inside: ArrayLike<number>): number | undefined {
  for (let at = 0; at + run.length <= inside.length; at++) if (fits(run, inside, at)) return at;
  for (let at = 0; run.length + at >= inside.length; at--) if (fits(run, inside, at)) return at;
  return undefined;
}
