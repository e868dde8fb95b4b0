import type { Estimate, Test } from "@relent/core/estimate";
import type { RecordedVariation } from "./recorded-variation.ts";

/** Whether the candidate serves the reference's model, as far as the evidence goes. */
export type Verdict = "same" | "different" | "undecided";

/** A bet against one hypothesis, which may be looked at at any time. */
export interface Bet {
  /** The e-value: what 1 has become by betting against the hypothesis. */
  readonly wealth: number;
  /** Anytime-valid: 1 over the largest wealth so far. */
  readonly p: number;
  /** After how many prompts the wealth first reached what the level asks; null if it did not. */
  readonly reachedAfter: number | null;
}

/** Both wealths after a number of prompts, as decimal logarithms. */
export interface WealthPoint {
  readonly prompts: number;
  readonly different: number;
  readonly same: number;
}

/** Where a tolerance comes from. */
export type ToleranceOrigin = "given" | "reference against itself" | "default";

/** What a bounded statistic, one number a prompt, says about the tolerance. */
export interface Evidence {
  readonly statistic: string;
  readonly tolerance: number;
  readonly toleranceFrom: ToleranceOrigin;
  /** Prompts with a number. */
  readonly prompts: number;
  /** Mean over prompts; its interval is for one look at the end, its `bounds` are what is proved and possible. */
  readonly mean: Estimate;
  /** Interval of the same mean that holds at all looks at once. */
  readonly anytime: readonly [low: number, high: number];
  /** Against "the mean is at most the tolerance". */
  readonly different: Bet;
  /** Against "the mean is at least the tolerance". */
  readonly same: Bet;
  /** As `same`, for the largest that the mean could be, whatever was not recorded; null where nothing was left out. */
  readonly surelySame: (Bet & { readonly mean: number }) | null;
  /** Wealth that a bet must reach to decide. */
  readonly threshold: { readonly different: number; readonly same: number };
  readonly path: readonly WealthPoint[];
  /** The reference against its own second recording. */
  readonly noise: Estimate | null;
  /** About how many prompts in all would decide at the rate so far; null where it decided or leans neither way. */
  readonly promptsNeeded: number | null;
}

/** A test of exact equality. */
export interface EqualityTest extends Test {
  readonly draws: number;
  readonly prompts: number;
  readonly answers: readonly [reference: number, candidate: number];
  /** The statistic that about half of all repetitions would find; null where too few permutations were drawn to say. */
  readonly detectable: number | null;
}

/** One prompt, with how far apart the two sides are on it. */
export interface PromptResult {
  readonly id: string;
  /** Total variation that is proved, likely and possible, mean over contexts; null without probabilities. */
  readonly variation: (RecordedVariation & { readonly contexts: number }) | null;
  /** Unbiased MMD² of the answers; null with fewer than two on a side. */
  readonly discrepancy: number | null;
  readonly answers: readonly [reference: number, candidate: number];
  /** The beginning of each side's first answer. */
  readonly text: readonly [reference: string, candidate: string];
}

/** One side of the comparison. */
export interface SideInfo {
  readonly name: string;
  readonly format: string;
}

/** The answer to "is this provider serving the model it says?", as `relent/lm-verify@1`. */
export interface VerifyResult {
  readonly schema: "relent/lm-verify@1";
  readonly verdict: Verdict;
  readonly sentence: string;
  readonly reference: SideInfo;
  readonly candidate: SideInfo;
  readonly self: SideInfo | null;
  readonly alpha: number;
  readonly seed: number | string;
  readonly prompts: {
    /** What counts once: a prompt, or a chunk of a text that both scored. */
    readonly unit: "prompt" | "chunk";
    /** On both sides. */
    readonly shared: number;
    /** Compared until the verdict, or to the end. */
    readonly compared: number;
    readonly onlyReference: number;
    readonly onlyCandidate: number;
  };
  /** Total variation that rounding of the recorded log-probabilities alone can make: a quarter of their spacings. */
  readonly rounding: number;
  /** What was sent to endpoints; null between two recordings. */
  readonly requests: { readonly sent: number; readonly budget: number; readonly failed: number } | null;
  /** What the verdict stands on; null where neither had enough. */
  readonly decidedBy: "probabilities" | "texts" | null;
  readonly probabilities: Evidence | null;
  readonly texts: Evidence | null;
  /** Whether the two are exactly equal, which two machines seldom are. */
  readonly equality: {
    readonly answers: EqualityTest | null;
    readonly firstTokens: EqualityTest | null;
  };
  /** The prompts that differ most, at most 20. */
  readonly largest: readonly PromptResult[];
  readonly warnings: readonly string[];
  readonly method: readonly string[];
}
