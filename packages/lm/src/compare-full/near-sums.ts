import { addMoments, MOMENTS } from "./moments.ts";
import { SUM } from "./sums.ts";

/** Σ |p − q|, Σ p, Σ q, Σ p·(code − 65,535), Σ q·(code − 65,535). */
const OWN = 5;
/** How many results the compiled kernel leaves of the outcomes that are near to each other. */
export const NEAR_RESULTS: number = OWN + MOMENTS;

/** Adds what the kernel leaves of the near outcomes, in units of e^topA, at `at` of its results. */
export function addNear(
  sums: Float64Array,
  results: Float64Array,
  at: number,
  scaleA: number,
  topA: number,
  scaleB: number,
  topB: number,
): void {
  const weight = Math.exp(topA);
  const p = weight * results[at + 1]!;
  const q = weight * results[at + 2]!;
  sums[SUM.absolute]! += weight * results[at]!;
  sums[SUM.baseMass]! += p;
  sums[SUM.modelMass]! += q;
  sums[SUM.baseLog]! += weight * scaleA * results[at + 3]! + topA * p;
  sums[SUM.modelLog]! += weight * scaleB * results[at + 4]! + topB * q;
  addMoments(sums, results, at + OWN, weight);
}
