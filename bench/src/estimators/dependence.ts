import { counts, joint, mutualInformation, weights } from "@relent/core";
import { type EntropyMethod, estimateMutualInformation } from "@relent/core/estimate";
import { random } from "@relent/core/random";
import { counted } from "./laws.ts";
import { type Outcome, Tally } from "./tally.ts";

/** The estimators of mutual information that are compared. */
export const INFORMATION_METHODS: readonly EntropyMethod[] = [
  "plug-in",
  "miller-madow",
  "zhang",
  "chao-wang-jost",
];

/** Weights of a table of two axes. */
const SHAPES: Readonly<Record<string, (i: number, j: number, k: number) => number>> = {
  "independent, uniform": () => 1,
  "independent, Zipf": (i, j) => 1 / ((1 + i) * (1 + j)),
  "weak wave": (i, j, k) => 1 + 0.2 * Math.cos((2 * Math.PI * (i - j)) / k),
  "strong wave": (i, j, k) => 1 + 0.9 * Math.cos((2 * Math.PI * (i - j)) / k),
  "Zipf diagonal": (i, j) => (i === j ? 1 : 0.02) / (1 + i),
};

/** Estimators of a mutual information in one setting, in nats. */
export interface InformationRow {
  readonly name: string;
  readonly k: number;
  readonly rows: number;
  readonly truth: number;
  readonly outcomes: readonly Outcome[];
}

export function informationRows(trials: number, seed: string): InformationRow[] {
  return Object.entries(SHAPES).flatMap(([name, weight]) =>
    [5, 20].flatMap((k) =>
      [0.5, 10].map((rowsACell) => {
        const rows = Math.ceil(rowsACell * k * k);
        const table = Float64Array.from({ length: k * k }, (_, cell) =>
          weight(Math.floor(cell / k), cell % k, k),
        );
        const sum = table.reduce((a, b) => a + b, 0);
        const law = table.map((value) => value / sum);
        const truth = mutualInformation(joint(weights(law), [k, k]));
        const rng = random(`${seed}/information/${name}/${k}/${rows}`);
        const tallies = INFORMATION_METHODS.map(() => new Tally());
        for (let i = 0; i < trials; i++) {
          const drawn = joint(counts(counted(rng, rows, law)), [k, k]);
          INFORMATION_METHODS.forEach((method, at) => {
            tallies[at]!.add(estimateMutualInformation(drawn, { method, maxDraws: 0 }), truth);
          });
        }
        return { name, k, rows, truth, outcomes: tallies.map((tally) => tally.outcome()) };
      }),
    ),
  );
}
