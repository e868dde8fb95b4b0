import { fold, type Term } from "../finite/fold.ts";
import type { RelativeOperator } from "./relative-operator.ts";

/** Sums a term over the pairs sⱼPᵢⱼ·μᵢ/aⱼ and sⱼPᵢⱼ. */
export function relativeFold({ s, overlap, mu, ratio, excess }: RelativeOperator, term: Term): number {
  const n = s.length;
  const array = () => new Float64Array(n * n);
  const [p, q, d, l] = [array(), array(), array(), array()];
  for (let i = 0, at = 0; i < n; i++) {
    for (let j = 0; j < n; j++, at++) {
      const weight = s[j]! * overlap[at]!;
      const apart = excess(i, j);
      p[at] = weight * ratio(i, j);
      q[at] = weight;
      d[at] = weight * apart;
      l[at] =
        mu[i] === 0
          ? Number.POSITIVE_INFINITY
          : Math.abs(apart) < 0.5
            ? -Math.log1p(apart)
            : -Math.log(ratio(i, j));
    }
  }
  return fold({ n: n * n, p, q, d, l }, term);
}
