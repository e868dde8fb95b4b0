import type { VerifyResult } from "./result.ts";

const PROBABILITIES: readonly string[] = [
  "Total variation is the largest difference of probability that the two sides give any set of next tokens: told by the lists that were recorded (proved, likely, possible; rounding included), averaged over the contexts that both sides came to, then over prompts.",
  "Two gamblers bet once a prompt, one by what is proved against “the mean is at most the tolerance”, the other by what is likely (tokens that are not listed differ as listed ones do) against “the mean is at least the tolerance”; the first to multiply its stake by 1/alpha decides. By Ville's inequality a verdict is wrong with a chance of at most alpha, whenever one looks.",
];

const TEXTS: readonly string[] = [
  "MMD² with the Hamming kernel is how much more alike two answers of one side are than one of each, as the share of equal characters place by place (1,000 at most): unbiased for each prompt, 0 where both sides draw from one law. It sees what is written and not how surely, so that small differences of probability take many more answers to be seen than log-probabilities would.",
  "Two gamblers bet once a prompt, one against “the mean is at most the tolerance” with half of alpha, the other against “the mean is at least the tolerance”; the first to multiply its stake enough decides. With the other half of alpha the model-equality test may find the two different at the end, where the interval of the mean is over the tolerance too.",
];

/** What was assumed and done, for the end of a report. */
export const methodOf = (decidedBy: VerifyResult["decidedBy"]): readonly string[] => [
  "Each prompt counts once, in seeded random order, and stands for the prompts that matter: a verdict is about their mean.",
  ...(decidedBy === "texts" ? TEXTS : PROBABILITIES),
  "The tests of equality deal the answers to each prompt anew to the two sides; they ask for equality to the last bit, which two machines seldom have.",
];
