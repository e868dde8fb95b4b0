import { invalid } from "../../finite/check.ts";
import { kl, weights } from "../../finite/index.ts";
import type { Estimate } from "../estimate.ts";
import { levelOf } from "../interval.ts";
import { methodOf } from "../method.ts";
import { percent } from "../percent.ts";
import { pairSizes } from "./count-pair.ts";
import { type CountRow, toCountPair } from "./count-row.ts";
import { homogeneityTest } from "./homogeneity-test.ts";
import { COUNT_KL_ESTIMATORS, type CountKlMethod } from "./kl-methods.ts";
import { type SparseReference, sparseReference } from "./sparse-reference.ts";

/** How a KL is estimated from two count vectors. */
export interface CountKlOptions {
  /** Which estimator (default `"zhang-grabchak"`). */
  readonly method?: CountKlMethod;
  /** How many categories there are, the unseen ones included; as many as there are counts when left out. */
  readonly categories?: number;
  /** What `"additive-smoothing"` adds to each count (default ½). */
  readonly smoothing?: number;
  /**
   * Zhang–Grabchak alone: share of the code kept for outcomes that the reference never saw. The figure is then the cost
   * of the reference's code with such an escape symbol, for alphabets that grow.
   */
  readonly escape?: number;
  /** Coverage of the interval (default 0.95). */
  readonly level?: number;
  /** Draws at most of the permutation test, where counts are too few for χ² (default 999); 0 leaves the test out. */
  readonly maxDraws?: number;
}

const DEFAULT_METHOD: CountKlMethod = "zhang-grabchak";

function notesOf(sparse: SparseReference, options: CountKlOptions): string[] {
  const notes: string[] = [];
  if (sparse.unseenMass > 0) {
    notes.push(`${percent(sparse.unseenMass)} of current lies in cells that the reference never saw`);
  }
  if (sparse.lowerBound && options.escape === undefined && options.method !== "dirichlet-mixture") {
    const named = sparse.cells.slice(0, 5).join(", ");
    const where = named === "" ? "" : ` in cells ${named}${sparse.cells.length > 5 ? ", …" : ""}`;
    notes.push(
      `lower bound: reference too sparse${where}; method "dirichlet-mixture" fills in what it missed by a prior`,
    );
  }
  return notes;
}

function settingsOf(fn: string, options: CountKlOptions, cells: number) {
  const { categories = cells, smoothing = 0.5, escape: epsilon = null } = options;
  if (!(Number.isSafeInteger(categories) && categories >= cells)) {
    invalid(`${fn}: categories = ${categories}; it must be a whole number ≥ ${cells}, the counts of a side`, {
      value: categories,
    });
  }
  if (!(smoothing > 0 && smoothing < Number.POSITIVE_INFINITY)) {
    invalid(`${fn}: smoothing = ${smoothing}; it must be finite and above 0`, { value: smoothing });
  }
  if (epsilon !== null && !(epsilon > 0 && epsilon < 1)) {
    invalid(`${fn}: escape = ${epsilon}; it must be between 0 and 1`, { value: epsilon });
  }
  return { categories, smoothing, escape: epsilon, level: levelOf(fn, options.level) };
}

/** D(current ‖ reference) of the laws behind two samples, in nats, from their counts: see `estimateKl`. */
export function klFromCounts(current: CountRow, reference: CountRow, options: CountKlOptions = {}): Estimate {
  const fn = "estimateKl";
  const estimator = methodOf(fn, COUNT_KL_ESTIMATORS, options.method ?? DEFAULT_METHOD);
  const pair = toCountPair(fn, current, reference);
  const { n, m, cells } = pairSizes(pair, fn);
  const sparse = sparseReference(pair);
  const settings = settingsOf(fn, options, cells);
  const { value, low, high, standardError } = estimator.estimate(pair, settings);
  const notes = notesOf(sparse, options);
  const usual = COUNT_KL_ESTIMATORS[DEFAULT_METHOD].estimate(pair, settings).value;
  if (Math.abs(usual - value) > standardError) {
    notes.push(
      `Zhang–Grabchak gives ${usual.toPrecision(3)} nats, more than a standard error away: one of the two is biased by more than its interval allows for`,
    );
  }
  const plugIn = kl(weights(pair.x), weights(pair.y));
  const { maxDraws = 999 } = options;
  return {
    value,
    low,
    high,
    level: settings.level,
    unit: "nats",
    standardError,
    bias: Number.isFinite(plugIn) ? plugIn - value : 0,
    method: `${estimator.title(settings)}; ${estimator.interval}`,
    n: [n, m],
    plugIn,
    ...(maxDraws > 0 ? { test: homogeneityTest(pair, { maxDraws }) } : {}),
    unseenMass: sparse.unseenMass,
    notes,
  };
}
