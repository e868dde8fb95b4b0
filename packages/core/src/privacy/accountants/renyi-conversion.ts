import { minimumAt } from "../minimum.ts";

/** log E e^{zL} of a loss, by which its Rényi divergence of order 1 + z grows. */
export interface Growth {
  cumulant(z: number): number;
}

/** ε at order 1 + z and log δ (Canonne, Kamath & Steinke 2020, proposition 12; Balle et al. 2020, theorem 21). */
function epsilonAt(cumulant: number, z: number, logDelta: number): number {
  return (cumulant - logDelta - Math.log1p(z)) / z - Math.log1p(1 / z);
}

/** The least ε over all orders for one direction, and 1 + z. */
export function leastEpsilon(growth: Growth, logDelta: number): { value: number; order: number } {
  const { at, value } = minimumAt(
    (z) => epsilonAt(growth.cumulant(z), z, logDelta),
    1e-4,
    1e6,
    (z, best) => growth.cumulant(z) / z - Math.log1p(1 / z) - 1 > Math.max(best, 0),
  );
  return { value: Math.max(0, value), order: 1 + at };
}

/** log δ at order 1 + z. */
export function logDeltaAt(cumulant: number, z: number, epsilon: number): number {
  return cumulant - z * epsilon - z * Math.log1p(1 / z) - Math.log1p(z);
}

/** The least log δ over all orders for one direction. */
export function leastLogDelta(growth: Growth, epsilon: number): { value: number; order: number } {
  const { at, value } = minimumAt(
    (z) => logDeltaAt(growth.cumulant(z), z, epsilon),
    1e-4,
    1e6,
    (z, best, found) => z > 1 && found > best + 5,
  );
  return { value: Math.min(0, value), order: 1 + at };
}
