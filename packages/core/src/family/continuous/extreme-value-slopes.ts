import { digamma } from "../../scalar/digamma.ts";
import { logGamma1p } from "../../scalar/log-gamma.ts";
import { EULER } from "./constants.ts";

/**
 * The derivatives of φ(L + log Γ(1 + r)) + log Γ(r) + γ(r − 1), φ(t) = eᵗ − 1 − t: D(p‖q) of two laws of
 * extreme values whose powers have the ratio r, and L the logarithm of their scales in q's power.
 */
export function extremeValueSlopes(ratio: number, scale: number): { scale: number; ratio: number } {
  const lift = Math.expm1(scale + logGamma1p(ratio));
  return { scale: lift, ratio: lift * digamma(1 + ratio) + digamma(ratio) + EULER };
}
