import { RelentError } from "@relent/core";
import { random, type Seed, shuffle } from "@relent/core/random";
import type { Recording } from "../recording.ts";
import { collect } from "./collect.ts";
import { firstTokenTest } from "./first-token.ts";
import { methodOf } from "./method.ts";
import { modelEqualityTest } from "./model-equality.ts";
import { type Observation, promptResult } from "./observation.ts";
import { refuse, stopIf, type VerifyOptions } from "./options.ts";
import { textsOf } from "./prompt-answers.ts";
import type { Evidence, Verdict, VerifyResult } from "./result.ts";
import { verifySentence } from "./sentence.ts";
import { isEndpoint, type Pairing, pairSides, type Side, sideInfo } from "./sides.ts";
import { betsSay, decider, openTests, type Tests } from "./tests.ts";
import { verifyWarnings } from "./warnings.ts";

const LARGEST = 20;

/** The prompts that both sides have, in the order in which they are bet on. */
function inOrder({ ids }: Pairing, seed: Seed, reference: Side, candidate: Side): string[] {
  if (ids.length > 0) return shuffle(random(seed), ids.toSorted());
  throw new RelentError(
    "incompatible",
    `verify: ${reference.name} and ${candidate.name} have no prompt in common; answers are joined by the ids of their prompts`,
  );
}

/** What the reference differs from its own second recording, prompt by prompt. */
async function noiseOf(reference: Side, self: Recording | undefined): Promise<Observation[]> {
  if (self === undefined) return [];
  if (isEndpoint(reference)) {
    throw new RelentError(
      "invalid-argument",
      `verify: ${reference.name} is an endpoint; a second recording of the reference needs a first one: record it too`,
    );
  }
  const pairing = await pairSides(reference, self, {});
  const seen: Observation[] = [];
  for (const id of inOrder(pairing, 1, reference, self)) seen.push(await pairing.observe(id));
  return seen;
}

type Evidences = Pick<VerifyResult, "probabilities" | "texts" | "equality">;

function gather(tests: Tests, seen: readonly Observation[], options: VerifyOptions): Evidences {
  const { alpha = 0.05, seed = 1, draws = 9999 } = options;
  const evidence = (name: keyof Tests): Evidence | null =>
    tests[name].prompts > 0 ? tests[name].evidence() : null;
  const answers = seen.map((observation) => observation.answers);
  return {
    probabilities: evidence("probabilities"),
    texts: evidence("texts"),
    equality: {
      answers: modelEqualityTest(answers.map(textsOf), alpha, { draws, seed }),
      firstTokens: firstTokenTest(answers, alpha, { draws, seed }),
    },
  };
}

/**
 * The bets' verdict; where texts decide and the bets do not, the model-equality test has the other half of alpha, and what it
 * finds must lie over the tolerance by the mean's interval too.
 */
function conclude(tests: Tests, { texts, equality }: Evidences, alpha: number): Verdict {
  const verdict = betsSay(tests);
  if (verdict !== "undecided" || decider(tests) !== "texts") return verdict;
  const { answers } = equality;
  const clear = answers !== null && answers.p <= alpha / 2 && texts!.mean.low > texts!.tolerance;
  return clear ? "different" : "undecided";
}

const apart = ({ distance, discrepancy }: Observation): number => distance?.likely ?? discrepancy ?? -1;

/**
 * Says whether a candidate serves the same model as a reference, within a stated tolerance: same, different or undecided.
 *
 * Each side is a recording or an endpoint (then `prompts` are asked, and no more than it takes to decide). Prompts come in
 * seeded random order. On each prompt the total variation of the next-token distributions, averaged over the contexts that
 * both sides came to, is told by what was recorded (`recordedVariation`); a gambler bets, by what is proved, on its mean over
 * prompts being above the tolerance, another, by what is likely, on its being below, and the first to multiply its stake
 * by 1/α gives the verdict: the chance of a wrong one is at most α, whenever one looks. ("Same" leans on unlisted tokens
 * differing as listed ones do; `surelySame` does not.) Where no probabilities were recorded, the unbiased MMD²
 * of two and more answers to each prompt takes their place, with half of α for the model-equality test at the end.
 * "Same" is a finding of its own: it needs about 6/tolerance prompts. Whether both are exactly equal is tested beside
 * it (`equality`) and decides nothing where there are probabilities, because two machines never are. Prompts are
 * taken as drawn from those that matter.
 *
 * @throws RelentError `invalid-argument` for options out of range, `incompatible` where the sides have no prompt in common or
 * recorded different things, `interrupted` on `signal`.
 * @see Waudby-Smith & Ramdas, J. R. Statist. Soc. B 86 (2024) 1; Richter et al., arXiv 2410.19406, for a tolerance.
 */
export async function verify(
  reference: Side,
  candidate: Side,
  options: VerifyOptions = {},
): Promise<VerifyResult> {
  const { alpha = 0.05, seed = 1, self } = options;
  if (!(alpha > 0 && alpha < 0.5)) refuse("alpha", alpha, "over 0 and under 0.5");
  stopIf(options.signal);
  const pairing = await pairSides(reference, candidate, options);
  const queue = inOrder(pairing, seed, reference, candidate);
  const tests = openTests(pairing, await noiseOf(reference, self), options);
  const { seen, failed, requests } = await collect(pairing, queue, tests, options);
  const evidences = gather(tests, seen, options);
  const decidedBy = decider(tests);
  const result = {
    schema: "relent/lm-verify@1",
    verdict: conclude(tests, evidences, alpha),
    reference: sideInfo(reference),
    candidate: sideInfo(candidate),
    self: self === undefined ? null : sideInfo(self),
    alpha,
    seed,
    prompts: {
      unit: pairing.unit,
      shared: pairing.ids.length,
      compared: seen.length,
      onlyReference: pairing.onlyReference,
      onlyCandidate: pairing.onlyCandidate,
    },
    rounding: pairing.rounding,
    requests,
    decidedBy,
    ...evidences,
    largest: seen
      .toSorted((a, b) => apart(b) - apart(a))
      .slice(0, LARGEST)
      .map(promptResult),
    method: methodOf(decidedBy),
  } as const;
  return { ...result, sentence: verifySentence(result), warnings: verifyWarnings(result, seen, failed) };
}
