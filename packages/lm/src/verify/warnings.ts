import type { RecordedDocument } from "../recording.ts";
import type { Observation } from "./observation.ts";
import { textOf } from "./prompt-answers.ts";
import type { VerifyResult } from "./result.ts";

type Told = Omit<VerifyResult, "sentence" | "warnings">;
type Failure = { readonly id: string; readonly why: string };

const NAMED = 3;
/** What the arithmetic of equal lists may leave between them. */
const ARITHMETIC = 1e-9;

const prompts = (n: number): string => `${n} ${n === 1 ? "prompt" : "prompts"}`;

const unvaried = (answers: readonly RecordedDocument[]): boolean => new Set(answers.map(textOf)).size <= 1;

/** One rule: what to say, or nothing. */
type Rule = (result: Told, seen: readonly Observation[], failed: readonly Failure[]) => string | false;

const RULES: readonly Rule[] = [
  (_, __, failed) =>
    failed.length > 0 &&
    `${prompts(failed.length)} got no answer: ${failed
      .slice(0, NAMED)
      .map(({ id, why }) => `${id} (${why})`)
      .join("; ")}${failed.length > NAMED ? "; …" : ""}`,
  ({ prompts: { onlyReference, onlyCandidate }, reference, candidate }) =>
    onlyReference + onlyCandidate > 0 &&
    `left out: ${prompts(onlyReference)} that only ${reference.name} has, ${onlyCandidate} that only ${candidate.name} has`,
  ({ decidedBy }, seen) => {
    const silent = seen.filter(({ distance }) => distance === null).length;
    return (
      decidedBy === "probabilities" &&
      silent > 0 &&
      `${prompts(silent)} without probabilities on both sides in a common context`
    );
  },
  ({ decidedBy }) =>
    decidedBy === null &&
    "record again with log-probabilities (top_logprobs), or with two and more answers to each prompt",
  ({ decidedBy }, seen) =>
    decidedBy === "texts" &&
    seen.every(({ answers }) => unvaried(answers.reference) && unvaried(answers.candidate)) &&
    "all answers of a side to a prompt are the same: sampled at a temperature over 0 they would tell more",
  ({ decidedBy, probabilities, verdict }) =>
    decidedBy === "probabilities" &&
    verdict === "same" &&
    probabilities!.surelySame !== null &&
    probabilities!.surelySame.reachedAfter === null &&
    `"same" takes tokens that were not recorded to differ as those do that were; whatever they did, the difference is at most ${probabilities!.surelySame.mean.toPrecision(3)}: ask for more of the likeliest tokens to be surer`,
  ({ decidedBy, probabilities, rounding }) =>
    decidedBy === "probabilities" &&
    rounding > probabilities!.tolerance / 10 &&
    `log-probabilities are rounded so coarsely that a difference of up to ${rounding.toPrecision(2)} cannot be seen`,
  ({ decidedBy, probabilities, texts }) => {
    const evidence = decidedBy === null ? null : { probabilities, texts }[decidedBy];
    return (
      evidence?.toleranceFrom === "default" &&
      `the tolerance of ${evidence.tolerance} is a default; a second recording of the reference (--self) shows how much it differs from itself`
    );
  },
  ({ decidedBy }, seen) =>
    decidedBy === "probabilities" &&
    seen.length > 1 &&
    seen.every(({ distance }) => distance !== null && distance.likely < ARITHMETIC) &&
    "no difference in any digit: is one a copy of the other, or answered from a cache?",
];

/** What readers should beware of. */
export function verifyWarnings(
  result: Told,
  seen: readonly Observation[],
  failed: readonly Failure[],
): readonly string[] {
  return RULES.flatMap((rule) => rule(result, seen, failed) || []);
}
