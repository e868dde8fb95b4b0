import type { CalibrationSummary } from "./collect-calibration.ts";
import { gapVariance, groupVariance } from "./gap-spread.ts";
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

/**
 * The same of the entropy of the labels' shares: of Σ_k −ln(share_k)·(outcome − forecast) over groups of whole clusters, so that the classes count
 * as they do in the entropy. Of two classes that of the shares.
 */
export function labelDesignEffect(summary: CalibrationSummary): number {
  const { perClass, cells, classes } = summary;
  const whole = perClass.map((one) => reliabilityBins(one, 1)[0]!);
  const groups = whole[0]!.residuals?.length;
  if (perClass.length < 2 || groups === undefined) return outcomeDesignEffect(summary, 1);
  const surprisal = whole.map(({ outcome }) => (outcome > 0 ? -Math.log(outcome) : 0));
  const sums = new Float64Array(groups);
  whole.forEach(({ residuals }, k) => {
    residuals!.forEach((x, g) => {
      sums[g]! += surprisal[k]! * x;
    });
  });
  let independent = 0;
  cells.weight.forEach((weight, i) => {
    let [mean, square] = [0, 0];
    for (let k = 0; k < classes; k++) {
      const share = cells.forecast[i * classes + k]! / weight;
      mean += share * surprisal[k]!;
      square += share * surprisal[k]! ** 2;
    }
    independent += cells.weightSquares[i]! * Math.max(0, square - mean * mean);
  });
  const effect = groupVariance(sums) / independent;
  return Number.isFinite(effect) && effect > 0 ? effect : outcomeDesignEffect(summary, 1);
}
