import { logSumExp } from "../../scalar/index.ts";
import type { Adjacency, DiscreteLaplaceEvent } from "../event.ts";
import { whole, within } from "../fail.ts";
import { lastOf, latticePair } from "../loss/lattice-pair.ts";
import type { LossPair } from "../loss/loss-pair.ts";
import type { Mechanism } from "../mechanism.ts";

const MAKER = "discreteLaplaceMechanism";

/** log E e^{zL}: two tails and a geometric sum between them. */
function cumulant(rate: number, sensitivity: number, z: number): number {
  const epsilon = rate * sensitivity;
  const tail = -Math.log1p(Math.exp(-rate));
  const pace = rate * (1 + 2 * z);
  const between = pace === 0 ? sensitivity - 1 : -Math.expm1(-pace * (sensitivity - 1)) / Math.expm1(pace);
  return logSumExp([
    tail + z * epsilon,
    tail - (1 + z) * epsilon,
    Math.log(Math.tanh(rate / 2)) + z * epsilon + Math.log(between),
  ]);
}

/** The tails beyond 0 and Δ are two atoms; between lie Δ − 1 more. */
const pair = lastOf((scale: number, sensitivity: number): LossPair => {
  const rate = 1 / scale;
  const tail = 1 / (1 + Math.exp(-rate));
  const centre = Math.tanh(rate / 2);
  const shown = (x: number) => (x === 0 ? tail : centre * Math.exp(-rate * x));
  return latticePair({
    atoms: sensitivity + 1,
    lattice: rate,
    atom(i) {
      const x = sensitivity - i;
      const far = tail * Math.exp(-rate * sensitivity);
      return {
        loss: rate * (sensitivity - 2 * x),
        p: x === sensitivity ? far : shown(x),
        q: x === 0 ? far : shown(sensitivity - x),
      };
    },
    cumulant: (z) => (Math.abs(z) * rate * sensitivity > 1 ? cumulant(rate, sensitivity, z) : undefined),
  });
});

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
