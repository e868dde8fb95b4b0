import { random } from "@relent/core/random";
import { collector, FIGURES, type Found } from "./figures.ts";
import { type Clusters, clusteredRows, type ForecastLaw, independentRows } from "./forecast-laws.ts";

/** A sample's shape. */
export interface Setting {
  readonly rows?: number;
  readonly clusters?: Clusters;
}

/** Bins of the calibration errors. */
export const BINS = 15;

/** Bins of the splits, of samples and truth alike so that both mean the same partition: of 20 rows or more. */
const splitBins = ({ rows }: Setting): number =>
  rows === undefined ? BINS : Math.min(BINS, Math.floor(rows / 20));

function sample(
  law: ForecastLaw,
  { rows = 0, clusters }: Setting,
  bins: number,
  seed: readonly number[],
): Found {
  const made = collector(law.classes, bins, BINS);
  const rng = random(seed);
  if (clusters === undefined) independentRows(law, rng, rows, (draw) => made.add(draw));
  else clusteredRows(law, rng, clusters, (draw, cluster) => made.add(draw, cluster));
  return made.found();
}

/** Figures that cannot be negative, though their estimates may be. */
const DIVERGENCES = /calibration|resolution|information$/;

/** Figures that cannot be larger than ln K. */
const ENTROPIES = /^(base rate|split: uncertainty)$/;

function within(name: string, value: number, classes: number): number {
  if (ENTROPIES.test(name)) return Math.min(Math.log(classes), value);
  return DIVERGENCES.test(name) ? Math.max(0, value) : value;
}

/** The truth, from very many rows: its own error is a small part of that of the samples. */
export function truth(law: ForecastLaw, setting: Setting, rows: number): Record<string, number> {
  const found = sample(
    law,
    setting.clusters === undefined
      ? { rows }
      : { clusters: { ...setting.clusters, count: Math.ceil(rows / 20) } },
    splitBins(setting),
    [99],
  );
  return Object.fromEntries(
    Object.entries(FIGURES).flatMap(([name, of]) => {
      const estimate = of(found);
      return estimate === undefined ? [] : [[name, within(name, estimate.value, law.classes)]];
    }),
  );
}

/** How a figure did over the trials. */
export interface Tally {
  readonly truth: number;
  held: number;
  below: number;
  above: number;
  made: number;
  /** Sums of value and of plug-in less the truth. */
  bias: number;
  plugInBias: number;
}

/** How often each interval held the truth, and how far values lay from it on average. */
export function coverage(
  law: ForecastLaw,
  setting: Setting,
  trials: number,
  rowsOfTruth: number,
): Map<string, Tally> {
  const wanted = truth(law, setting, rowsOfTruth);
  const tallies = new Map<string, Tally>();
  for (let trial = 0; trial < trials; trial++) {
    const found = sample(law, setting, splitBins(setting), [7, trial]);
    for (const [name, of] of Object.entries(FIGURES)) {
      const estimate = of(found);
      const at = wanted[name];
      if (estimate === undefined || at === undefined) continue;
      const tally = tallies.get(name) ?? {
        truth: at,
        held: 0,
        below: 0,
        above: 0,
        made: 0,
        bias: 0,
        plugInBias: 0,
      };
      tallies.set(name, tally);
      tally.made++;
      if (estimate.high < at) tally.below++;
      else if (estimate.low > at) tally.above++;
      else tally.held++;
      tally.bias += estimate.value - at;
      tally.plugInBias += (estimate.plugIn ?? estimate.value) - at;
    }
  }
  return tallies;
}
