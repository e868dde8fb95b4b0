import type { LawMember } from "../law-member.ts";
import { solveEntropy } from "./entropy.ts";
import { sumOver } from "./integer-sum.ts";
import { lineIntegral } from "./line-integral.ts";
import { derived, firstSharp, type Solved } from "./solved.ts";

function power(p: LawMember, order: number): Solved {
  if (p.support.integers) return sumOver([p], (log) => Math.exp(order * log!));
  const integral = lineIntegral([p], { logWeight: ([own]) => order * own!, at: () => 1 });
  return { ...integral, method: "quadrature" };
}

/** Rényi's entropy log(∫ p^order)/(1 − order) of an order above 0. */
export function solvePowerEntropy(measure: string, p: LawMember, order: number): Solved {
  if (order === 1) return solveEntropy(p);
  return firstSharp(measure, p, undefined, [
    () => {
      if (!(order > 0 && order < Number.POSITIVE_INFINITY)) return undefined;
      const found = power(p, order);
      return derived(found, Math.log(found.value) / (1 - order), 1 / ((1 - order) * found.value));
    },
  ]);
}
