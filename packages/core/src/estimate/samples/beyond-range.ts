import type { Samples } from "./samples.ts";

/**
 * A note, where more points of p lie outside the range of q, in some coordinate, than if both laws were one.
 *
 * Of one law 2·dim·n/(m+1) are expected; four times that and ten more are not chance, ½ % of p can matter.
 */
export function beyondRange(p: Samples, q: Samples): readonly string[] {
  const { dim } = p;
  const low = new Float64Array(dim).fill(Number.POSITIVE_INFINITY);
  const high = new Float64Array(dim).fill(Number.NEGATIVE_INFINITY);
  for (let i = 0; i < q.data.length; i++) {
    const c = i % dim;
    low[c] = Math.min(low[c]!, q.data[i]!);
    high[c] = Math.max(high[c]!, q.data[i]!);
  }
  let beyond = 0;
  for (let i = 0; i < p.n; i++) {
    let outside = false;
    for (let c = 0; c < dim; c++) {
      const x = p.data[i * dim + c]!;
      outside ||= x < low[c]! || x > high[c]!;
    }
    if (outside) beyond++;
  }
  const expected = (2 * dim * p.n) / (q.n + 1);
  if (beyond <= Math.max(4 * expected + 10, 0.005 * p.n)) return [];
  return [
    `lower bound: ${beyond} of ${p.n} points of p lie beyond the range of q, which has no points there to show the ratio`,
  ];
}
