import type { Estimate } from "@relent/core/estimate";
import type { EvalVerdict } from "./result.ts";

/** What a difference of losses says: below 0 the first is better. */
export const verdictOf = ({ low, high }: Pick<Estimate, "low" | "high">): EvalVerdict =>
  high < 0 ? "better" : low > 0 ? "worse" : "undecided";
