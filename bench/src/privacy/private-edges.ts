import { normalDraw, type Random, random } from "@relent/core/random";
import { normalCdf } from "@relent/core/scalar";
import {
  boundedDomain,
  budgetOf,
  type ColumnPlan,
  diffProfiles,
  drawEdges,
  type EdgeDomain,
  edgeGrid,
  halvingLaw,
  openDomain,
} from "@relent/tables";
import { cellCounts, noisySide } from "./private-side.ts";
import { add, cells, HEADS, newTally, RULES, seeded, type Tally } from "./private-tally.ts";

const DOMAINS: Readonly<Record<string, EdgeDomain>> = {
  open: openDomain(false),
  bounds: boundedDomain(0, 1e6, false),
};
const SIZES = [1000, 10_000, 100_000] as const;
const BUDGETS = [0.1, 1] as const;
const DISTANCES = [0, 0.05, 0.5] as const;
/** Median of the reference, in logarithms. */
const CENTRE = 3;

const rowsOf = (n: number, centre: number, rng: Random): Float64Array =>
  Float64Array.from({ length: n }, () => Math.exp(centre + normalDraw(rng))).sort();

type Grid = Extract<ColumnPlan["count"], { kind: "cells" }>["grid"];

/** Where the cells of a grid end, from the lowest up. */
function endsOf({ segments }: Grid): number[] {
  const inner = segments.flatMap(({ lo, scale, cells: count }) =>
    Array.from({ length: count }, (_, i) => lo + i / scale),
  );
  const last = segments.at(-1)!;
  return [...inner, last.lo + last.cells / last.scale];
}

/** Rows below the first end, between each two, and above the last. */
function countRows(sorted: Float64Array, ends: readonly number[]): number[] {
  const rows = new Array<number>(ends.length + 1).fill(0);
  let cell = 0;
  for (const x of sorted) {
    while (cell < ends.length && x >= ends[cell]!) cell++;
    rows[cell]!++;
  }
  return rows;
}

/** D in bits over the cells, of log-normal laws whose logarithms lie `shift` apart. */
function bitsBetween(ends: readonly number[], shift: number): number {
  const below = (x: number, centre: number) => (x > 0 ? normalCdf(Math.log(x) - centre) : 0);
  const all = [...ends, Number.POSITIVE_INFINITY];
  return all.reduce((sum, high, i) => {
    const low = i === 0 ? 0 : all[i - 1]!;
    const p = below(high, CENTRE + shift) - below(low, CENTRE + shift);
    const q = below(high, CENTRE) - below(low, CENTRE);
    return p > 0 && q > 0 ? sum + p * Math.log2(p / q) : sum;
  }, 0);
}

function simulate(
  domain: EdgeDomain,
  n: number,
  epsilon: number,
  bits: number,
  pairs: number,
  rng: Random,
): Tally {
  const shift = Math.sqrt(2 * bits * Math.LN2);
  const [own] = budgetOf({ epsilon }, [{ name: "c", edges: true }]).columns;
  const law = halvingLaw(own!.edges!);
  const tally = newTally();
  for (let pair = 0; pair < pairs; pair++) {
    const then = rowsOf(n, CENTRE, rng);
    const now = rowsOf(n, CENTRE + shift, rng);
    const grid = edgeGrid(domain, drawEdges(then.map(domain.indexOf), domain, law, seeded(rng)));
    const ends = endsOf(grid);
    const column: ColumnPlan = {
      name: "c",
      column: "c",
      type: "float",
      view: "self",
      count: { kind: "cells", grid },
      range: false,
    };
    const reference = noisySide(column, cellCounts(countRows(then, ends)), n, epsilon, rng, { edges: true });
    const current = noisySide(column, cellCounts(countRows(now, ends)), n, epsilon, rng);
    add(tally, diffProfiles(current, reference).columns[0]!, bitsBetween(ends, shift));
  }
  return tally;
}

/** Coverage where the reference draws its own edges. */
export function edgesTable(pairs: number): string {
  const lines = [
    `| domain | n = m | ε | D bits | D in cells | ${HEADS}`,
    `| --- | ---: | ---: | ---: | ---: | ${RULES}`,
  ];
  for (const [name, domain] of Object.entries(DOMAINS))
    for (const n of SIZES)
      for (const epsilon of BUDGETS)
        for (const bits of DISTANCES) {
          const rng = random(`edges ${name} ${n} ${epsilon} ${bits}`);
          const t = simulate(domain, n, epsilon, bits, pairs, rng);
          lines.push(
            `| ${name} | ${n} | ${epsilon} | ${bits} | ${(t.bits / pairs).toFixed(4)} | ${cells(t, pairs)}`,
          );
        }
  return lines.join("\n");
}
