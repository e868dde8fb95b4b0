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

/** Σc²/Σc: rows that come and go together because they share a value. */
const clumping = (rows: readonly number[]): number =>
  Math.max(1, sum(rows.map((n) => n * n)) / Math.max(1, sum(rows)));

/**
 * The new values of a high-cardinality column: X₀/n against f₁/m, as a KL of two outcomes in bits.
 *
 * The comparison is never with 0: of two samples of one law most values of the second can be new. Fewer new values than
 * expected are no evidence: the two tables share rows, or one is the other. `escape` is the least
 * share that the reference is taken to expect. From a hash sample the shares are Horvitz–Thompson estimates.
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
  const fresh = [...current.rows].filter(([v]) => !reference.rows.has(v)).map(([, rows]) => rows);
  const once = [...reference.rows.values()].filter((rows) => rows === 1).length;
  const x0 = Math.min(n, sum(fresh));
  const f1 = Math.min(m, Math.max(once, options.escape * m));
  const judged = Math.max(x0, (n * f1) / m);
  const effect = options.effect * clumping(fresh);
  const kl = divergenceFromCounts(
    "kl",
    { x: [judged / effect, (n - judged) / effect], y: [f1 / effect, (m - f1) / effect] },
    { level: options.level, unit: "bits", escape: options.escape, rows: [current.total, reference.total] },
  );
  return { current: x0 / n, reference: Math.min(1, once / m), kl };
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
      `the reference expects ${(100 * share.reference).toPrecision(3)} % by its own values that stand once`,
    ],
  };
}
