import { twoSamples } from "./contingency.ts";
import { kolmogorovSmirnov } from "./kolmogorov-smirnov.ts";
import { type Counts, type NumberSample, type Pair, total } from "./sample.ts";
import { fromOn, type PeerVerdict } from "./verdict.ts";

/** A category with a smaller share of the reference is put into "Other". */
const LEAST_SHARE = 0.01;

/** Categories that are rare in the reference, new ones among them, as one cell, if that is large on either side. */
function foldRare(reference: Counts, current: Counts): Pair<number[]> {
  const m = total(reference);
  const n = total(current);
  const cells: Pair<number[]> = { reference: [], current: [] };
  let otherReference = 0;
  let otherCurrent = 0;
  for (let i = 0; i < reference.length; i++) {
    if (reference[i]! < LEAST_SHARE * m) {
      otherReference += reference[i]!;
      otherCurrent += current[i]!;
    } else {
      cells.reference.push(reference[i]!);
      cells.current.push(current[i]!);
    }
  }
  if (otherReference > LEAST_SHARE * m || otherCurrent > LEAST_SHARE * n) {
    cells.reference.push(otherReference);
    cells.current.push(otherCurrent);
  }
  return cells;
}

/** Rounds halves to even, as numpy does. */
function roundEven(x: number): number {
  const low = Math.floor(x);
  const rest = x - low;
  if (rest !== 0.5) return Math.round(x);
  return low % 2 === 0 ? low : low + 1;
}

const scaled = (counts: readonly number[], factor: number): number[] =>
  counts.map((count) => roundEven(count * factor));

/** Cramér's V with Bergsma's correction of two columns of counts, the larger side first scaled down and rounded. */
export function deepchecksCramersV(reference: Counts, current: Counts): number {
  const folded = foldRare(reference, current);
  if (folded.reference.length <= 1) return 0;
  const m = total(folded.reference);
  const n = total(folded.current);
  const a = scaled(folded.reference, Math.min(1, n / m));
  const b = scaled(folded.current, Math.min(1, m / n));
  const kept = a.map((_, i) => i).filter((i) => a[i]! > 0 || b[i]! > 0);
  const x = kept.map((i) => a[i]!);
  const y = kept.map((i) => b[i]!);
  const rows = total(x) + total(y);
  const cells = kept.length;
  const excess = Math.max(0, twoSamples(x, y).statistic / rows - (cells - 1) / (rows - 1));
  const width = cells - (cells - 1) ** 2 / (rows - 1);
  const height = 2 - 1 / (rows - 1);
  return Math.sqrt(excess / Math.min(width - 1, height - 1));
}

/**
 * Deepchecks' default condition for a category: Cramér's V from 0.2 on.
 *
 * Source: deepchecks 0.19.1, its documented defaults; larger tables than 100,000 rows are sampled down to that first.
 */
export function deepchecksCategories(reference: Counts, current: Counts): PeerVerdict {
  return fromOn("cramers_v", deepchecksCramersV(reference, current), 0.2);
}

/** Deepchecks' default condition for a number: the Kolmogorov–Smirnov distance from 0.2 on. */
export function deepchecksNumbers({ reference, current }: Pair<NumberSample>): PeerVerdict {
  return fromOn("KS", kolmogorovSmirnov(reference.sorted, current.sorted).d, 0.2);
}

/** Its population stability index, every share raised to 0.01. */
export function deepchecksStabilityIndex(reference: Counts, current: Counts): number {
  const folded = foldRare(reference, current);
  const m = total(folded.reference);
  const n = total(folded.current);
  let sum = 0;
  for (let i = 0; i < folded.reference.length; i++) {
    const p = Math.max(folded.reference[i]! / m, 0.01);
    const q = Math.max(folded.current[i]! / n, 0.01);
    sum += (p - q) * Math.log(p / q);
  }
  return sum;
}
