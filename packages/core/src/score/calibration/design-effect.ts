import type { CalibrationSummary } from "./collect-calibration.ts";
import { gapVariance } from "./gap-spread.ts";
import { reliabilityBins } from "./reliability-bins.ts";

/**
 * What clusters make of the outcomes within `bins` bins: variance over groups of whole clusters over that of independent rows, a mean over bins
 * and classes; 1 where rows are independent.
 */
export function outcomeDesignEffect({ perClass }: CalibrationSummary, bins: number): number {
  let [grouped, independent] = [0, 0];
  for (const summary of perClass) {
    if (summary.groups === undefined) return 1;
    for (const { residuals, ...bin } of reliabilityBins(summary, bins)) {
      const apart = gapVariance(bin);
      if (!(apart > 0)) continue;
      grouped += bin.weight * gapVariance({ ...bin, ...(residuals !== undefined && { residuals }) });
      independent += bin.weight * apart;
    }
  }
  const effect = grouped / independent;
  return Number.isFinite(effect) && effect > 0 ? effect : 1;
}
