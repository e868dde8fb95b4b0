import { xlogy } from "../../scalar/xlogy.ts";
import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import { categoricalKl } from "./categorical-kl.ts";
import { tabled } from "./mass-table.ts";
import { checkTotal, listed, listOf } from "./probability-list.ts";

const table = tabled<Values<string>>((values) => ({ low: 0, masses: listOf(values) }));

const padded = (list: Float64Array, n: number): Float64Array => {
  if (list.length === n) return list;
  const longer = new Float64Array(n);
  longer.set(list);
  return longer;
};

const CATEGORICAL: Law<string> = {
  name: "categorical",
  parameters: {},
  support(values) {
    const p = listOf(values);
    return {
      low: p.findIndex((mass) => mass > 0),
      high: p.findLastIndex((mass) => mass > 0),
      integers: true,
    };
  },
  logDensity: (x, values) => Math.log(listOf(values)[x]!),
  ...table,
  sample: (random, values) => {
    const p = listOf(values);
    let k = table.quantile(random.uniform(), values);
    while (p[k] === 0) k--;
    return k;
  },
  entropy: (values) => listOf(values).reduce((sum, mass) => sum - xlogy(mass, mass), 0),
  kl(p, q) {
    const a = listOf(p);
    const b = listOf(q);
    const n = Math.max(a.length, b.length);
    return categoricalKl(padded(a, n), padded(b, n));
  },
};

/**
 * A law on 0, 1, …, k − 1 by its probabilities.
 *
 * The same divergences as those of the bare arrays; as a family it can be drawn from, has quantiles and compares with
 * other laws on the integers. A shorter list has probability 0 at the outcomes it does not name.
 *
 * @param probabilities - One for each outcome, from 0 to 1, with sum 1.
 * @throws RelentError "invalid-argument" for other lists.
 * @example
 * ```ts
 * kl(categorical([0.5, 0.5]), categorical([0.9, 0.1])) // 0.5108256237659906
 * String(categorical([0.25, 0.75])) // "categorical([0.25, 0.75])"
 * categorical([0.25, 0.5, 0.25]).quantile(0.5) // 1
 * ```
 */
export function categorical(probabilities: ArrayLike<number>): Univariate {
  checkTotal("categorical", probabilities);
  return listed(CATEGORICAL, probabilities);
}
