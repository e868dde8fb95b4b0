import type { Adjacency, DiscreteGaussianEvent } from "../event.ts";
import { whole, within } from "../fail.ts";
import { lastOf, latticePair } from "../loss/lattice-pair.ts";
import type { LossPair } from "../loss/loss-pair.ts";
import type { Mechanism } from "../mechanism.ts";

const MAKER = "discreteGaussianMechanism";

/** From this σ on the sum over whole numbers is the integral, to e^{−2π²σ²}. */
const SMOOTH = 3;

/**
 * Masses on both sides of 0 down to the least double.
 *
 * log E e^{zL} = z(z + 1)Δ²/2σ² but for Σ_k e^{−2π²σ²k²} cos 2πkzΔ over that at z = 0 (Poisson's sum).
 */
const pair = lastOf((sigma: number, sensitivity: number): LossPair => {
  const reach = Math.ceil(38 * sigma);
  const mass = Float64Array.from({ length: reach + sensitivity + 1 }, (_, x) =>
    Math.exp(-0.5 * (x / sigma) ** 2),
  );
  let total = 1;
  for (let x = reach; x > 0; x--) total += 2 * mass[x]!;
  const square = (sensitivity / sigma) ** 2;
  const lattice = sensitivity / (2 * sigma * sigma);
  return latticePair({
    atoms: 2 * reach + sensitivity + 1,
    lattice,
    atom(i) {
      const x = reach + sensitivity - i;
      return {
        loss: lattice * (sensitivity - 2 * x),
        p: mass[Math.abs(x)]! / total,
        q: mass[Math.abs(x - sensitivity)]! / total,
      };
    },
    cumulant: (z) => (sigma >= SMOOTH ? (z * (z + 1) * square) / 2 : undefined),
    tilt: (z) => ({
      value: (z * (z + 1) * square) / 2,
      slope: ((2 * z + 1) * square) / 2,
      curvature: square,
    }),
  });
});

export const DISCRETE_GAUSSIAN: Mechanism<DiscreteGaussianEvent> = {
  name: "discreteGaussian",
  maker: MAKER,
  parameters: [
    { name: "sigma", allowed: "between 0 and 10000" },
    { name: "sensitivity", allowed: "a whole number from 1" },
  ],
  adjacencies: ["add-remove", "replace-one"],
  check({ sigma, sensitivity }) {
    within(MAKER, "sigma", sigma, [0, 1e4], "high");
    whole(MAKER, "sensitivity", sensitivity, 1);
    if (sensitivity > 30 * sigma) within(MAKER, "sensitivity / sigma", sensitivity / sigma, [0, 30], "high");
  },
  describe: ({ sigma, sensitivity }) =>
    `whole-numbered normal noise of parameter ${sigma} at sensitivity ${sensitivity}`,
  pairs: ({ sigma, sensitivity }) => [pair(sigma, sensitivity)],
  tight: true,
  renyi: ({ sigma, sensitivity }, order) => (order * sensitivity ** 2) / (2 * sigma ** 2),
  rho: ({ sigma, sensitivity }) => sensitivity ** 2 / (2 * sigma ** 2),
  renyiStatus: "upper",
};

/**
 * Whole-numbered noise with mass ∝ exp(−x²/2σ²) on an integer: D_α ≤ αΔ²/2σ².
 *
 * @param sigma - The parameter of the noise, in (0, 10000].
 * @param sensitivity - Δ: how far one record moves the integer under `adjacency`; a whole number ≤ 30σ.
 * @throws RelentError "invalid-argument" for other numbers.
 * @see Canonne, Kamath & Steinke, NeurIPS 2020.
 * @example
 * ```ts
 * renyiPrivacy(discreteGaussianMechanism(10), 5).value // 0.025
 * ```
 */
export function discreteGaussianMechanism(
  sigma: number,
  sensitivity = 1,
  adjacency: Adjacency = "add-remove",
): DiscreteGaussianEvent {
  const event: DiscreteGaussianEvent = { mechanism: "discreteGaussian", sigma, sensitivity, adjacency };
  DISCRETE_GAUSSIAN.check(event);
  return event;
}
