import { kl } from "@relent/core";
import { estimateKl } from "@relent/core/estimate";
import { type Random, random } from "@relent/core/random";
import { KL_CONTESTANTS } from "./kl-contestants.ts";
import { counted, dirichlet, geometric, uniform, zipf } from "./laws.ts";
import { type Outcome, Tally } from "./tally.ts";

/** Two laws and how many rows are drawn from each. */
export interface KlSetting {
  readonly name: string;
  readonly rows: number;
  readonly of: (rng: Random) => readonly [p: Float64Array, q: Float64Array];
}

const alike = (name: string, rows: number, p: Float64Array): KlSetting => ({ name, rows, of: () => [p, p] });

const of = (law: ReturnType<typeof uniform>): Float64Array => law.of(random(0));

/** Neighbours of a law change places. */
const swapped = (p: Float64Array): Float64Array => p.map((_, i) => p[i ^ 1]!);

export const KL_SETTINGS: readonly KlSetting[] = [
  alike("one law: uniform, 20", 100, of(uniform(20))),
  alike("one law: uniform, 200", 1000, of(uniform(200))),
  alike("one law: Zipf, 1,000", 1000, of(zipf(1000))),
  { name: "Zipf, 200, neighbours swapped", rows: 1000, of: () => [of(zipf(200)), swapped(of(zipf(200)))] },
  { name: "Zipf, 200, against uniform", rows: 1000, of: () => [of(zipf(200)), of(uniform(200))] },
];

/** Where p/q has no bound and the reference has not seen enough: an estimate without a prior is a lower bound. */
export const FAILING_SETTINGS: readonly KlSetting[] = [
  {
    name: "geometric 0.8, 30, against reversed",
    rows: 1000,
    of: () => [of(geometric(30, 0.8)), of(geometric(30, 0.8)).reverse()],
  },
  ...[100, 1000].map((rows) => ({
    name: "Dirichlet(½) against Dirichlet(½), 200",
    rows,
    of: (rng: Random) => [dirichlet(200, 0.5).of(rng), dirichlet(200, 0.5).of(rng)] as const,
  })),
];

/** All contestants in one setting, in nats. */
export interface KlRow {
  readonly name: string;
  readonly rows: number;
  /** Mean of the truth over the trials. */
  readonly truth: number;
  readonly outcomes: readonly Outcome[];
  /** Share of the trials in which the default's note calls its figure a lower bound. */
  readonly noted: number;
}

export function klRow(setting: KlSetting, trials: number, seed: string): KlRow {
  const rng = random(`${seed}/kl/${setting.name}/${setting.rows}`);
  const tallies = KL_CONTESTANTS.map(() => new Tally());
  let [truths, noted] = [0, 0];
  for (let i = 0; i < trials; i++) {
    const [p, q] = setting.of(rng);
    const truth = kl(p, q);
    truths += truth;
    const [x, y] = [counted(rng, setting.rows, p), counted(rng, setting.rows, q)];
    KL_CONTESTANTS.forEach(({ estimate }, c) => {
      tallies[c]!.add(estimate(x, y, rng), truth);
    });
    if (estimateKl(x, y, { maxDraws: 0 }).notes.some((note) => note.startsWith("lower bound"))) noted++;
  }
  return {
    name: setting.name,
    rows: setting.rows,
    truth: truths / trials,
    outcomes: tallies.map((tally) => tally.outcome()),
    noted: noted / trials,
  };
}
