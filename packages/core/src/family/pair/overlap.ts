import type { LawMember } from "../law-member.ts";
import { expectation } from "./expectation.ts";
import type { Solved } from "./solved.ts";

/** −log ∫ p q, what bounds of mixtures need. */
export function solveOverlap(p: LawMember, q: LawMember): Solved {
  const value = -Math.log(expectation(p, (x) => Math.exp(q.logDensity(x))));
  return { value, method: "expectation under p", error: 1e-12 * (1 + Math.abs(value)) };
}
