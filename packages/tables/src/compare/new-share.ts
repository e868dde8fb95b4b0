import { type CountEstimate, divergenceFromCounts, type Estimate } from "@relent/core/estimate";
import { normalQuantile } from "@relent/core/scalar";
import type { HashedSummary, ValueSummary } from "../summary/summary.ts";

/** Rows of a side by value, for a share `sampled` of the values, with the rows of all of them. */
export interface ValueRows {
  readonly rows: ReadonlyMap<string, number>;
  readonly total: number;
  readonly sampled: number;
}

export function valueRows(summary: ValueSummary | HashedSummary, share: number): ValueRows {
  if (summary.kind === "hashed") {
    return { rows: new Map(summary.hashes), total: summary.rows, sampled: share };
  }
  const rows = new Map(summary.values.map(([v, n]) => [String(v), n]));
  return { rows, total: [...rows.values()].reduce((a, b) => a + b, 0) + summary.spill, sampled: 1 };
}

/** How much of current is new to the reference, against how new the reference is to itself. */
export interface NewShare {
  /** Share of current rows whose value the reference never has. */
  readonly current: number;
  /** Share of reference rows whose value stands once: what a further row of the same law would find new. */
  readonly reference: number;
  readonly kl: CountEstimate;
}

const sum = (rows: Iterable<number>): number => {
  let total = 0;
  for (const n of rows) total += n;
  return total;
};

const squares = (rows: readonly number[]): number => sum(rows.map((n) => n * n));

/** More standard errors between the sampled rows and those expected show a heavy value in or out of the sample. */
const CLEAR = 4;

/**
 * Share of a side's rows whose value is of one kind, from the sampled values of that kind and the others'.
 *
 * Of a part of the values two estimates are unbiased: these rows over all, and all less the others' over all. They are
 * weighted by the inverse of their variances, Σc² each, so that a side of single values (others: none) gives exactly 1;
 * only the first is used where the sample evidently missed a heavy value, whose variance it cannot know.
 */
function shareOf(these: readonly number[], others: readonly number[], rows: number): number {
  const [own, rest] = [squares(these), squares(others)];
  const missed = rows - sum(these) - sum(others) > CLEAR * Math.sqrt(own + rest);
  const weight = own === 0 || missed ? 1 : rest / (own + rest);
  const share = (weight * sum(these) + (1 - weight) * (rows - sum(others))) / rows;
  return Math.min(1, Math.max(0, share));
}

/** Σc²/Σc: rows that come and go together because they share a value. */
const clumping = (rows: readonly number[]): number => Math.max(1, squares(rows) / Math.max(1, sum(rows)));

/**
 * The new values of a high-cardinality column: X₀/n against f₁/m, as a KL of two outcomes in bits.
 *
 * The comparison is never with 0: of two samples of one law most values of the second can be new. Fewer new values than
 * expected are no evidence: the two tables share rows, or one is the other. `escape` is the least share that the reference
 * is taken to expect. From a hash sample the shares are unbiased estimates.
 */
export function newShare(
  current: ValueRows,
  reference: ValueRows,
  options: { readonly level: number; readonly escape: number; readonly effect: number },
): NewShare | null {
  const { sampled } = current;
  const n = current.total * sampled;
  const m = reference.total * sampled;
  if (n < 1 || m < 1) return null;
  const rowsOf = (side: ValueRows, is: (value: string, rows: number) => boolean): number[] =>
    [...side.rows].filter(([v, rows]) => is(v, rows)).map(([, rows]) => rows);
  const fresh = rowsOf(current, (v) => !reference.rows.has(v));
  const known = rowsOf(current, (v) => reference.rows.has(v));
  const once = rowsOf(reference, (_, rows) => rows === 1);
  const more = rowsOf(reference, (_, rows) => rows > 1);
  const found = shareOf(fresh, known, n);
  const expected = shareOf(once, more, m);
  const f1 = Math.max(expected, options.escape) * m;
  const judged = Math.max(found * n, (n * f1) / m);
  const effect = options.effect * clumping(fresh);
  const kl = divergenceFromCounts(
    "kl",
    { x: [judged / effect, (n - judged) / effect], y: [f1 / effect, (m - f1) / effect] },
    { level: options.level, unit: "bits", escape: options.escape, rows: [current.total, reference.total] },
  );
  return { current: found, reference: expected, kl };
}

/** The share itself as an Estimate, for the report: Wilson's interval on the rows it is worth. */
export function shareEstimate(share: NewShare, level: number, rows: readonly [number, number]): Estimate {
  const { current } = share;
  const n = Math.max(1, rows[0]);
  const z = normalQuantile((1 + level) / 2);
  const middle = (current + z ** 2 / (2 * n)) / (1 + z ** 2 / n);
  const half = (z / (1 + z ** 2 / n)) * Math.sqrt((current * (1 - current)) / n + z ** 2 / (4 * n * n));
  return {
    value: current,
    low: Math.max(0, middle - half),
    high: Math.min(1, middle + half),
    level,
    unit: "1",
    standardError: Math.sqrt((current * (1 - current)) / n),
    bias: 0,
    method: "share of current rows whose value the reference never has; Wilson interval",
    n: [rows[0], rows[1]],
    plugIn: current,
    notes: [
      `the reference expects ${Number((100 * share.reference).toPrecision(3))} % by its own values that stand once`,
    ],
  };
}
