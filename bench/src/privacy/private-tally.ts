import type { Random } from "@relent/core/random";
import type { ColumnResult, SecretBits } from "@relent/tables";

/** Seeded, so that the table can be made again; a real release draws from the system's secret source. */
export const seeded = (rng: Random): SecretBits => ({ below: (n) => rng.integer(n) });

/** What came of the pairs of one setting, in shares of the pairs that were answered. */
export interface Tally {
  refused: number;
  answered: number;
  /** Those that say they are a lower bound. */
  bounds: number;
  /** What was said holds: the interval D, of a lower bound its low end at most D. */
  held: number;
  /** D lies in the interval, whatever was said of it. */
  covered: number;
  rejected: number;
  moved: number;
  same: number;
  /** Summed D over the cells that were released. */
  bits: number;
  readonly values: number[];
}

export const newTally = (): Tally => ({
  refused: 0,
  answered: 0,
  bounds: 0,
  held: 0,
  covered: 0,
  rejected: 0,
  moved: 0,
  same: 0,
  bits: 0,
  values: [],
});

/** Adds one comparison of laws that are `bits` apart over the cells of the release. */
export function add(tally: Tally, { kl, verdict, test }: ColumnResult, bits: number): void {
  tally.bits += bits;
  if (kl === null) {
    tally.refused++;
    return;
  }
  tally.answered++;
  tally.values.push(kl.value);
  const bound = kl.notes.some((note) => note.startsWith("lower bound"));
  const covered = kl.low <= bits && bits <= kl.high;
  if (bound) tally.bounds++;
  if (covered) tally.covered++;
  if (bound ? kl.low <= bits : covered) tally.held++;
  if (test!.p < 0.05) tally.rejected++;
  if (verdict === "moved") tally.moved++;
  if (verdict === "same") tally.same++;
}

export const percent = (part: number, whole: number): string =>
  whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`;

function median(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted.length === 0 ? "–" : sorted[sorted.length >> 1]!.toFixed(4);
}

/** Refused, median, and the shares of those answered, as the end of a line of a table. */
export function cells(t: Tally, pairs: number): string {
  const of = (part: number) => percent(part, t.answered);
  const shares = [t.bounds, t.held, t.covered, t.rejected, t.moved, t.same].map(of).join(" | ");
  return `${percent(t.refused, pairs)} | ${median(t.values)} | ${shares} |`;
}

export const HEADS = "refused | median | lower bounds | holds | D in interval | p < 0.05 | moved | same |";
export const RULES = "---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |";
