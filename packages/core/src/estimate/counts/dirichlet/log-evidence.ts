import { logGamma, stirlingRemainder } from "../../../scalar/log-gamma.ts";
import type { CountSample } from "../fingerprint.ts";

/** From here on Stirling's remainder is what logΓ itself is made of. */
const LARGE = 8;

/**
 * log Γ(a+c) − log Γ(a) − c·log a: how far a rising factorial is from a power, without the cancellation of the three
 * where a is large.
 */
export function logRise(a: number, c: number): number {
  if (a < LARGE) return logGamma(a + c) - logGamma(a) - c * Math.log(a);
  return (a + c - 0.5) * Math.log1p(c / a) - c + stirlingRemainder(a + c) - stirlingRemainder(a);
}

/**
 * Log-probability of a sample's sequence when the shares of `categories` are a symmetric Dirichlet draw with
 * concentration `beta` each, less its value −n·log(categories) at beta = ∞.
 *
 * log Γ(Kβ)/Γ(n+Kβ) + Σ log Γ(nᵢ+β)/Γ(β) + n·log K.
 */
export function logEvidence({ n, classes }: CountSample, categories: number, beta: number): number {
  let sum = -logRise(categories * beta, n);
  for (const { count, cells } of classes) sum += cells * logRise(beta, count);
  return sum;
}
