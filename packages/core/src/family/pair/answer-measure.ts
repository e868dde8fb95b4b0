import { RelentError } from "../../error.ts";
import { type LogOptions, logBase } from "../../protocol.ts";
import { isLawMember, type LawMember } from "../law-member.ts";
import { solveEntropy } from "./entropy.ts";
import { solveKl } from "./kl.ts";
import type { Solved } from "./solved.ts";

type Solver = (p: LawMember, others: readonly unknown[]) => Solved;

/** The second law of a measure. */
function second(measure: string, p: LawMember, q: unknown): LawMember {
  if (isLawMember(q)) return q;
  throw new RelentError(
    "invalid-argument",
    `${measure}: p is ${p} and q ${String(q)}; q must be a law on the line too`,
    { value: q },
  );
}

const SOLVERS: Readonly<Record<string, Solver>> = {
  entropy: solveEntropy,
  kl: (p, [q]) => solveKl(p, second("kl", p, q)),
};

/** What a measure of that name gives for a law on the line. */
export function answerMeasure(
  measure: string,
  p: LawMember,
  others: readonly unknown[],
  options: LogOptions,
): number {
  const solve = SOLVERS[measure];
  if (!solve) throw new RelentError("invalid-argument", `${measure}: it is not defined for families`);
  return solve(p, others).value / logBase(measure, options.base);
}
