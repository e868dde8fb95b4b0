import { invalid } from "../../../finite/check.ts";
import type { LogOptions } from "../../../protocol.ts";
import { xlog1py } from "../../../scalar/xlog1py.ts";
import { xlogy } from "../../../scalar/xlogy.ts";
import type { Estimate } from "../../estimate.ts";
import { levelOf, normalInterval } from "../../interval.ts";
import { inUnit, logUnit } from "../../log-unit.ts";
import { methodOf } from "../../method.ts";
import { percent } from "../../percent.ts";
import { type CountRow, toCounts } from "../count-row.ts";
import { countSample, unseenMass } from "../fingerprint.ts";
import { ENTROPY_ESTIMATORS, type EntropyMethod } from "./entropy-estimators.ts";

/** How an entropy is estimated. */
export interface EntropyOptions extends LogOptions {
  /** Which estimator (default `"chao-wang-jost"`). */
  readonly method?: EntropyMethod;
  /** How many categories there are, the unseen ones included; as many as there are counts when left out. */
  readonly categories?: number;
  /** Coverage of the interval (default 0.95). */
  readonly level?: number;
}

function categoriesOf(fn: string, given: number | undefined, cells: number, observed: number): number {
  if (given === undefined) return cells;
  if (!(Number.isSafeInteger(given) && given >= observed)) {
    invalid(`${fn}: categories = ${given}; it must be a whole number ≥ ${observed}, the categories seen`, {
      value: given,
    });
  }
  return given;
}

/** Where one category alone was seen: the entropy of a second one as likely as n rows without it allow. */
function loneInterval(n: number, level: number): readonly [number, number] {
  const share = Math.min(0.5, -Math.expm1(Math.log((1 - level) / 2) / n));
  return [0, -xlogy(share, share) - xlog1py(1 - share, -share)];
}

/**
 * Shannon entropy of the law behind a sample, from its counts, corrected for the categories it missed.
 *
 * In nats, or in units of `base`. The default, Chao–Wang–Jost, adds to Zhang's sum the entropy of the unseen categories,
 * guessed from those seen once and twice; it needs no number of categories. `"nsb"` and `"shrinkage"` need it:
 * `categories`, or the length of the array, zeros included. `ENTROPY_ESTIMATORS` has the formula and source of each.
 * The interval is value ± z·standardError (the jackknife's; NSB: the posterior's), within [0, log categories] where
 * their number is known. Figures that differ from Chao–Wang–Jost's by more than a standard error say so in `notes`:
 * their bias is not in their interval. `unseenMass` is Good and Turing's singletons/n.
 *
 * Measured, 95 % intervals of the default over uniform, Zipf, Dirichlet(0.1) and geometric laws of 1,000 categories:
 * 87–100 % from 100 rows on, 93–100 % from 1,000. One category alone seen: the high end leaves room for a second one that n rows may miss.
 * No category seen twice: standardError and high end are Infinity.
 *
 * @throws RelentError "invalid-argument" for what no counts can be, and for fewer categories than were seen.
 * @see Chao, Wang & Jost, Methods in Ecology and Evolution 4 (2013) 1091.
 * @example
 * ```ts
 * const h = estimateEntropy([4, 2, 1, 1], { base: 2 });
 * h.value.toFixed(3) // "2.258"
 * h.plugIn.toFixed(3) // "1.750"
 * h.unseenMass // 0.25
 * estimateEntropy(counts([4, 2, 1, 1]), { method: "miller-madow", base: 2 }).value.toFixed(3) // "2.021"
 * ```
 */
export function estimateEntropy(x: CountRow, options: EntropyOptions = {}): Estimate {
  const fn = "estimateEntropy";
  const estimator = methodOf(fn, ENTROPY_ESTIMATORS, options.method ?? "chao-wang-jost");
  const counts = toCounts(fn, "x", x);
  const sample = countSample(counts);
  const categories = categoriesOf(fn, options.categories, counts.length, sample.observed);
  const level = levelOf(fn, options.level);
  const unit = logUnit(fn, options.base);
  const known = estimator.usesCategories || options.categories !== undefined;
  const figure = estimator.estimate(sample, categories);
  const most = known ? Math.log(categories) : Number.POSITIVE_INFINITY;
  const lone = sample.observed === 1 && figure.standardError === 0 && most > 0;
  const [low, high] = lone ? loneInterval(sample.n, level) : normalInterval(figure, level, 0, most);
  const plugIn = ENTROPY_ESTIMATORS["plug-in"].estimate(sample, categories).value;
  const missed = unseenMass(sample);
  const notes: string[] = [];
  if (missed > 0)
    notes.push(`about ${percent(missed)} of the law lies in categories that were not seen (Good–Turing)`);
  if (figure.standardError === Number.POSITIVE_INFINITY) {
    notes.push("no category was seen twice: the sample sets no upper limit to the entropy");
  }
  if (lone) notes.push("one category alone was seen: the high end leaves room for a second");
  const usual = ENTROPY_ESTIMATORS["chao-wang-jost"].estimate(sample, categories).value;
  if (Math.abs(usual - figure.value) > figure.standardError) {
    notes.push(
      `Chao–Wang–Jost gives ${(usual / unit.per).toPrecision(3)}, more than a standard error away: one of the two is biased by more than its interval allows for`,
    );
  }
  const estimate: Estimate = {
    value: figure.value,
    low,
    high,
    level,
    unit: "nats",
    standardError: figure.standardError,
    bias: plugIn - figure.value,
    method: `${estimator.title}; standard error: ${estimator.error}`,
    n: sample.n,
    plugIn,
    unseenMass: missed,
    notes,
  };
  return inUnit(estimate, unit);
}
