import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import { categoricalKl } from "./categorical-kl.ts";
import { tabled } from "./mass-table.ts";
import { checkProbabilities, listed, listOf } from "./probability-list.ts";

const known = new WeakMap<Values<string>, Float64Array>();

/** The masses of 0 … n successes, one trial added at a time: sums and products of what is at least 0. */
function massesOf(values: Values<string>): Float64Array {
  let masses = known.get(values);
  if (masses) return masses;
  const p = listOf(values);
  masses = new Float64Array(p.length + 1);
  masses[0] = 1;
  for (let n = 0; n < p.length; n++) {
    for (let k = n + 1; k > 0; k--) masses[k] = masses[k]! * (1 - p[n]!) + masses[k - 1]! * p[n]!;
    masses[0] = masses[0]! * (1 - p[n]!);
  }
  known.set(values, masses);
  return masses;
}

const POISSON_BINOMIAL: Law<string> = {
  name: "poissonBinomial",
  parameters: {},
  support(values) {
    const p = listOf(values);
    const count = (holds: (one: number) => boolean) => p.reduce((n, one) => n + (holds(one) ? 1 : 0), 0);
    return { low: count((one) => one === 1), high: count((one) => one > 0), integers: true };
  },
  logDensity: (x, values) => Math.log(massesOf(values)[x]!),
  ...tabled<Values<string>>((values) => ({ low: 0, masses: massesOf(values) })),
  sample: (random, values) => listOf(values).reduce((n, p) => n + (random.uniform() < p ? 1 : 0), 0),
  mean: (values) => listOf(values).reduce((sum, p) => sum + p, 0),
  variance: (values) => listOf(values).reduce((sum, p) => sum + p * (1 - p), 0),
  kl(p, q) {
    const a = massesOf(p);
    const b = massesOf(q);
    const n = Math.max(a.length, b.length);
    const padded = (masses: Float64Array) => Float64Array.from({ length: n }, (_, k) => masses[k] ?? 0);
    return categoricalKl(padded(a), padded(b));
  },
};

/**
 * The number of successes in independent trials, each with a probability of its own.
 *
 * The masses come from adding one trial at a time, in n² steps. Divergences are finite sums; Infinity where p can give a
 * count that q cannot.
 *
 * @param probabilities - One for each trial, from 0 to 1.
 * @throws RelentError "invalid-argument" for other lists.
 * @example
 * ```ts
 * poissonBinomial([0.5, 0.25]).cdf(0) // 0.375
 * kl(poissonBinomial([0.1, 0.9]), poissonBinomial([0.5, 0.5])) // 0.22175369374985118
 * ```
 */
export function poissonBinomial(probabilities: ArrayLike<number>): Univariate {
  checkProbabilities("poissonBinomial", probabilities);
  return listed(POISSON_BINOMIAL, probabilities);
}
