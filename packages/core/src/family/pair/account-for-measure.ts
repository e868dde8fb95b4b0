import { RelentError } from "../../error.ts";
import { type Account, type LogOptions, logBase } from "../../protocol.ts";
import { isLawMember, type LawMember } from "../law-member.ts";
import { solveMeasure, unitOf } from "./answer-measure.ts";
import { solveCrossEntropy } from "./cross-entropy.ts";
import { solveEntropy } from "./entropy.ts";
import { solveKl } from "./kl.ts";

/** H(p), D(p‖q) and H(p, q); undefined where there is no exact method for one of them. */
function balanceOf(p: LawMember, q: LawMember, { base }: LogOptions): Account["balance"] {
  const unit = logBase("explain", base);
  try {
    return {
      entropy: solveEntropy(p).value / unit,
      kl: solveKl(p, q).value / unit,
      crossEntropy: solveCrossEntropy(p, q).value / unit,
    };
  } catch (error) {
    if (error instanceof RelentError && error.code === "needs-sampling") return undefined;
    throw error;
  }
}

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
  const balance = measure === "reverseKl" ? balanceOf(q, p, options) : balanceOf(p, q, options);
  return { value: value / unit, method, error: error / unit, ...(balance && { balance }) };
}
