import type { Random } from "@relent/core/random";
import type { ColumnResult, SecretBits } from "@relent/tables";

/** Seeded, so that the table can be made again; a real release draws from the system's secret source. */
export const seeded = (rng: Random): SecretBits => ({ below: (n) => rng.integer(n) });

/** What came of the pairs of one setting, in shares of the pairs that were answered. */
export interface Tally {
  refused: number;
  answered: number;
  covered: number;
  below: number;
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
  covered: 0,
  below: 0,
  rejected: 0,
  moved: 0,
  same: 0,
  bits: 0,
  values: [],
});

/** Adds one comparison of laws that are `whole` bits apart, and `bits` over the cells of the release. */
export function add(
  tally: Tally,
  { kl, verdict, test }: ColumnResult,
  bits: number,
  whole: number = bits,
): void {
  tally.bits += bits;
  if (kl === null) {
    tally.refused++;
    return;
  }
  tally.answered++;
  tally.values.push(kl.value);
  if (kl.low <= bits && bits <= kl.high) tally.covered++;
  if (kl.low <= whole) tally.below++;
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
  const shares = [t.covered, t.below, t.rejected, t.moved, t.same].map(of).join(" | ");
  return `${percent(t.refused, pairs)} | ${median(t.values)} | ${shares} |`;
}

export const HEADS = "refused | median | interval holds D | low end ≤ D | p < 0.05 | moved | same |";
export const RULES = "---: | ---: | ---: | ---: | ---: | ---: | ---: |";
