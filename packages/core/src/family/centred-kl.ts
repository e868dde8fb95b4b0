import { expm1mx } from "../scalar/expm1mx.ts";

/**
 * D(p‖q) from the masses of p and δ = log(q/p) at the same outcomes, never negative.
 *
 * log1p(Σ p φ(δ − μ)), μ = Σ p δ, φ(t) = eᵗ − 1 − t: an error common to all δ cancels, so that p ≈ q keeps its digits.
 *
 * @param rest - The mass of q where p has none.
 */
export function centredKl(masses: ArrayLike<number>, logRatios: ArrayLike<number>, rest: number): number {
  let total = 0;
  let mean = 0;
  for (let i = 0; i < masses.length; i++) {
    const mass = masses[i]!;
    if (mass === 0) continue;
    total += mass;
    mean += mass * logRatios[i]!;
  }
  mean /= total;
  if (mean === Number.NEGATIVE_INFINITY) return Number.POSITIVE_INFINITY;
  let excess = rest * Math.exp(-mean);
  for (let i = 0; i < masses.length; i++) {
    const mass = masses[i]!;
    if (mass !== 0) excess += mass * expm1mx(logRatios[i]! - mean);
  }
  return excess < Number.POSITIVE_INFINITY ? Math.log1p(excess / total) : -mean;
}
