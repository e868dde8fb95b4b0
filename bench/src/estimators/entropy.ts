import { entropy } from "@relent/core";
import { ENTROPY_ESTIMATORS, type EntropyMethod, estimateEntropy } from "@relent/core/estimate";
import { random } from "@relent/core/random";
import { counted, dirichlet, geometric, halfZero, type Law, uniform, zipf } from "./laws.ts";
import { type Outcome, Tally } from "./tally.ts";

/** Categories of every law here. */
export const CATEGORIES = 1000;

const SETTINGS: readonly (readonly [Law, rows: number])[] = [
  [uniform(CATEGORIES), 100],
  [uniform(CATEGORIES), 1000],
  [zipf(CATEGORIES), 100],
  [zipf(CATEGORIES), 1000],
  [zipf(CATEGORIES), 10_000],
  [dirichlet(CATEGORIES, 0.1), 100],
  [dirichlet(CATEGORIES, 0.1), 1000],
  [geometric(CATEGORIES, 0.9), 30],
  [geometric(CATEGORIES, 0.9), 300],
  [halfZero(CATEGORIES), 300],
];

/** All estimators of an entropy in one setting, in nats. */
export interface EntropyRow {
  readonly law: string;
  readonly rows: number;
  readonly outcomes: Readonly<Record<EntropyMethod, Outcome>>;
}

export function entropyRows(trials: number, seed: string): EntropyRow[] {
  const methods = Object.keys(ENTROPY_ESTIMATORS) as EntropyMethod[];
  return SETTINGS.map(([law, rows]) => {
    const rng = random(`${seed}/entropy/${law.name}/${rows}`);
    const tallies = methods.map((method) => [method, new Tally()] as const);
    for (let i = 0; i < trials; i++) {
      const p = law.of(rng);
      const truth = entropy(p);
      const x = counted(rng, rows, p);
      for (const [method, tally] of tallies) tally.add(estimateEntropy(x, { method }), truth);
    }
    return {
      law: law.name,
      rows,
      outcomes: Object.fromEntries(
        tallies.map(([method, tally]) => [method, tally.outcome()]),
      ) as EntropyRow["outcomes"],
    };
  });
}
