import { bracketedRoot } from "../../scalar/index.ts";
import { leastLogDelta } from "../accountants/renyi-conversion.ts";
import type { PrivacyEvent, RepeatAndSelectEvent } from "../event.ts";
import { within } from "../fail.ts";
import type { Mechanism } from "../mechanism.ts";
import { minimumAt } from "../minimum.ts";

const MAKER = "repeatAndSelect";

/** E K of a truncated negative binomial law: η(1 − γ)/(γ(1 − γ^η)), and (1 − γ)/(γ log 1/γ) at η = 0. */
function meanOf(shape: number, logGamma: number): number {
  const odds = Math.expm1(-logGamma);
  return shape === 0 ? odds / -logGamma : (shape * odds) / -Math.expm1(shape * logGamma);
}

/** log γ at which K has this mean. */
function logGammaOf(shape: number, mean: number): number {
  let low = -1;
  while (meanOf(shape, low) < mean) low *= 2;
  let high = -1;
  while (meanOf(shape, high) > mean) high /= 2;
  return bracketedRoot((log) => meanOf(shape, log) - mean, low, high);
}

/** What the choice adds at order α: theorem 2 for truncated negative binomial K, theorem 6 for Poisson K. */
function surcharge(
  { mean, shape }: RepeatAndSelectEvent,
  base: (order: number) => number,
): (order: number) => number {
  if (shape === "poisson") {
    const growth = { cumulant: (z: number) => z * base(z + 1) };
    return (order) =>
      mean * Math.exp(leastLogDelta(growth, Math.log1p(1 / (order - 1))).value) +
      Math.log(mean) / (order - 1);
  }
  const logGamma = logGammaOf(shape, mean);
  const { value } = minimumAt(
    (z) => (z * base(1 + z) - logGamma) / (1 + z),
    1e-4,
    1e6,
    (z, best, found) => z > 1 && found > 2 * best,
  );
  return (order) => (1 + shape) * value + Math.log(mean) / (order - 1);
}

/** The bound of order α is the least of those of greater orders, since divergences grow with the order. */
function renyiFrom(event: RepeatAndSelectEvent, base: (order: number) => number): (order: number) => number {
  const added = surcharge(event, base);
  const bound = (order: number) => Math.max(0, base(order) + added(order));
  const least = minimumAt(
    (z) => bound(1 + z),
    1e-4,
    1e6,
    (_, best, found) => found > 10 * best + 1,
  );
  return (order) => (order - 1 <= least.at ? least.value : bound(order));
}

export const REPEAT_AND_SELECT: Mechanism<RepeatAndSelectEvent> = {
  name: "repeatAndSelect",
  maker: MAKER,
  parameters: [
    { name: "event", allowed: "an event: what is run again and again" },
    { name: "mean", allowed: 'above 1, with shape "poisson" also 1' },
    { name: "shape", allowed: 'above −1, or "poisson"' },
  ],
  adjacencies: ["add-remove", "replace-one"],
  check({ mean, shape }) {
    within(MAKER, "mean", mean, [1, 1e9], shape === "poisson" ? "both" : "high");
    if (shape !== "poisson") within(MAKER, "shape", shape, [-1, 1e3]);
  },
  describe: ({ mean, shape }) =>
    `the best result of a random number of runs, ${shape === "poisson" ? "Poisson" : `truncated negative binomial of shape ${shape}`} with mean ${mean}, of`,
  pairs: () => [],
  tight: false,
  base: ({ event }) => event,
  renyiFrom,
  renyiStatus: "upper",
};

/**
 * The best of K runs of a mechanism, K drawn anew: a search over hyperparameters of which only the winner is shown.
 *
 * K is truncated negative binomial of shape η > −1 (1 is geometric, 0 logarithmic) or Poisson. Known by a bound of its
 * Rényi divergence; a number of runs that is fixed beforehand has no such bound. Infinity if the base has δ > 0.
 *
 * @param event - What is run.
 * @param mean - E K: above 1, for Poisson K also 1; at most 1e9.
 * @param shape - η in (−1, 1000), or "poisson".
 * @throws RelentError "invalid-argument" for other numbers, and as `compose` for the event.
 * @see Papernot & Steinke, ICLR 2022, theorems 2 and 6.
 * @example
 * ```ts
 * privacyEpsilon(repeatAndSelect(gaussianMechanism(10), 20, 1), 1e-5).value.toFixed(4) // "0.9247"
 * ```
 */
export function repeatAndSelect(
  event: PrivacyEvent,
  mean: number,
  shape: number | "poisson" = 1,
): RepeatAndSelectEvent {
  const made: RepeatAndSelectEvent = {
    mechanism: "repeatAndSelect",
    event,
    mean,
    shape,
    adjacency: event.adjacency,
  };
  REPEAT_AND_SELECT.check(made);
  return made;
}
