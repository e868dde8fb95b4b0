import { RelentError } from "../../error.ts";
import type { LawMember } from "../law-member.ts";
import { sumOver } from "./integer-sum.ts";
import { alongQuantiles } from "./quantile-axis.ts";
import type { Solved } from "./solved.ts";

/** H of a law. */
export function solveEntropy(p: LawMember): Solved {
  const closed = p.law.entropy?.(p.parameters);
  if (closed !== undefined) {
    return { value: closed, method: `closed form of ${p.law.name}`, error: 1e-14 * (1 + Math.abs(closed)) };
  }
  if (p.support.integers) {
    const sum = sumOver([p], (k) => {
      const log = p.logDensity(k);
      return log === Number.NEGATIVE_INFINITY ? 0 : -Math.exp(log) * log;
    });
    if (sum) return { value: sum.value, method: `sum over ${sum.outcomes} outcomes`, error: sum.error };
    throw new RelentError(
      "needs-sampling",
      `entropy: ${p} has too many outcomes to sum; sample −log p instead`,
    );
  }
  return { ...alongQuantiles(p, p, { at: (own) => -own }), method: "quadrature along the quantiles of p" };
}
