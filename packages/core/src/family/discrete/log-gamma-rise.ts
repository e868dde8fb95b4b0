import { digamma } from "../../scalar/digamma.ts";
import { gaussLegendre } from "../../scalar/gauss-legendre.ts";
import { logGamma } from "../../scalar/log-gamma.ts";

/** log Γ(x + d) − log Γ(x), to full relative accuracy also for small d. */
export function logGammaRise(x: number, d: number): number {
  return Math.abs(d) < 0.5 * x
    ? d * gaussLegendre((t) => digamma(x + t * d), 0, 1)
    : logGamma(x + d) - logGamma(x);
}
