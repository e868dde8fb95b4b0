import type { ClusterId } from "../clusters/cluster-sums.ts";
import { type EProcess, type EProcessState, openState, processFrom } from "./e-process.ts";
import type { Bet } from "./wager.ts";

/** What is tested of two sources of outcomes. */
export interface TwoSampleOptions {
  /** Largest total variation distance that the null allows (default 0: the same law). */
  readonly tolerance?: number;
  readonly bet?: Bet;
}

/** All that a two-sample e-process knows, for JSON. */
export interface TwoSampleState {
  readonly process: EProcessState;
  /** How often each outcome came from A and from B. */
  readonly seen: readonly (readonly [outcome: ClusterId, a: number, b: number])[];
}

/** A test of whether two sources draw from one law. */
export interface TwoSampleEProcess extends Omit<EProcess<[a: ClusterId, b: ClusterId]>, "state"> {
  /** All that is needed to go on later: plain JSON. */
  state(): TwoSampleState;
}

/** From −1, an outcome that only B gave, to 1, one that only A gave; shrunk as by one more of each. */
const leaning = (a: number, b: number): number => (a - b) / (a + b + 2);

/**
 * An anytime-valid test of whether two sources draw their outcomes from the same law: is B still the provider that A was?
 *
 * Each step takes one outcome of A and one of B, drawn independently. A score h in [−1, 1] of how much an outcome leans
 * to A is learnt from the steps before, and (h(a) − h(b))/2, whose mean is at most the total variation distance of the
 * laws whatever h is, is bet on to exceed `tolerance`. Outcomes that are never seen again teach nothing: pass classes,
 * first tokens or buckets, joined with the prompt where prompts differ. One step an independent unit.
 *
 * @throws RelentError for a tolerance outside [0, 1].
 * @see Shekhar & Ramdas, IEEE Trans. Inf. Theory 70 (2024) 1178.
 *
 * @example
 * ```ts
 * const test = twoSampleEProcess();
 * for (let i = 0; i < 40; i++) test.add(i % 2 ? "yes" : "no", "yes");
 * test.decision(0.05) // "reject"
 * ```
 */
export function twoSampleEProcess(options: TwoSampleOptions = {}): TwoSampleEProcess {
  const process = openState({ ...options, mean: 0, low: -1, high: 1 });
  return resumeTwoSampleEProcess({ process, seen: [] });
}

/**
 * The two-sample e-process whose `state()` was saved, as if it had never stopped.
 *
 * @example
 * ```ts
 * const test = twoSampleEProcess();
 * test.add("yes", "no");
 * resumeTwoSampleEProcess(JSON.parse(JSON.stringify(test.state()))).n // 1
 * ```
 */
export function resumeTwoSampleEProcess(saved: TwoSampleState): TwoSampleEProcess {
  const seen = new Map(saved.seen.map(([outcome, a, b]) => [outcome, { a, b }]));
  const score = (outcome: ClusterId): number => {
    const found = seen.get(outcome);
    return found === undefined ? 0 : leaning(found.a, found.b);
  };
  const count = (outcome: ClusterId, source: "a" | "b"): void => {
    const found = seen.get(outcome) ?? { a: 0, b: 0 };
    found[source]++;
    seen.set(outcome, found);
  };
  const process = processFrom(saved.process, (a: ClusterId, b: ClusterId) => {
    const payoff = (score(a) - score(b)) / 2;
    count(a, "a");
    count(b, "b");
    return payoff;
  });
  const state = (): TwoSampleState => ({
    process: process.state(),
    seen: Array.from(seen, ([outcome, { a, b }]) => [outcome, a, b] as const),
  });
  return Object.assign(Object.create(process) as EProcess<[ClusterId, ClusterId]>, { state });
}
