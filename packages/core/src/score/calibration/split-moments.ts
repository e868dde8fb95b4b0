import { satterthwaite } from "../scoring/satterthwaite.ts";
import type { CalibrationSummary } from "./collect-calibration.ts";
import type { ForecastBin } from "./forecast-bins.ts";
import type { SplitRule } from "./split-rules.ts";
import type { BinSize } from "./split-size.ts";

/** Moments over the rows of what a part is the mean of. */
export interface Moments {
  readonly mean: number;
  readonly variance: number;
  /** Third central moment over the variance to 3/2. */
  readonly skewness: number;
  /** Degrees of freedom of the variance, Satterthwaite's over the labels. */
  readonly known: number;
}

/** Rows of one label that lie close together. */
interface Lot {
  readonly label: number;
  /** Their share of the whole weight. */
  readonly share: number;
  readonly mean: number;
  readonly variance: number;
}

function momentsOf(lots: readonly Lot[], classes: number, { effective }: BinSize): Moments {
  const mean = lots.reduce((sum, lot) => sum + lot.share * lot.mean, 0);
  const [byLabel, rows] = [new Float64Array(classes), new Float64Array(classes)];
  let third = 0;
  for (const { label, share, mean: own, variance } of lots) {
    const apart = own - mean;
    byLabel[label]! += share * (apart * apart + variance);
    rows[label]! += share * effective;
    third += share * apart * (apart * apart + 3 * variance);
  }
  const variance = byLabel.reduce((sum, v) => sum + v, 0);
  const known = satterthwaite(
    byLabel,
    rows.map((n) => n - 1),
  );
  return { mean, variance, skewness: variance > 0 ? third / variance ** 1.5 : 0, known };
}

/** Moments of a number that depends on bin and label alone. */
export function moments(
  bins: readonly ForecastBin[],
  size: BinSize,
  of: (bin: ForecastBin, label: number) => number,
): Moments {
  const lots = bins.flatMap((bin) =>
    Array.from(bin.outcome.keys()).flatMap((label) => {
      const share = (bin.weight / size.weight) * bin.outcome[label]!;
      return share > 0 ? [{ label, share, mean: of(bin, label), variance: 0 }] : [];
    }),
  );
  return momentsOf(lots, bins[0]!.outcome.length, size);
}

/** The mean score, and the moments of a row's score less that of its bin's mean forecast. */
export function withinMoments(
  { cells, classes }: CalibrationSummary,
  rule: SplitRule,
  bins: readonly ForecastBin[],
  size: BinSize,
): Moments & { readonly score: number } {
  const lots: Lot[] = [];
  let total = 0;
  for (const bin of bins) {
    for (let label = 0; label < classes; label++) {
      if (bin.outcome[label] === 0) continue;
      const centre = rule.penalty(bin.forecast, label);
      for (const i of bin.cells) {
        const at = i * classes + label;
        const w = cells.outcome[at]!;
        if (w === 0) continue;
        total += cells[rule.sums][at]!;
        const mean = cells[rule.sums][at]! / w;
        const variance = Math.max(0, cells[rule.squares][at]! / w - mean * mean);
        lots.push({ label, share: w / size.weight, mean: mean - centre, variance });
      }
    }
  }
  return { score: total / size.weight, ...momentsOf(lots, classes, size) };
}
