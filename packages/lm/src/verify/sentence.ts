import type { Evidence, Verdict, VerifyResult } from "./result.ts";

type Told = Omit<VerifyResult, "sentence" | "warnings">;

const three = (x: number): string => String(Number(x.toPrecision(3)));

const WHAT = {
  probabilities: "next-token probabilities differ by",
  texts: "answers differ by an MMD² of",
} as const;

const ENDINGS: Readonly<Record<Verdict, (evidence: Evidence, unit: string) => string>> = {
  different: ({ tolerance, different }) =>
    different.reachedAfter === null
      ? `, more than the tolerance of ${three(tolerance)}, as the model-equality test is sure`
      : `, surely more than the tolerance of ${three(tolerance)} (sure after ${different.reachedAfter})`,
  same: ({ tolerance, same }) =>
    `, surely less than the tolerance of ${three(tolerance)} (sure after ${same.reachedAfter})`,
  undecided: ({ tolerance, promptsNeeded }, unit) =>
    `, which is not surely on either side of the tolerance of ${three(tolerance)}${
      promptsNeeded === null ? "" : `; about ${promptsNeeded} ${unit}s would decide`
    }`,
};

const OPENINGS: Readonly<Record<Verdict, (result: Told) => string>> = {
  different: ({ reference, candidate }) =>
    `\`${candidate.name}\` does not serve the model that \`${reference.name}\` is`,
  same: ({ reference, candidate }) => `\`${candidate.name}\` serves the same model as \`${reference.name}\``,
  undecided: ({ reference, candidate }) =>
    `Whether \`${candidate.name}\` serves the same model as \`${reference.name}\` is undecided`,
};

const TEXTS_ALONE =
  "Only the test of sampled texts could be used: log-probabilities were not recorded on both sides.";

/** The verdict in words. */
export function verifySentence(result: Told): string {
  const opening = OPENINGS[result.verdict](result);
  const { decidedBy } = result;
  const { unit } = result.prompts;
  if (decidedBy === null) {
    return `${opening}: neither probabilities nor two answers to a prompt were recorded on both sides.`;
  }
  const evidence = result[decidedBy]!;
  const prompts = `${evidence.prompts} ${unit}${evidence.prompts === 1 ? "" : "s"}`;
  const mean = three(evidence.mean.value);
  const stated = `${opening}: over ${prompts} their ${WHAT[decidedBy]} ${mean} on average${ENDINGS[result.verdict](evidence, unit)}.`;
  return decidedBy === "texts" ? `${stated} ${TEXTS_ALONE}` : stated;
}
