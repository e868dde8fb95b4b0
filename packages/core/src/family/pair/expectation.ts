import { RelentError } from "../../error.ts";
import type { LawMember } from "../law-member.ts";
import { oneByOne, rangeOf } from "./integer-sum.ts";
import { lineIntegral } from "./line-integral.ts";

const MOST_OUTCOMES = 1e7;

/** E g(X) by summation or quadrature, for a g of one sign in each tail; Infinity where a tail makes it so. */
export function expectation(law: LawMember, g: (x: number) => number): number {
  if (law.support.integers) {
    const { low, high } = rangeOf([law]);
    if (!(high - low < MOST_OUTCOMES)) {
      throw new RelentError("needs-sampling", `expectation: ${law} has too many outcomes to sum`);
    }
    return oneByOne((k) => Math.exp(law.logDensity(k)) * g(k), low, high).value;
  }
  return lineIntegral([law], { logWeight: ([own]) => own!, at: (_logs, x) => g(x) }).value;
}
