import type { Rounding } from "../responses/rounding.ts";
import { type PromptAnswers, textsOf } from "./prompt-answers.ts";
import type { PromptResult } from "./result.ts";
import { type PromptDistance, promptDistance } from "./shared-contexts.ts";
import { answerPairs, discrepancy, pairNumbers, pairTotals } from "./text-discrepancy.ts";

/** What is known of one prompt once both sides have answered. */
export interface Observation {
  readonly id: string;
  readonly distance: PromptDistance | null;
  /** Unbiased MMD² of the answers; null with fewer than two on a side. */
  readonly discrepancy: number | null;
  readonly answers: PromptAnswers;
}

/** Characters of an answer that a report shows. */
const SHOWN = 80;

function beginning(texts: readonly string[]): string {
  const points = Array.from(texts[0] ?? "");
  return points.length > SHOWN ? `${points.slice(0, SHOWN - 1).join("")}…` : points.join("");
}

/** Compares both sides' answers to one prompt. */
export function observe(
  id: string,
  answers: PromptAnswers,
  roundings?: readonly [reference: Rounding, candidate: Rounding],
): Observation {
  const { reference, candidate } = textsOf(answers);
  const distance = promptDistance(answers, roundings);
  if (reference.length < 2 || candidate.length < 2) return { id, distance, discrepancy: null, answers };
  const pairs = answerPairs(reference, candidate);
  const order = Int32Array.from({ length: pairs.n + pairs.m }, (_, i) => i);
  return {
    id,
    distance,
    discrepancy: discrepancy(pairTotals(pairs, order), pairNumbers(pairs.n, pairs.m)),
    answers,
  };
}

/** What the result says of a prompt. */
export function promptResult({ id, distance, discrepancy, answers }: Observation): PromptResult {
  const { reference, candidate } = textsOf(answers);
  return {
    id,
    variation: distance,
    discrepancy,
    answers: [reference.length, candidate.length],
    text: [beginning(reference), beginning(candidate)],
  };
}
