import { hypergeometricDraw } from "../../random/index.ts";
import { logHypergeometricMass } from "../../scalar/log-mass.ts";
import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import { WHOLE } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { massesFrom, tabled } from "./mass-table.ts";
import { type Range, window } from "./outcomes.ts";

type Names = "population" | "successes" | "draws";

const support = ({ population, successes, draws }: Values<Names>) => ({
  low: Math.max(0, draws + successes - population),
  high: Math.min(successes, draws),
  integers: true,
});
const logMass = (k: number, { population, successes, draws }: Values<Names>): number =>
  logHypergeometricMass(k, successes, population - successes, draws);
const mean = ({ population, successes, draws }: Values<Names>): number =>
  population === 0 ? 0 : (draws * successes) / population;

const WHOLE_TABLE = 1e5;

/** All outcomes, or where there are very many those around the mode. */
function rangeOf(values: Values<Names>): Range {
  const whole = support(values);
  if (whole.high - whole.low < WHOLE_TABLE) return whole;
  return window((k) => logMass(k, values), mean(values), whole);
}

const HYPERGEOMETRIC: Law<Names> = {
  name: "hypergeometric",
  parameters: { population: WHOLE, successes: WHOLE, draws: WHOLE },
  refuse({ population, successes, draws }) {
    const most = Math.max(successes, draws);
    return most > population
      ? `successes = ${successes} and draws = ${draws}; both must be at most population = ${population}`
      : undefined;
  },
  support,
  logDensity: logMass,
  ...tabled<Values<Names>>((values) => {
    const { low, high } = rangeOf(values);
    return massesFrom("hypergeometric", low, high, (k) => logMass(k, values));
  }),
  sample: (random, { population, successes, draws }) =>
    hypergeometricDraw(random, successes, population - successes, draws),
  mean,
  variance(values) {
    const { population, successes, draws } = values;
    if (population < 2) return 0;
    return (mean(values) * ((population - successes) / population) * (population - draws)) / (population - 1);
  },
};

/**
 * The number of successes among things drawn without putting back.
 *
 * P(k) = C(K, k) C(N − K, n − k)/C(N, n) with N things of which K count as successes, n drawn. Divergences are finite sums;
 * Infinity where p can give a count that q cannot.
 *
 * @param population - How many things there are, N.
 * @param successes - How many of them count, K, at most N.
 * @param draws - How many are drawn, n, at most N.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * hypergeometric(50, 5, 10).mean() // 1
 * kl(hypergeometric(50, 5, 10), hypergeometric(50, 6, 10)) // 0.02451018861688277
 * ```
 */
export function hypergeometric(population: number, successes: number, draws: number): Univariate {
  return univariate(HYPERGEOMETRIC, { population, successes, draws });
}
