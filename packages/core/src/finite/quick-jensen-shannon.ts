import { type MixtureTerms, quickMixtureTerms } from "../kernel/quick-jensen-shannon.ts";
import type { Batch, KindedRow } from "./kinds.ts";
import { plainRow } from "./mass.ts";
import { sound } from "./quick.ts";

const terms: MixtureTerms = { g: 0, h: 0, p: 0, d: 0 };

/**
 * JS of two checked rows in one pass of the kernel.
 *
 * The sum G of both divergences from the mean is that of the rows as they are. Scaling q by c = 1/(1 + v), v = (Σq − Σp)/Σp,
 * changes it by (c − 1)(h + v·Σp/2) + (c − 1)²f″/2, h being q's share of G and f″ = Σp/2 near equality, so that
 * 2·Σp·JS = G − v·h − v²·Σp/4 up to terms of order v³ and v²·JS. The careful way is taken where those, or the
 * square of the mean's rounding, could be seen.
 */
export function quickJensenShannon(
  a: KindedRow | Batch,
  b: KindedRow | Batch,
  index: number,
): number | undefined {
  const p = plainRow(a, index);
  const q = plainRow(b, index);
  if (p === undefined || q === undefined || p.length !== q.length) return undefined;
  if (!quickMixtureTerms(p, q, terms)) return undefined;
  const n = p.length;
  if (!sound(a.kind, terms.p, n, p instanceof Float32Array)) return undefined;
  if (!sound(b.kind, terms.p + terms.d, n, q instanceof Float32Array)) return undefined;
  const plain = (terms.g + terms.h) / terms.p / 2;
  if (plain === 0) return 0;
  const v = terms.d / terms.p;
  const value = plain - (v * terms.h) / terms.p / 2 - (v * v) / 8;
  const lost = value < 1e-18 || Math.abs(v) > 1e-8 || plain > 4 * value || Math.abs(v) ** 3 > 1e-16 * value;
  return lost ? undefined : Math.min(value, Math.LN2);
}
