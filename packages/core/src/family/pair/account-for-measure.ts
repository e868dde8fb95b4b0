import { type Account, type LogOptions, logBase } from "../../protocol.ts";
import { isLawMember, type LawMember } from "../law-member.ts";
import { solveMeasure, unitOf } from "./answer-measure.ts";
import { solveCrossEntropy } from "./cross-entropy.ts";
import { solveEntropy } from "./entropy.ts";
import { solveKl } from "./kl.ts";

/** What a measure of that name gives for a law on the line, with its method, its error, and entropy + KL = cross-entropy. */
export function accountForMeasure(
  measure: string,
  p: LawMember,
  others: readonly unknown[],
  options: LogOptions,
): Account {
  const { value, method, error } = solveMeasure(measure, p, others, options);
  const unit = unitOf(measure, options.base);
  const bits = logBase(measure, options.base);
  const q = others.find(isLawMember) ?? p;
  const [from, to] = measure === "reverseKl" ? [q, p] : [p, q];
  return {
    value: value / unit,
    method,
    error: error / unit,
    balance: {
      entropy: solveEntropy(from).value / bits,
      kl: solveKl(from, to).value / bits,
      crossEntropy: solveCrossEntropy(from, to).value / bits,
    },
  };
}
