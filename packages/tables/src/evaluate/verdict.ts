import type { Estimate } from "@relent/core/estimate";
import type { EvalVerdict } from "./result.ts";

/** What follows the losses of a model and of none. */
export const WORTH: Readonly<Record<EvalVerdict, string>> = {
  better: "",
  worse: ": it is worse than no model",
  undecided: ": no better, as far as these rows tell",
};

/** What a difference of losses says: below 0 the first is better. */
export const verdictOf = ({ low, high }: Pick<Estimate, "low" | "high">): EvalVerdict =>
  high < 0 ? "better" : low > 0 ? "worse" : "undecided";
