const { fround } = Math;

/** The quantiles of values sorted in rising order, as llama.cpp takes them in single precision. */
export function percentile(sorted: Float32Array, share: number): number {
  const last = sorted.length - 1;
  const at = fround(fround(share) * last);
  const below = Math.floor(at);
  if (below >= last) return sorted[last]!;
  const part = fround(at - below);
  return fround(fround(fround(1 - part) * sorted[below]!) + fround(part * sorted[below + 1]!));
}

/** The middle value, or the mean of the two middle ones. */
export function median(sorted: Float32Array): number {
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : fround(fround(sorted[half - 1]! + sorted[half]!) * 0.5);
}

/** Greatest, least, and shares between, by the labels that llama.cpp prints. */
export type Quantiles = Readonly<Record<string, number>>;

/** `shares`: those above the median in falling order; the same are taken below it. */
export function quantilesOf(values: readonly number[], shares: readonly number[]): Quantiles {
  const sorted = Float32Array.from(values).sort();
  const label = (share: number): string => `${(100 * share).toFixed(1)}%`;
  return Object.fromEntries([
    ["Maximum", sorted.at(-1)!],
    ...shares.map((share) => [label(share), percentile(sorted, share)]),
    ["Median", median(sorted)],
    ...shares.map((share) => [label(1 - share), percentile(sorted, 1 - share)]).reverse(),
    ["Minimum", sorted[0]!],
  ]);
}
