import { noncentralInterval, noncentralScale } from "../../estimate/counts/divergence-from-counts.ts";

/** A plug-in figure that cannot be negative, with its law where the truth is 0 and away from there. */
export interface PlugInDivergence {
  readonly plugIn: number;
  /** Mean of the plug-in where the truth is 0. */
  readonly nullMean: number;
  /** Degrees of freedom of its χ² law there. */
  readonly df: number;
  /** Squared standard error by the delta method. */
  readonly variance: number;
}

/**
 * The interval of a divergence from a scaled noncentral χ² law: df·plugIn/(c·nullMean) is about χ′²(df, df·truth/(c·nullMean)), c from the
 * delta variance. One formula from 0, where it begins at 0, to large values; see `divergenceFromCounts`.
 */
export function divergenceInterval(
  { plugIn, nullMean, df, variance }: PlugInDivergence,
  level: number,
): readonly [low: number, high: number] {
  if (!(df > 0 && nullMean > 0)) return [plugIn, plugIn];
  const natural = df / nullMean;
  const c = noncentralScale((variance * natural) / (4 * plugIn));
  const perNat = natural / c;
  const statistic = Math.max(0, df + perNat * (plugIn - nullMean));
  return noncentralInterval({ statistic, df, perNat, perNatPerRow: Number.NaN }, level);
}
