import { writeFileSync } from "node:fs";
import { kl } from "@relent/core";
import { multinomial, type Random, random } from "@relent/core/random";
import {
  budgetOf,
  type ColumnBudget,
  type ColumnPlan,
  diffProfiles,
  type Plan,
  type Profile,
  releaseColumn,
  type SecretBits,
} from "@relent/tables";

/** Pairs of tables a setting. */
const PAIRS = process.argv.includes("--quick") ? 40 : 1000;

const SIZES = [1000, 10_000, 100_000] as const;
const BUDGETS = [0.1, 1] as const;
const SIDES = ["both", "current"] as const;
const DISTANCES = [0, 0.01, 0.05] as const;
const CATEGORIES = 20;

interface Law {
  readonly name: string;
  readonly shares: readonly number[];
}

const normalised = (name: string, weights: readonly number[]): Law => {
  const sum = weights.reduce((a, b) => a + b, 0);
  return { name, shares: weights.map((w) => w / sum) };
};

const LAWS: readonly Law[] = [
  normalised(
    "uniform",
    Array.from({ length: CATEGORIES }, () => 1),
  ),
  normalised(
    "Zipf",
    Array.from({ length: CATEGORIES }, (_, j) => 1 / (j + 1)),
  ),
];

/** The law tilted towards its even categories until it lies `bits` from where it was. */
function tilted({ shares }: Law, bits: number): readonly number[] {
  if (bits === 0) return shares;
  const at = (t: number) =>
    normalised(
      "",
      shares.map((p, j) => p * Math.exp(j % 2 === 0 ? t : -t)),
    ).shares;
  let low = 0;
  let high = 2;
  for (let n = 0; n < 60; n++) {
    const middle = (low + high) / 2;
    if (kl(at(middle), shares, { base: 2 }) < bits) low = middle;
    else high = middle;
  }
  return at(low);
}

const VALUES = Array.from({ length: CATEGORIES }, (_, j) => `v${j}`);
const COLUMN: ColumnPlan = {
  name: "c",
  column: "c",
  type: "string",
  view: "self",
  count: { kind: "values", numeric: false },
  range: false,
};
const PLAN: Plan = { columns: [COLUMN], cap: 100_000, hashProbe: "", cluster: null, hash: "simulated" };

/** Seeded, so that the table can be made again; a real release draws from the system's secret source. */
const seeded = (rng: Random): SecretBits => ({ below: (n) => rng.integer(n) });

function sideOf(shares: readonly number[], n: number, epsilon: number | null, rng: Random): Profile {
  const rows = multinomial(rng, n, shares, new Float64Array(CATEGORIES));
  const exact = {
    count: {
      kind: "values",
      specials: { nulls: 0, nan: 0, positiveInfinity: 0, negativeInfinity: 0 },
      values: VALUES.map((value, j) => [value, rows[j]!] as const).filter(([, count]) => count > 0),
      spill: 0,
    },
  } as const;
  if (epsilon === null) return { plan: PLAN, summary: { name: "t", rows: n, columns: [exact] } };
  const { mechanism, status, accounting, columns } = budgetOf({ epsilon }, [{ name: "c" }]);
  const [own] = columns as [ColumnBudget];
  const released = releaseColumn(COLUMN, exact, VALUES, { mechanism, ...own }, seeded(rng));
  return {
    plan: PLAN,
    summary: { name: "t", rows: n, columns: [released] },
    private: {
      mechanism,
      protects: "one row, added or removed",
      adjacency: "add-remove",
      unit: null,
      types: "schema",
      epsilon,
      delta: 0,
      status,
      accounting,
      columns: [{ ...own, threshold: null, edges: null, hashedInto: null }],
      public: [],
    },
  };
}

/** What came of the pairs of one setting, in shares of the pairs that were answered. */
interface Tally {
  refused: number;
  answered: number;
  covered: number;
  below: number;
  rejected: number;
  moved: number;
  same: number;
  values: number[];
}

function simulate(law: Law, n: number, epsilon: number, bits: number, both: boolean, seed: number): Tally {
  const rng = random(seed);
  const now = tilted(law, bits);
  const tally: Tally = {
    refused: 0,
    answered: 0,
    covered: 0,
    below: 0,
    rejected: 0,
    moved: 0,
    same: 0,
    values: [],
  };
  for (let pair = 0; pair < PAIRS; pair++) {
    const current = sideOf(now, n, epsilon, rng);
    const reference = sideOf(law.shares, n, both ? epsilon : null, rng);
    const { kl: found, verdict, test } = diffProfiles(current, reference).columns[0]!;
    if (found === null) {
      tally.refused++;
      continue;
    }
    tally.answered++;
    tally.values.push(found.value);
    if (found.low <= bits && bits <= found.high) tally.covered++;
    if (found.low <= bits) tally.below++;
    if (test!.p < 0.05) tally.rejected++;
    if (verdict === "moved") tally.moved++;
    if (verdict === "same") tally.same++;
  }
  return tally;
}

const percent = (part: number, whole: number): string =>
  whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`;

function median(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted.length === 0 ? "–" : sorted[sorted.length >> 1]!.toFixed(4);
}

/** Coverage of the interval of a private comparison, refusals and verdicts, over sizes, budgets and distances. */
export function privateDiffTable(): string {
  const lines = [
    "| law | noisy | n = m | ε | D bits | refused | median | interval holds D | low end ≤ D | p < 0.05 | moved | same |",
    "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
  ];
  let seed = 1;
  for (const law of LAWS)
    for (const sides of SIDES)
      for (const n of SIZES)
        for (const epsilon of BUDGETS)
          for (const bits of DISTANCES) {
            const t = simulate(law, n, epsilon, bits, sides === "both", seed++);
            const of = (part: number) => percent(part, t.answered);
            lines.push(
              `| ${law.name} | ${sides} | ${n} | ${epsilon} | ${bits} | ${percent(t.refused, PAIRS)} | ${median(t.values)} | ${of(t.covered)} | ${of(t.below)} | ${of(t.rejected)} | ${of(t.moved)} | ${of(t.same)} |`,
            );
          }
  return lines.join("\n");
}

const started = Date.now();
const text = `# Comparing private profiles

One column of ${CATEGORIES} known values, ${PAIRS} seeded pairs of tables a setting, pure ε (discrete Laplace noise in every count)
on both sides or on current alone; current's law is the reference's tilted towards every other value until it lies D
bits away. Refused: the noise left fewer than two cells, and nothing is said. The other columns are shares of the pairs
that were answered. Where cells had to be merged the figure is a lower bound of D, and says so: there the low end is
what must hold.

\`npm run bench:private-diff\`

${privateDiffTable()}
`;
if (PAIRS === 1000) writeFileSync(new URL("../../results/private-diff.md", import.meta.url), text);
else console.log(text);
console.error(`${((Date.now() - started) / 1000).toFixed(0)} s`);
