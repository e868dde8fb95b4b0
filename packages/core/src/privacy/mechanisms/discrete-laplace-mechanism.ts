import type { Adjacency, DiscreteLaplaceEvent } from "../event.ts";
import { whole, within } from "../fail.ts";
import { atomicPair } from "../loss/atomic-pair.ts";
import type { LossPair } from "../loss/loss-pair.ts";
import type { Mechanism } from "../mechanism.ts";

const MAKER = "discreteLaplaceMechanism";

/** The tails beyond 0 and Δ are two atoms; between lie Δ − 1 more. */
function pair(scale: number, sensitivity: number): LossPair {
  const rate = 1 / scale;
  const tail = 1 / (1 + Math.exp(-rate));
  const centre = Math.tanh(rate / 2);
  const between = Array.from({ length: sensitivity - 1 }, (_, i) => {
    const x = sensitivity - 1 - i;
    return {
      loss: rate * (sensitivity - 2 * x),
      p: centre * Math.exp(-rate * x),
      q: centre * Math.exp(-rate * (sensitivity - x)),
    };
  });
  const far = tail * Math.exp(-rate * sensitivity);
  return atomicPair(
    [
      { loss: -rate * sensitivity, p: far, q: tail },
      ...between,
      { loss: rate * sensitivity, p: tail, q: far },
    ],
    0,
    rate,
  );
}

export const DISCRETE_LAPLACE: Mechanism<DiscreteLaplaceEvent> = {
  name: "discreteLaplace",
  maker: MAKER,
  parameters: [
    { name: "scale", allowed: "above 0" },
    { name: "sensitivity", allowed: "a whole number from 1" },
  ],
  adjacencies: ["add-remove", "replace-one"],
  check({ scale, sensitivity }) {
    within(MAKER, "scale", scale, [0, Infinity]);
    whole(MAKER, "sensitivity", sensitivity, 1);
    within(MAKER, "sensitivity", sensitivity, [0, 1e6], "high");
  },
  describe: ({ scale, sensitivity }) =>
    `whole-numbered Laplace noise of scale ${scale} at sensitivity ${sensitivity}`,
  pairs: ({ scale, sensitivity }) => [pair(scale, sensitivity)],
  tight: true,
};

/**
 * Whole-numbered noise with mass ∝ exp(−|x|/scale) on an integer (the geometric mechanism): ε = sensitivity/scale.
 *
 * @param scale - Above 0.
 * @param sensitivity - How far one record moves the integer under `adjacency`; a whole number from 1 to 1e6.
 * @throws RelentError "invalid-argument" for other numbers.
 * @see Ghosh, Roughgarden & Sundararajan, STOC 2009.
 * @example
 * ```ts
 * privacyEpsilon(discreteLaplaceMechanism(2), 0).value // 0.5
 * ```
 */
export function discreteLaplaceMechanism(
  scale: number,
  sensitivity = 1,
  adjacency: Adjacency = "add-remove",
): DiscreteLaplaceEvent {
  const event: DiscreteLaplaceEvent = { mechanism: "discreteLaplace", scale, sensitivity, adjacency };
  DISCRETE_LAPLACE.check(event);
  return event;
}
