import type { Random } from "../../random/index.ts";
import type { Samples } from "./samples.ts";

/** The rows of p, then those of q. */
export function pooled(p: Samples, q: Samples): Samples {
  const data = new Float64Array(p.data.length + q.data.length);
  data.set(p.data);
  data.set(q.data, p.data.length);
  return { kind: "samples", data, n: p.n + q.n, dim: p.dim };
}

/** At most so many of the rows, at random and in random order; all of them in their order where there are no more. */
export function thin(x: Samples, most: number, rng: Random): Samples {
  if (x.n <= most) return x;
  const rows = Int32Array.from({ length: x.n }, (_, i) => i);
  const data = new Float64Array(most * x.dim);
  for (let i = 0; i < most; i++) {
    const j = i + Math.floor(rng.uniform() * (x.n - i));
    const row = rows[j]!;
    rows[j] = rows[i]!;
    data.set(x.data.subarray(row * x.dim, (row + 1) * x.dim), i * x.dim);
  }
  return { ...x, data, n: most };
}
