import type { Grammar } from "../fail-on.ts";

/** The conditions of `relent lm`. */
export const COMPARED: Grammar = { verdicts: ["moved"], example: "models.q4.kl.high > 0.02" };

/** The conditions of `relent lm --per-byte`. */
export const PER_BYTE: Grammar = { verdicts: ["worse"], example: "models.other.difference.low > 0.02" };

/** The conditions of `relent lm verify`. */
export const VERIFIED: Grammar = {
  verdicts: ["different", "undecided", "same"],
  example: "probabilities.mean.low > 0.02",
};
