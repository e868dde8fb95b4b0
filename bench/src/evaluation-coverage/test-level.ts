import { random } from "@relent/core/random";
import { collectReliability, reliability } from "@relent/core/score";
import { type DependentLaw, emptyDraw, type ForecastLaw, independentRows } from "./forecast-laws.ts";

/** Shares of simulations in which the calibration test rejected at 5 %, and Spiegelhalter's. */
export interface Level {
  readonly binned: number;
  readonly spiegelhalter: number;
  /** Simulations in which the test could be made. */
  readonly made: number;
}

const ALPHA = 0.05;

/** How often forecasts of the last class are rejected. */
export function levelOfTest(
  law: ForecastLaw,
  rows: number,
  trials: number,
  distort: (forecast: number) => number = (f) => f,
): Level {
  let [binned, spiegelhalter] = [0, 0];
  const last = emptyDraw(law).p.length - 1;
  for (let trial = 0; trial < trials; trial++) {
    const pairs = collectReliability();
    independentRows(law, random([11, rows, trial]), rows, ({ p, label }) => {
      pairs.add(distort(p[last]!), label === last ? 1 : 0);
    });
    const found = reliability(pairs.summary());
    if (found.test!.p <= ALPHA) binned++;
    if (found.spiegelhalter!.p <= ALPHA) spiegelhalter++;
  }
  return { binned: binned / trials, spiegelhalter: spiegelhalter / trials, made: trials };
}

/** How often forecasts are rejected whose outcomes depend on each other within clusters, clusters named or not. */
export function levelInClusters(
  law: DependentLaw,
  clusters: number,
  trials: number,
  distort: (forecast: number) => number = (f) => f,
): { readonly named: number; readonly unnamed: number } {
  let [named, unnamed] = [0, 0];
  for (let trial = 0; trial < trials; trial++) {
    const [those, these] = [collectReliability(), collectReliability()];
    law.next(random([12, clusters, trial]), clusters, (forecast, outcome, cluster) => {
      those.add(distort(forecast), outcome, 1, cluster);
      these.add(distort(forecast), outcome);
    });
    const test = reliability(those.summary()).test;
    if (test !== undefined && test.p <= ALPHA) named++;
    if (reliability(these.summary()).test!.p <= ALPHA) unnamed++;
  }
  return { named: named / trials, unnamed: unnamed / trials };
}
