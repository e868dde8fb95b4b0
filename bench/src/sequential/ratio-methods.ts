import { estimateKlFromLogRatios, type LogRatioMethod } from "@relent/core/estimate";
import { random } from "@relent/core/random";
import { CASES, type RatioCase } from "./ratio-cases.ts";
import { percent, table } from "./table.ts";

const METHODS: readonly LogRatioMethod[] = ["k1", "k2", "k3", "control-variate"];
const DRAWS = 1000;

/** What a method did over many sets of draws. */
export interface MethodOutcome {
  /** (mean of the estimates − KL)/KL. */
  readonly bias: number;
  /** Standard deviation of the estimates times √draws, over KL. */
  readonly spread: number;
  readonly coverage: number;
  /** Share of the sets that came with a note. */
  readonly noted: number;
}

/** Estimates a case `trials` times from sets of 1,000 draws. */
export function methodOutcome(one: RatioCase, method: LogRatioMethod, trials: number): MethodOutcome {
  let [sum, squares, held, noted] = [0, 0, 0, 0];
  for (let trial = 0; trial < trials; trial++) {
    const rng = random([2, trial]);
    const logRatios = Float64Array.from({ length: DRAWS }, () => one.logRatio(rng));
    const { value, low, high, notes } = estimateKlFromLogRatios(logRatios, { method });
    sum += value - one.kl;
    squares += (value - one.kl) ** 2;
    if (low <= one.kl && one.kl <= high) held++;
    if (notes.length > 0) noted++;
  }
  const bias = sum / trials;
  return {
    bias: bias / one.kl,
    spread: Math.sqrt(((squares / trials - bias ** 2) * trials * DRAWS) / (trials - 1)) / one.kl,
    coverage: held / trials,
    noted: noted / trials,
  };
}

/** A row a case and method. */
export function methodTable(trials: number): string {
  const rows = CASES.flatMap((one) =>
    METHODS.map((method) => {
      const { bias, spread, coverage, noted } = methodOutcome(one, method, trials);
      const name = `${one.name}, KL ${one.kl.toPrecision(3)}`;
      return [name, method, percent(bias), spread.toFixed(2), percent(coverage), percent(noted)];
    }),
  );
  return table(["laws", "method", "bias, % of KL", "sd · √n / KL", "coverage, %", "noted, %"], rows);
}
