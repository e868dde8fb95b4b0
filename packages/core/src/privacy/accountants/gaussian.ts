import { bracketedRoot, erfcx, normalCdf } from "../../scalar/index.ts";
import type { PrivacyEvent } from "../event.ts";
import { directionsOf } from "../parts.ts";

/** log P(Z ≤ x). */
function logCdf(x: number): number {
  return x < -5 ? -0.5 * x * x + Math.log(erfcx(-x * Math.SQRT1_2) / 2) : Math.log(normalCdf(x));
}

/** log δ(ε) of N(μ, 1) against N(0, 1): log[Φ(μ/2 − ε/μ) − e^ε Φ(−μ/2 − ε/μ)] (Balle & Wang 2018, theorem 8). */
export function gaussianLogDelta(mu: number, epsilon: number): number {
  if (mu === 0) return epsilon >= 0 ? -Infinity : Math.log(-Math.expm1(epsilon));
  const a = mu / 2 - epsilon / mu;
  const b = -mu / 2 - epsilon / mu;
  if (a < 0) {
    const gap = (erfcx(-a * Math.SQRT1_2) - erfcx(-b * Math.SQRT1_2)) / 2;
    return -0.5 * a * a + Math.log(gap);
  }
  return Math.log(normalCdf(a) - Math.exp(epsilon + logCdf(b)));
}

/** ε(δ) of the same. */
export function gaussianEpsilon(mu: number, delta: number): number {
  if (mu === 0) return 0;
  if (delta === 0) return Infinity;
  const target = Math.log(delta);
  if (gaussianLogDelta(mu, 0) <= target) return 0;
  const high = (mu * mu) / 2 + mu * Math.sqrt(-2 * target) + 1e-300;
  return bracketedRoot((epsilon) => gaussianLogDelta(mu, epsilon) - target, 0, high);
}

/** μ if all that an event adds is normal noise. */
export function normalMu(event: PrivacyEvent): number | undefined {
  const [pairs, ...more] = directionsOf(event) ?? [];
  if (pairs === undefined || more.length > 0) return undefined;
  if (pairs.length === 0) return 0;
  return pairs.length === 1 && pairs[0]!.count === 1 ? pairs[0]!.pair.mu : undefined;
}
