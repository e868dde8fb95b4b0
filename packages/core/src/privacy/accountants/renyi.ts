import type { PrivacyEvent } from "../event.ts";
import type { PrivacyBound } from "../privacy-bound.ts";
import { renyiGrowths } from "../renyi-privacy.ts";
import { leastEpsilon, leastLogDelta } from "./renyi-conversion.ts";

const METHOD = "Rényi divergence, order optimised";

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
