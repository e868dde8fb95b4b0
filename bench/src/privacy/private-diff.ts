import { writeFileSync } from "node:fs";
import { multinomial, type Random, random } from "@relent/core/random";
import { diffProfiles, type Profile } from "@relent/tables";
import { edgesTable } from "./private-edges.ts";
import { CATEGORIES, LAWS, type Law, tilted } from "./private-laws.ts";
import { COLUMN, exactSide, noisySide, valueCounts } from "./private-side.ts";
import { add, cells, HEADS, newTally, RULES, type Tally } from "./private-tally.ts";
import { unitsTable } from "./private-units.ts";

/** Pairs of tables a setting. */
const PAIRS = process.argv.includes("--quick") ? 40 : 1000;
const WRITE = process.argv.includes("--write");

const SIZES = [1000, 10_000, 100_000] as const;
const BUDGETS = [0.1, 1] as const;
const SIDES = ["both", "current"] as const;
const DISTANCES = [0, 0.01, 0.05, 0.5] as const;
function sideOf(shares: readonly number[], n: number, epsilon: number | null, rng: Random): Profile {
  const count = valueCounts(multinomial(rng, n, shares, new Float64Array(CATEGORIES)));
  return epsilon === null ? exactSide(COLUMN, count, n) : noisySide(COLUMN, count, n, epsilon, rng);
}

function simulate(law: Law, n: number, epsilon: number, bits: number, both: boolean, seed: number): Tally {
  const rng = random(seed);
  const now = tilted(law, bits);
  const tally = newTally();
  for (let pair = 0; pair < PAIRS; pair++) {
    const current = sideOf(now, n, epsilon, rng);
    const reference = sideOf(law.shares, n, both ? epsilon : null, rng);
    add(tally, diffProfiles(current, reference).columns[0]!, bits);
  }
  return tally;
}

/** Coverage of the interval of a private comparison, refusals and verdicts, over sizes, budgets and distances. */
export function privateDiffTable(): string {
  const lines = [
    `| law | noisy | n = m | ε | D bits | ${HEADS}`,
    `| --- | --- | ---: | ---: | ---: | ${RULES}`,
  ];
  let seed = 1;
  for (const law of LAWS)
    for (const sides of SIDES)
      for (const n of SIZES)
        for (const epsilon of BUDGETS)
          for (const bits of DISTANCES) {
            const t = simulate(law, n, epsilon, bits, sides === "both", seed++);
            lines.push(`| ${law.name} | ${sides} | ${n} | ${epsilon} | ${bits} | ${cells(t, PAIRS)}`);
          }
  return lines.join("\n");
}

/** Fewer pairs where whole columns of rows are drawn. */
const ROW_PAIRS = PAIRS / 5;

const started = Date.now();
const text = `# Comparing private profiles

One column of ${CATEGORIES} known values, ${PAIRS} seeded pairs of tables a setting, pure ε (discrete Laplace noise in every count)
on both sides or on current alone; current's law is the reference's tilted towards every other value until it lies D
bits away. Refused: the noise left fewer than two cells, and nothing is said. The other columns are shares of the pairs
that were answered. Lower bounds: where merged cells hold more than 1 % of the rows beside their largest part, or the
noise hides the reference of a cell, the figure is a lower bound of D, and says so. Holds: the 95 % interval holds D, of a
lower bound its low end is at most D.

\`npm run bench:private-diff -- --write\`

${privateDiffTable()}

## Edges drawn from the rows

One column of log-normal numbers (σ = 1), ${ROW_PAIRS} pairs a setting; current's are greater by a factor that puts it D bits
away. The reference draws its edges for a third of its ε and publishes them with its noisy counts, current counts on
them. Open: among all numbers of seven digits; bounds: 0 to 1e6. D in cells: what is left of D between the edges that were
drawn, on average; the interval is held against that of each pair.

${edgesTable(ROW_PAIRS)}

## Rows of one person

As the first table, uniform, ε = 1, of 10,000 persons on each side with up to k rows counted of each: all alike, or each
drawn for itself; ${PAIRS} pairs a setting.

${unitsTable(PAIRS)}
`;
if (WRITE) writeFileSync(new URL("../../results/private-diff.md", import.meta.url), text);
else console.log(text);
console.error(`${((Date.now() - started) / 1000).toFixed(0)} s`);
