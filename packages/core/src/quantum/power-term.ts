import { powerTerm, type Term } from "../finite/fold.ts";

/** p^(1−t) q^t − (1−t)p − tq as `powerTerm`, which far-apart p and q would leave without digits at t ≈ 0. */
export function limitingPowerTerm(t: number): Term {
  const plain = powerTerm(t);
  return (p, q, d, l) =>
    p > 0 && q > 0 && Math.abs(l) > 1.5 && Math.abs(t * l) < 1
      ? p * Math.expm1(t * l) + t * d
      : plain(p, q, d, l);
}
