import { type Account, type LogOptions, logBase } from "../../protocol.ts";
import { balanceWhereExact } from "../balance-where-exact.ts";
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
  const q = others.find(isLawMember) ?? p;
  const [first, last] = measure === "reverseKl" ? [q, p] : [p, q];
  const nat = logBase("explain", options.base);
  const balance = balanceWhereExact(() => ({
    entropy: solveEntropy(first).value / nat,
    kl: solveKl(first, last).value / nat,
    crossEntropy: solveCrossEntropy(first, last).value / nat,
  }));
  return { value: value / unit, method, error: error / unit, ...(balance && { balance }) };
}
