import type { PrivacyEvent } from "../event.ts";
import { minimumAt } from "../minimum.ts";
import type { PrivacyBound } from "../privacy-bound.ts";
import { type RenyiGrowth, renyiGrowths } from "../renyi-privacy.ts";

const METHOD = "Rényi divergence, order optimised";

/** ε at order 1 + z and log δ (Canonne, Kamath & Steinke 2020, proposition 12; Balle et al. 2020, theorem 21). */
function epsilonAt(cumulant: number, z: number, logDelta: number): number {
  return (cumulant - logDelta - Math.log1p(z)) / z - Math.log1p(1 / z);
}

/** The least ε over all orders for one direction, and 1 + z. */
export function leastEpsilon(
  growth: Pick<RenyiGrowth, "cumulant">,
  logDelta: number,
): { value: number; order: number } {
  const { at, value } = minimumAt(
    (z) => epsilonAt(growth.cumulant(z), z, logDelta),
    1e-4,
    1e6,
    (z, best) => growth.cumulant(z) / z - Math.log1p(1 / z) - 1 > Math.max(best, 0),
  );
  return { value: Math.max(0, value), order: 1 + at };
}

/** The least log δ over all orders for one direction. */
export function leastLogDelta(
  growth: Pick<RenyiGrowth, "cumulant">,
  epsilon: number,
): { value: number; order: number } {
  const { at, value } = minimumAt(
    (z) => growth.cumulant(z) - z * epsilon - z * Math.log1p(1 / z) - Math.log1p(z),
    1e-4,
    1e6,
    (z, best, found) => z > 1 && found > best + 5,
  );
  return { value: Math.min(0, value), order: 1 + at };
}

/** ε of an event by its Rényi divergences. */
export function renyiEpsilon(event: PrivacyEvent, delta: number): PrivacyBound {
  const found = renyiGrowths(event).map((growth) => {
    const rest = (delta - growth.infinite) / (1 - growth.infinite);
    return rest > 0 ? leastEpsilon(growth, Math.log(rest)) : { value: Infinity, order: Infinity };
  });
  const worst = found.reduce((a, b) => (b.value > a.value ? b : a));
  return { ...worst, status: "upper", method: METHOD };
}

/** δ of an event by its Rényi divergences. */
export function renyiDelta(event: PrivacyEvent, epsilon: number): PrivacyBound {
  const found = renyiGrowths(event).map((growth) => {
    const { value, order } = leastLogDelta(growth, epsilon);
    return { value: growth.infinite + (1 - growth.infinite) * Math.exp(value), order };
  });
  const worst = found.reduce((a, b) => (b.value > a.value ? b : a));
  return { ...worst, status: "upper", method: METHOD };
}
