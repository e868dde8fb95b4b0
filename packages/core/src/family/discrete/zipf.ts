import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import { POSITIVE_INTEGER, REAL } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { massesFrom, tabled } from "./mass-table.ts";
import { klOver, sumOver } from "./outcomes.ts";

type Names = "n" | "s";

const totals = new WeakMap<Values<Names>, number>();

/** log Σ k⁻ˢ, computed once for each member. */
function logTotal(values: Values<Names>): number {
  let total = totals.get(values);
  if (total === undefined) {
    const { n, s } = values;
    const top = s < 0 ? -s * Math.log(n) : 0;
    total = top + Math.log(sumOver({ low: 1, high: n }, (k) => Math.exp(-s * Math.log(k) - top)));
    totals.set(values, total);
  }
  return total;
}

const logMass = (k: number, values: Values<Names>): number => -values.s * Math.log(k) - logTotal(values);

/** Longer sums are not made. */
const LONGEST = 4e6;

const ZIPF: Law<Names> = {
  name: "zipf",
  parameters: { n: POSITIVE_INTEGER, s: REAL },
  support: ({ n }) => ({ low: 1, high: n, integers: true }),
  logDensity: logMass,
  ...tabled<Values<Names>>((values) => massesFrom("zipf", 1, values.n, (k) => logMass(k, values))),
  kl(p, q) {
    if (p.n > q.n) return Number.POSITIVE_INFINITY;
    if (q.n > LONGEST) return undefined;
    const step = p.s - q.s;
    return klOver(
      { low: 1, high: p.n },
      (k) => logMass(k, p),
      (k) => logMass(k, q),
      [{ low: p.n + 1, high: q.n }],
      (k) => step * Math.log(k),
    );
  },
};

/**
 * Zipf's law over n ranks.
 *
 * P(k) ∝ k⁻ˢ for k = 1 … n. Divergences are finite sums, to full relative accuracy for nearly equal exponents; Infinity
 * where p has more ranks. `zeta` is the law over all ranks.
 *
 * @param n - The number of ranks, an integer above 0.
 * @param s - The exponent; any finite number, 0 for equal ranks.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(zipf(10, 1), zipf(10, 0)) // 0.3087793337453754
 * zipf(2, 1).cdf(1) // 0.6666666666666666
 * ```
 */
export function zipf(n: number, s: number): Univariate {
  return univariate(ZIPF, { n, s });
}
