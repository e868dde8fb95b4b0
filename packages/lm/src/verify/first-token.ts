import { sequentialPermutation } from "@relent/core/estimate";
import { type Random, random, shuffle } from "@relent/core/random";
import { ambiguous } from "../truncated/row-masses.ts";
import { criticalValue, type EqualityOptions } from "./model-equality.ts";
import type { PromptAnswers } from "./prompt-answers.ts";
import type { EqualityTest } from "./result.ts";
import { listedLogs, nameOfAll } from "./token-names.ts";

/** Log-probabilities of the tokens that every answer to a prompt lists in its first place: one row an answer. */
interface FirstTokens {
  readonly n: number;
  readonly rows: Float64Array[];
  readonly order: Int32Array;
}

function firstTokens({ reference, candidate }: PromptAnswers): FirstTokens[] {
  const answers = [...reference, ...candidate];
  const firsts = answers.flatMap(({ tokens }) => (tokens[0] === undefined ? [] : [tokens[0]]));
  if (reference.length < 2 || candidate.length < 2 || firsts.length < answers.length) return [];
  const nameOf = nameOfAll(firsts);
  const unsure = ambiguous(firsts, nameOf);
  const lists = firsts.map((token) => listedLogs(token, nameOf));
  const common = [...lists[0]!.keys()].filter(
    (name) => !unsure.has(name) && lists.every((list) => Number.isFinite(list.get(name) ?? Number.NaN)),
  );
  if (common.length === 0) return [];
  return [
    {
      n: reference.length,
      rows: lists.map((list) => Float64Array.from(common, (name) => list.get(name)!)),
      order: Int32Array.from(answers.keys()),
    },
  ];
}

/** The mean over tokens of |mean of the first n rows − mean of the others|. */
function gap({ n, rows, order }: FirstTokens): number {
  const tokens = rows[0]!.length;
  let total = 0;
  for (let token = 0; token < tokens; token++) {
    let [first, second] = [0, 0];
    for (let i = 0; i < order.length; i++) {
      const value = rows[order[i]!]![token]!;
      if (i < n) first += value;
      else second += value;
    }
    total += Math.abs(first / n - second / (order.length - n));
  }
  return total / tokens;
}

const meanGap = (all: readonly FirstTokens[]): number =>
  all.reduce((sum, prompt) => sum + gap(prompt), 0) / all.length;

function redeal(rng: Random, all: readonly FirstTokens[]): void {
  for (const { order } of all) shuffle(rng, order);
}

/**
 * The log-probability test: whether two sides give the first token of their answers exactly the same log-probabilities.
 *
 * The statistic is the mean over prompts and tokens of |mean log-probability of the reference − of the candidate|, over the
 * tokens that every answer to the prompt lists, so that nothing has to be put in for what a list leaves out. Answers are
 * dealt anew within their prompt; p = (1 + #)/(1 + B), stopped early where it is large. Finds differences of
 * rounding: two machines that serve the same weights differ in it too.
 *
 * @returns null where no prompt has two answers on both sides that list a token in common.
 * @see Chauvin et al., Log probability tracking of LLM APIs (arXiv 2512.03816), who put the least of the list in its place.
 */
export function firstTokenTest(
  prompts: readonly PromptAnswers[],
  alpha = 0.05,
  options: EqualityOptions = {},
): EqualityTest | null {
  const all = prompts.flatMap(firstTokens);
  if (all.length === 0) return null;
  const observed = meanGap(all);
  const rng = random(options.seed ?? "first token");
  const drawn: number[] = [];
  const { p, draws } = sequentialPermutation(
    observed,
    () => {
      redeal(rng, all);
      const value = meanGap(all);
      drawn.push(value);
      return value;
    },
    { maxDraws: options.draws ?? 9999, stopAfter: 100 },
  );
  const answers = all.reduce((sum, { order }) => sum + order.length, 0);
  const first = all.reduce((sum, { n }) => sum + n, 0);
  return {
    statistic: "mean |difference of log-probability| of first tokens, nats",
    method: `permutation within prompts, ${draws.toLocaleString("en-US")} draws`,
    value: observed,
    p,
    draws,
    prompts: all.length,
    answers: [first, answers - first],
    detectable: criticalValue(drawn, alpha),
  };
}
