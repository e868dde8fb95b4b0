import { type CrossTerms, quickCrossTerms } from "../kernel/quick-cross-entropy.ts";
import { tolerance } from "./check.ts";
import type { Batch, Kind, KindedRow } from "./kinds.ts";
import { normalisedKl, plainTerms } from "./kl-terms.ts";
import { plainRow } from "./mass.ts";

/** A figure in other units, if there is one. */
export function over(value: number | undefined, unit: number): number | undefined {
  return value === undefined ? undefined : value / unit;
}

/** Whether a total is what the kind allows. */
export function sound(kind: Kind, total: number, n: number, single: boolean): boolean {
  if (kind === "probs") return Math.abs(total - 1) <= tolerance(n, single, false);
  return kind === "weights" && total > 1e-250 && total < Number.POSITIVE_INFINITY;
}

/** KL of two checked rows in one pass of the kernel; undefined sends the rows the careful way, which also words the errors. */
export function quickKl(a: KindedRow | Batch, b: KindedRow | Batch, index: number): number | undefined {
  const p = plainRow(a, index);
  const q = plainRow(b, index);
  if (p === undefined || q === undefined || p.length !== q.length) return undefined;
  const found = plainTerms(p, q);
  if (found === undefined) return undefined;
  const n = p.length;
  if (!sound(a.kind, found.p, n, p instanceof Float32Array)) return undefined;
  if (!sound(b.kind, found.p + found.d, n, q instanceof Float32Array)) return undefined;
  return normalisedKl(found);
}

const terms: CrossTerms = { h: 0, p: 0, q: 0 };

/** H(p, q) of two checked rows in one pass of the kernel, where no digits cancel. */
export function quickCrossEntropy(
  a: KindedRow | Batch,
  b: KindedRow | Batch,
  index: number,
): number | undefined {
  const p = plainRow(a, index);
  const q = a === b ? p : plainRow(b, index);
  if (p === undefined || q === undefined || p.length !== q.length || !quickCrossTerms(p, q, terms))
    return undefined;
  const n = p.length;
  if (!sound(a.kind, terms.p, n, p instanceof Float32Array)) return undefined;
  if (!sound(b.kind, terms.q, n, q instanceof Float32Array)) return undefined;
  const log = Math.log(terms.q);
  const value = terms.h / terms.p + log;
  return value > 0.5 && Math.abs(log) < 4 * value ? value : undefined;
}
