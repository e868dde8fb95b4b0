import { random } from "@relent/core/random";
import { collectReliability, reliability } from "@relent/core/score";
import { emptyDraw, type ForecastLaw, independentRows, rightInClusters } from "./forecast-laws.ts";

/** Shares of simulations in which the calibration test rejected at 5 %, and Spiegelhalter's. */
export interface Level {
  readonly binned: number;
  readonly spiegelhalter: number;
  /** Simulations in which the test could be made. */
  readonly made: number;
}

const ALPHA = 0.05;

/** How often forecasts of the last class are rejected. */
export function levelOfTest(law: ForecastLaw, rows: number, trials: number): Level {
  let [binned, spiegelhalter] = [0, 0];
  const last = emptyDraw(law).p.length - 1;
  for (let trial = 0; trial < trials; trial++) {
    const pairs = collectReliability();
    independentRows(law, random([11, rows, trial]), rows, ({ p, label }) => {
      pairs.add(p[last]!, label === last ? 1 : 0);
    });
    const found = reliability(pairs.summary());
    if (found.test!.p <= ALPHA) binned++;
    if (found.spiegelhalter!.p <= ALPHA) spiegelhalter++;
  }
  return { binned: binned / trials, spiegelhalter: spiegelhalter / trials, made: trials };
}

/** How often right forecasts with outcomes dependent within clusters are rejected, clusters named or not. */
export function levelInClusters(
  clusters: number,
  icc: number,
  trials: number,
): { readonly named: number; readonly unnamed: number } {
  let [named, unnamed] = [0, 0];
  for (let trial = 0; trial < trials; trial++) {
    const [those, these] = [collectReliability(), collectReliability()];
    rightInClusters(random([12, clusters, trial]), clusters, icc, (forecast, outcome, cluster) => {
      those.add(forecast, outcome, 1, cluster);
      these.add(forecast, outcome);
    });
    const test = reliability(those.summary()).test;
    if (test !== undefined && test.p <= ALPHA) named++;
    if (reliability(these.summary()).test!.p <= ALPHA) unnamed++;
  }
  return { named: named / trials, unnamed: unnamed / trials };
}
