import { ahead } from "./ahead.ts";
import type { Observation } from "./observation.ts";
import { refuse, stopIf, type VerifyOptions } from "./options.ts";
import type { VerifyResult } from "./result.ts";
import type { Pairing } from "./sides.ts";
import { betsSay, type Tests, take } from "./tests.ts";

/** What was seen until the verdict, or to the end. */
export interface Collected {
  readonly seen: readonly Observation[];
  /** Prompts that an endpoint did not answer, and why. */
  readonly failed: readonly { readonly id: string; readonly why: string }[];
  readonly requests: VerifyResult["requests"];
}

/** So many failures before the first answer mean that nothing works; later ones are counted and named. */
const PATIENCE = 3;

/**
 * Goes through the prompts in their order and feeds the tests. Between recordings every prompt is seen; endpoints are asked
 * until the bets have decided or the budget is spent.
 */
export async function collect(
  pairing: Pairing,
  queue: readonly string[],
  tests: Tests,
  options: VerifyOptions,
): Promise<Collected> {
  const { cost } = pairing;
  const { concurrency = 4, budget = queue.length * cost, signal } = options;
  if (!(concurrency >= 1)) refuse("concurrency", concurrency, "at least 1");
  if (!(budget >= cost)) refuse("budget", budget, `at least ${cost} requests, which one prompt takes`);
  const live = cost > 0;
  const affordable = live ? queue.slice(0, Math.floor(budget / cost)) : queue;
  const seen: Observation[] = [];
  const failed: { id: string; why: string }[] = [];
  let asked = 0;
  const ask = (id: string): Promise<Observation> => {
    asked++;
    return pairing.observe(id);
  };
  for await (const [id, outcome] of ahead(affordable, live ? concurrency : 1, ask)) {
    stopIf(signal);
    if ("reason" in outcome) {
      const hopeless = seen.length === 0 && failed.length + 1 >= Math.min(PATIENCE, affordable.length);
      if (!live || hopeless) throw outcome.reason;
      failed.push({
        id,
        why: outcome.reason instanceof Error ? outcome.reason.message : String(outcome.reason),
      });
      continue;
    }
    seen.push(outcome.value);
    take(tests, outcome.value);
    options.progress?.(seen.length / affordable.length);
    if (live && betsSay(tests) !== "undecided") break;
  }
  return {
    seen,
    failed,
    requests: live ? { sent: asked * cost, budget, failed: failed.length * cost } : null,
  };
}
