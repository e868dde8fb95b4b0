/** What was assumed and done, for the end of a report. */
export const METHOD: readonly string[] = [
  "Each prompt counts once, in seeded random order, and stands for the prompts that matter: a verdict is about their mean.",
  "Total variation is the largest difference of probability that the two sides give any set of next tokens: told by the lists that were recorded (proved, likely, possible; rounding included), averaged over the contexts that both sides came to, then over prompts.",
  "Two gamblers bet once a prompt, one by what is proved against “the mean is at most the tolerance”, the other by what is likely (tokens that are not listed differ as listed ones do) against “the mean is at least the tolerance”; the first to multiply its stake by 1/alpha decides. By Ville's inequality a verdict is wrong with a chance of at most alpha, whenever one looks.",
  "The tests of equality deal the answers to each prompt anew to the two sides; they ask for equality to the last bit, which two machines seldom have.",
];
