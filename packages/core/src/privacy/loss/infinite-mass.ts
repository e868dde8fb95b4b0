/** P(some L = ∞) of counted losses. */
export function infiniteMass(
  parts: readonly { readonly count: number; readonly infinite: number }[],
): number {
  let log = 0;
  for (const { count, infinite } of parts) if (count > 0) log += count * Math.log1p(-infinite);
  return -Math.expm1(log);
}
