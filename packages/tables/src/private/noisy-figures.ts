import { type CountDivergenceName, type Estimate, totalVariationFromCounts } from "@relent/core/estimate";
import { pairOf, root, worth } from "../compare/figures.ts";
import type { Settings } from "../compare/options.ts";
import type { ColumnResult } from "../compare/result.ts";
import { CLEAR } from "./clear-of-noise.ts";
import { type NoisyCells, noisyDivergence } from "./noisy-divergence.ts";

/** What stands beside the KL of a noisy column. */
type NoisyFigures = Pick<
  ColumnResult,
  "reverseKl" | "jensenShannon" | "psi" | "totalVariation" | "hellinger"
>;

/** Whether current shows nothing but noise in a cell: a ratio to it is none. */
const currentLost = ({ set, noise }: NoisyCells): boolean =>
  set.cells.some(({ x }, i) => noise[i]!.x > 0 && x < CLEAR * Math.sqrt(noise[i]!.x));

/**
 * The divergences that stand beside the KL of a noisy column, with the notes that they are lower bounds.
 *
 * Null for those that divide by current's shares, where one of them is lost in the noise.
 */
export function noisyFigures(cells: NoisyCells, settings: Settings, notes: readonly string[]): NoisyFigures {
  const { set, sizes } = cells;
  const one = (name: CountDivergenceName, unit: "bits" | "nats" | "1"): Estimate => ({
    ...noisyDivergence(name, cells, settings, unit).estimate,
    notes,
  });
  const lost = currentLost(cells);
  const variation = totalVariationFromCounts(worth(pairOf(set), sizes), { level: settings.level, notes });
  return {
    reverseKl: lost ? null : one("reverseKl", "bits"),
    jensenShannon: one("jensenShannon", "bits"),
    psi: lost ? null : one("psi", "nats"),
    totalVariation: { ...variation, n: [sizes.n, sizes.m] },
    hellinger: root(one("hellingerSquared", "1")),
  };
}
