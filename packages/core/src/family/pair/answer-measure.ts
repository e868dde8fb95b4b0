import { RelentError } from "../../error.ts";
import { type LogOptions, logBase } from "../../protocol.ts";
import { isLawMember, type LawMember } from "../law-member.ts";
import type { Solved } from "./solved.ts";
import { SOLVERS } from "./solvers.ts";

/** What a measure of that name gives for a law on the line, in nats where it is logarithmic, and how it was found. */
export function solveMeasure(
  measure: string,
  p: LawMember,
  others: readonly unknown[],
  options: LogOptions,
): Solved {
  const solver = SOLVERS[measure];
  if (solver === undefined) {
    throw new RelentError(
      "invalid-argument",
      `${measure}: it is not defined for families; these are: ${Object.keys(SOLVERS).join(", ")}`,
    );
  }
  if (solver.of === "p") return solver.solve(p, others, options);
  const [q, ...parameters] = others;
  if (!isLawMember(q)) {
    throw new RelentError(
      "invalid-argument",
      `${measure}: p is ${p} and q ${String(q)}; q must be a law on the line too`,
      { value: q },
    );
  }
  return solver.solve(p, q, parameters, options);
}

/** The measures in units of a logarithm; the others have none. */
const LOGARITHMIC = new Set([
  "bhattacharyya",
  "crossEntropy",
  "entropy",
  "jeffreys",
  "jensenShannon",
  "kl",
  "overlap",
  "renyi",
  "renyiEntropy",
  "reverseKl",
  "skewKl",
]);

/** Nats in one unit of the measure; its root where the measure is the root of a logarithmic one. */
export function unitOf(measure: string, base: number | undefined): number {
  const unit = logBase(measure, base);
  if (measure === "jensenShannonDistance") return Math.sqrt(unit);
  return LOGARITHMIC.has(measure) ? unit : 1;
}

/** What a measure of that name gives for a law on the line. */
export function answerMeasure(
  measure: string,
  p: LawMember,
  others: readonly unknown[],
  options: LogOptions,
): number {
  const { value } = solveMeasure(measure, p, others, options);
  return value / unitOf(measure, options.base);
}
