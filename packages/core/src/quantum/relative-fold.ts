import { fold, type Term } from "../finite/fold.ts";
import type { RelativeOperator } from "./relative-operator.ts";

/** Sums a term over the pairs sⱼPᵢⱼ·μᵢ/aⱼ and sⱼPᵢⱼ. */
export function relativeFold({ s, overlap, mu, base, excess }: RelativeOperator, term: Term): number {
  const n = overlap.length;
  const array = () => new Float64Array(n);
  const [p, q, d, l] = [array(), array(), array(), array()];
  for (let i = 0, at = 0; i < mu.length; i++) {
    for (let j = 0; j < s.length; j++, at++) {
      const weight = s[j]! * overlap[at]!;
      const ratio = mu[i]! / base[j]!;
      const apart = excess(i, j);
      p[at] = weight * ratio;
      q[at] = weight;
      d[at] = weight * apart;
      l[at] = Math.abs(apart) < 0.5 ? -Math.log1p(apart) : -Math.log(ratio);
    }
  }
  return fold({ n, p, q, d, l }, term);
}
