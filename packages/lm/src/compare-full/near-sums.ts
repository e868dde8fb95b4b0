import { addMoments, MOMENTS } from "./moments.ts";
import { SUM } from "./sums.ts";

/** Where in what the compiled kernels leave of outcomes near to each other Σ |p − q| is, the moments, and what codes have besides. */
const GAPS = 0;
const FIRST_MOMENT = 1;
const OWN: number = FIRST_MOMENT + MOMENTS;
/** How many results there are of codes: besides Σ p, Σ q, Σ p·(code − 65,535), Σ q·(code − 65,535). */
export const NEAR_RESULTS: number = OWN + 4;

/** Adds what the kernels leave of the differences, in units of `weight`, at `at` of their results. */
export function addNear(sums: Float64Array, results: Float64Array, at: number, weight: number): void {
  sums[SUM.absolute]! += weight * results[at + GAPS]!;
  addMoments(sums, results, at + FIRST_MOMENT, weight);
}

/** Adds what the kernel leaves of either side's codes; `scale` and `top` are their step and the greatest's ln p. */
export function addOwn(
  sums: Float64Array,
  results: Float64Array,
  at: number,
  scaleA: number,
  topA: number,
  scaleB: number,
  topB: number,
): void {
  const weight = Math.exp(topA);
  const p = weight * results[at + OWN]!;
  const q = weight * results[at + OWN + 1]!;
  sums[SUM.baseMass]! += p;
  sums[SUM.modelMass]! += q;
  sums[SUM.baseLog]! += weight * scaleA * results[at + OWN + 2]! + topA * p;
  sums[SUM.modelLog]! += weight * scaleB * results[at + OWN + 3]! + topB * q;
}
