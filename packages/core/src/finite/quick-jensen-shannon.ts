import { type MixtureTerms, quickMixtureTerms } from "../kernel/quick-jensen-shannon.ts";
import type { Batch, KindedRow } from "./kinds.ts";
import { plainRow } from "./mass.ts";
import { sound } from "./quick.ts";

const terms: MixtureTerms = { g: 0, p: 0, q: 0 };

/**
 * JS of two checked rows by the kernel. Totals that differ by v leave v²/8 in the sum, and scaling q rounds it: the
 * careful way is taken where the result is too small to bear that.
 */
export function quickJensenShannon(
  a: KindedRow | Batch,
  b: KindedRow | Batch,
  index: number,
): number | undefined {
  const p = plainRow(a, index);
  const q = plainRow(b, index);
  if (p === undefined || q === undefined || p.length !== q.length) return undefined;
  if (!quickMixtureTerms(p, q, 1, terms)) return undefined;
  const n = p.length;
  if (!sound(a.kind, terms.p, n, p instanceof Float32Array)) return undefined;
  if (!sound(b.kind, terms.q, n, q instanceof Float32Array)) return undefined;
  let least = 1e-16;
  if (Math.abs(terms.q - terms.p) > 1e-15 * terms.p) {
    least = 0.01;
    if (!quickMixtureTerms(p, q, terms.p / terms.q, terms)) return undefined;
  }
  const value = terms.g / terms.p / 2;
  return value === 0 || value > least ? Math.min(value, Math.LN2) : undefined;
}
