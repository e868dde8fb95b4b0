import type { Mass } from "./mass.ts";
import { probabilities, surprisals } from "./surprisal.ts";

/** Σ p^order − 1, summed over outcomes from p(p^(order−1) − 1), which all have one sign. */
export function powerExcess(row: Mass, order: number): number {
  const p = probabilities(row);
  const s = surprisals(row);
  let sum = 0;
  for (let i = 0; i < p.length; i++) {
    const u = p[i]!;
    if (s[i] === Number.POSITIVE_INFINITY) continue;
    const t = (1 - order) * s[i]!;
    sum += t > 1 ? u ** order - u : u * Math.expm1(t);
  }
  return sum;
}
