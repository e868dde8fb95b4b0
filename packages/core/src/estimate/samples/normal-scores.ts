import { normalQuantile } from "../../scalar/index.ts";
import type { Samples } from "./samples.ts";

/**
 * Each coordinate replaced by the normal quantile of its rank: x ↦ Φ⁻¹((rank − ½)/n), equal values sharing their mean rank.
 *
 * Mutual information between blocks does not change under increasing maps of single coordinates.
 */
export function normalScores({ data, n, dim }: Samples): Samples {
  const out = new Float64Array(data.length);
  const quantiles = Float64Array.from({ length: 2 * n + 1 }, (_, twice) =>
    twice < 2 ? 0 : normalQuantile((twice / 2 - 0.5) / n),
  );
  for (let c = 0; c < dim; c++) {
    const order = Int32Array.from({ length: n }, (_, i) => i).sort(
      (a, b) => data[a * dim + c]! - data[b * dim + c]!,
    );
    for (let from = 0; from < n; ) {
      let to = from + 1;
      while (to < n && data[order[to]! * dim + c] === data[order[from]! * dim + c]) to++;
      for (let i = from; i < to; i++) out[order[i]! * dim + c] = quantiles[from + to + 1]!;
      from = to;
    }
  }
  return { kind: "samples", data: out, n, dim };
}
