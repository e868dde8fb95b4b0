import {
  COUNT_DIVERGENCES,
  type CountDivergenceName,
  type CountEstimate,
  divergenceFromCounts,
  noncentralInterval,
} from "@relent/core/estimate";
import type { CellSet, Sizes } from "../compare/cell-set.ts";
import { pairOf } from "../compare/figures.ts";
import type { Settings } from "../compare/options.ts";
import { type CellNoise, noiseMoments, noisyShares, type UnitRows } from "./noise-moments.ts";

/** The cells of two sides of which at least one is noisy, and what is known of the noise. */
export interface NoisyCells {
  readonly set: CellSet;
  readonly sizes: Sizes;
  /** Of each cell of the set. */
  readonly noise: readonly CellNoise[];
  readonly unit: UnitRows;
}

/** By how much the law of an estimate may be narrower or wider than the design effect of equality has it. */
const LEAST_SCALE = 0.5;
const MOST_SCALE = 16;

const scaleOf = (ratio: number): number =>
  Number.isFinite(ratio) ? Math.min(MOST_SCALE, Math.max(LEAST_SCALE, ratio)) : 1;

/** Counts by units, each of which may be worth no more than one row. */
function byUnits({ set, unit }: NoisyCells) {
  const { x, y } = pairOf(set);
  return {
    x: Array.from(x, (count) => count / unit.current),
    y: Array.from(y, (count) => count / unit.reference),
  };
}

/**
 * A divergence of the laws behind counts that carry noise, with its interval.
 *
 * The estimate from counts less what the noise adds to it by the second order. The interval is that of a scaled noncentral
 * χ² law: at equality its scale is the design effect of the noise, away from it the delta method's variance decides,
 * in which every cell has its own noise at its own slope.
 */
export function noisyDivergence(
  name: CountDivergenceName,
  cells: NoisyCells,
  settings: Pick<Settings, "level" | "escape">,
  unit: "bits" | "nats" | "1",
): CountEstimate {
  const { set, sizes, noise } = cells;
  const divergence = COUNT_DIVERGENCES[name];
  const shares = noisyShares(set, noise, name === "kl" ? settings.escape : null);
  const moments = noiseMoments(divergence, shares, sizes, cells.unit);
  const rows: readonly [number, number] = [sizes.n, sizes.m];
  const { estimate } = divergenceFromCounts(name, byUnits(cells), {
    level: settings.level,
    escape: settings.escape,
    rows,
  });
  const value = estimate.value - moments.bias;
  const effective = (sizes.n * sizes.m) / (sizes.n + sizes.m) / sizes.effect;
  const { scale, most = Number.POSITIVE_INFINITY } = divergence;
  const perNatPerRow = scale / scaleOf((moments.variance * scale * effective) / (4 * moments.value));
  const perNat = perNatPerRow * effective;
  const df = Math.max(1, set.cells.length - 1);
  const fit = { statistic: Math.max(0, df + perNat * value), df, perNat, perNatPerRow };
  const [low, high] = noncentralInterval(fit, settings.level);
  const plugIn = estimate.plugIn!;
  const per = unit === "bits" ? Math.LN2 : 1;
  return {
    fit,
    estimate: {
      ...estimate,
      value: value / per,
      low: low / per,
      high: Math.min(most, high) / per,
      unit,
      standardError: Math.sqrt(moments.variance) / per,
      bias: Number.isFinite(plugIn) ? (plugIn - value) / per : 0,
      method: `${divergence.method}, less the bias of the noise; scaled noncentral χ² interval`,
      plugIn: plugIn / per,
    },
  };
}
