import { deviance } from "../../scalar/deviance.ts";

/** D(p‖q) of one trial: every part is at least 0, also where p ≈ q. */
export function bernoulliKl(p: number, q: number): number {
  return deviance(p, q, p - q) + deviance(1 - p, 1 - q, q - p);
}

/** log(p/(1 − p)) − log(q/(1 − q)), without cancellation where p ≈ q. */
export function logitDifference(p: number, q: number): number {
  if (p === q) return 0;
  const ratio = (p - q) / (q * (1 - p));
  return ratio > -0.5 ? Math.log1p(ratio) : -Math.log1p((q - p) / (p * (1 - q)));
}
