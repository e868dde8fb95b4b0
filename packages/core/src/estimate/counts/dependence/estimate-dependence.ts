import { invalid } from "../../../finite/check.ts";
import type { LogOptions } from "../../../protocol.ts";
import type { Estimate } from "../../estimate.ts";
import { levelOf } from "../../interval.ts";
import { inUnit, logUnit } from "../../log-unit.ts";
import { methodOf } from "../../method.ts";
import { percent } from "../../percent.ts";
import { noncentralInterval, noncentralScale } from "../divergence-from-counts.ts";
import { ENTROPY_ESTIMATORS, type EntropyMethod } from "../entropy/entropy-estimators.ts";
import { guessError, widened } from "../entropy/guess-error.ts";
import { countSample, unseenMass } from "../fingerprint.ts";
import { type CountTable, degreesOfDependence } from "./count-table.ts";
import { independenceTest } from "./independence-test.ts";

/** How dependence is estimated from a table of counts. */
export interface DependenceOptions extends LogOptions {
  /** Which entropy estimator is used for the margins and the joint (default `"chao-wang-jost"`). */
  readonly method?: EntropyMethod;
  /** Coverage of the interval (default 0.95). */
  readonly level?: number;
  /**
   * Draws at most of the permutation test, where counts are too few for χ² (default 999, over 100,000 rows fewer, down to
   * 99); 0 leaves the test out.
   */
  readonly maxDraws?: number;
}

const HALF = 0.5;
/** Rows that all draws of a test deal together, unless the caller says how many draws. */
const ROWS_DEALT = 1e8;

/** Plug-in information with ½ added to each cell of the seen outcomes, and its variance by the delta method. */
function addHalf({ n, margins, counts, codes }: CountTable) {
  const sizes = margins.map((margin) => margin.length);
  const dense = sizes.reduce((a, b) => a * b, 1);
  const total = n + HALF * dense;
  const logMargins = margins.map((margin, g) =>
    Float64Array.from(margin, (count) => Math.log((count + (HALF * dense) / sizes[g]!) / total)),
  );
  const cells = new Float64Array(dense).fill(HALF);
  for (let i = 0; i < counts.length; i++) {
    cells[codes.reduce((at, of, g) => at * sizes[g]! + of[i]!, 0)]! += counts[i]!;
  }
  let mean = 0;
  let square = 0;
  for (let cell = 0; cell < dense; cell++) {
    const p = cells[cell]! / total;
    let log = Math.log(p);
    for (let g = sizes.length - 1, rest = cell; g >= 0; g--) {
      log -= logMargins[g]![rest % sizes[g]!]!;
      rest = Math.floor(rest / sizes[g]!);
    }
    mean += p * log;
    square += p * log * log;
  }
  return { value: mean, variance: Math.max(0, square - mean * mean) / n };
}

/**
 * Σ H(group) − H(all groups) from counts, by one entropy estimator throughout, with interval and test.
 *
 * The interval is that of a KL from counts: 2n·Î/c is read against a noncentral χ² law with the degrees of freedom of
 * dependence, its scale c = v̂·n/(2·I_½) in [½, 4] that of the delta variance v̂ on add-½ counts; the error of guessing
 * at unseen cells is added in quadrature.
 */
export function estimateDependence(
  fn: string,
  table: CountTable,
  plugIn: number,
  options: DependenceOptions,
): Estimate {
  const estimator = methodOf(fn, ENTROPY_ESTIMATORS, options.method ?? "chao-wang-jost");
  const level = levelOf(fn, options.level);
  const unit = logUnit(fn, options.base);
  const { n, sizes, margins, counts } = table;
  const { maxDraws = Math.max(99, Math.min(999, Math.floor(ROWS_DEALT / n))) } = options;
  if (!(Number.isInteger(maxDraws) && maxDraws >= 0)) {
    invalid(`${fn}: maxDraws = ${maxDraws}; it must be a whole number ≥ 0`, { value: maxDraws });
  }
  const sample = countSample(counts);
  const joint = estimator.estimate(
    sample,
    sizes.reduce((product, size) => product * size, 1),
  );
  const value = margins.reduce(
    (sum, margin, g) => sum + estimator.estimate(countSample(margin), sizes[g]!).value,
    -joint.value,
  );
  const half = addHalf(table);
  const scale = noncentralScale((half.variance * n) / (2 * half.value));
  const df = Math.max(1, degreesOfDependence(table));
  const perNatPerRow = 2 / scale;
  const perNat = perNatPerRow * n;
  const interval = noncentralInterval(
    { statistic: Math.max(0, df + perNat * value), df, perNat, perNatPerRow },
    level,
  );
  const guess = guessError(sample, joint.standardError);
  const [low, high] = widened(value, interval, level, guess);
  const logs = sizes.map(Math.log);
  const most = logs.reduce((a, b) => a + b, 0) - Math.max(...logs);
  const missed = unseenMass(sample);
  const estimate: Estimate = {
    value,
    low,
    high: Math.min(most, high),
    level,
    unit: "nats",
    standardError: Math.hypot(Math.sqrt(half.variance), guess),
    bias: plugIn - value,
    method: `sum of entropies, ${estimator.title}; scaled noncentral χ² interval`,
    n,
    plugIn,
    ...(maxDraws > 0 ? { test: independenceTest(table, maxDraws) } : {}),
    unseenMass: missed,
    notes:
      missed > 0
        ? [`about ${percent(missed)} of the joint law lies in cells that were not seen (Good–Turing)`]
        : [],
  };
  return inUnit(estimate, unit);
}
