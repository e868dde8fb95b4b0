import { multivariateHypergeometric, type Random, random } from "../../../random/index.ts";
import type { Test } from "../../estimate.ts";
import { againstChiSquared } from "../g-test.ts";
import { sequentialPermutation } from "../permutation.ts";
import { type CountTable, degreesOfDependence, denseCells } from "./count-table.ts";

/** From this least expected count on, the law of G is χ². */
const PLENTY = 50;
/** More rows than this are not laid out one by one. */
const MOST_ROWS = 1e6;
/** Two groups are dealt cell by cell where there are more rows than this many times the cells. */
const ROWS_A_CELL = 40;

const xlnx = (x: number): number => (x > 0 ? x * Math.log(x) : 0);

const kernel = (counts: Float64Array): number => counts.reduce((sum, count) => sum + xlnx(count), 0);

/** Each group's outcome of each row, in one fixed order of the rows. */
function rowsOf({ n, counts, codes }: CountTable): Int32Array[] {
  return codes.map((of) => {
    const rows = new Int32Array(n);
    let at = 0;
    counts.forEach((count, cell) => {
      rows.fill(of[cell]!, at, at + count);
      at += count;
    });
    return rows;
  });
}

/** Σ c ln c over the cells of a table of two groups, dealt anew with the same margins, row by row of the table. */
function dealer({ margins }: CountTable, rng: Random): () => number {
  const [rows, columns] = [margins[0]!, margins[1]!];
  const drawn = new Float64Array(columns.length);
  return () => {
    const left = columns.slice();
    let sum = 0;
    for (const row of rows) {
      multivariateHypergeometric(rng, left, row, drawn);
      for (let j = 0; j < left.length; j++) left[j]! -= drawn[j]!;
      sum += kernel(drawn);
    }
    return sum;
  };
}

/** Fisher and Yates' shuffle, on one kind of array alone: three times as fast as the general one. */
function shuffleCodes(rng: Random, codes: Int32Array): void {
  for (let i = codes.length - 1; i > 0; i--) {
    const j = Math.floor(rng.uniform() * (i + 1));
    const code = codes[j]!;
    codes[j] = codes[i]!;
    codes[i] = code;
  }
}

/** Σ c ln c over the cells of the table after the rows of all groups but the first were shuffled. */
function shuffler(table: CountTable, rng: Random): () => number {
  const rows = rowsOf(table);
  const cells = new Float64Array(denseCells(table));
  return () => {
    cells.fill(0);
    for (const group of rows.slice(1)) shuffleCodes(rng, group);
    for (let i = 0; i < table.n; i++) {
      let at = 0;
      for (let g = 0; g < rows.length; g++) at = at * table.margins[g]!.length + rows[g]![i]!;
      cells[at]!++;
    }
    return kernel(cells);
  };
}

/** The seed that makes a test of the same table the same everywhere. */
const seedOf = ({ counts, codes }: CountTable): string =>
  Array.from(counts, (count, i) => `${codes.map((of) => of[i])}:${count}`).join();

/**
 * The G test of independence of a table's groups, G = 2n·(plug-in information).
 *
 * By χ² (approximate) where every cell expects 50, and for over a million rows of three and more groups; below that by
 * shuffling the rows of each group (exact up to the noise of `maxDraws` draws, stopped after 20 extreme ones).
 */
export function independenceTest(table: CountTable, maxDraws: number): Test {
  const { n, margins, counts } = table;
  const groups = margins.length;
  const constant = (groups - 1) * n * Math.log(n) - margins.reduce((sum, margin) => sum + kernel(margin), 0);
  const value = Math.max(0, 2 * (kernel(counts) + constant));
  const df = degreesOfDependence(table);
  const least = margins.reduce(
    (product, margin) => (product * margin.reduce((a, b) => Math.min(a, b))) / n,
    n,
  );
  const byCell = groups === 2 && n > ROWS_A_CELL * denseCells(table);
  if (df < 1 || least >= PLENTY || !(byCell || n <= MOST_ROWS)) {
    return againstChiSquared("G", value, df);
  }
  const draw = (byCell ? dealer : shuffler)(table, random(seedOf(table)));
  const outcome = sequentialPermutation(value, () => 2 * (draw() + constant), { maxDraws, stopAfter: 20 });
  return {
    statistic: "G",
    method: `permutation of rows, ${outcome.draws.toLocaleString("en-US")} draws`,
    value,
    p: outcome.p,
  };
}
