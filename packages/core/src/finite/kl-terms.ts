import { generalizedKlTerms, type Terms } from "../kernel/generalized-kl.ts";
import { quickKlTerms } from "../kernel/quick-kl.ts";
import { log1pmx } from "../scalar/log1pmx.ts";

const terms: Terms = { g: 0, p: 0, d: 0 };

/** One pass of the compiled kernel over two typed arrays; undefined where it does not apply, or f32 is too narrow. */
export function plainTerms(
  p: Float32Array | Float64Array,
  q: Float32Array | Float64Array,
): Terms | undefined {
  if (!quickKlTerms(p, q, 1, terms, true)) return undefined;
  const faint = terms.p < p.length * 1e-20 || (terms.g !== 0 && terms.g < p.length * 1e-34);
  return faint && p instanceof Float32Array ? undefined : terms;
}

/** One pass of whichever twin applies, in f64. */
export function scaledTerms(p: ArrayLike<number>, q: ArrayLike<number>, scale: number): Terms {
  if (!quickKlTerms(p, q, scale, terms)) generalizedKlTerms(p, q, scale, terms);
  return terms;
}

/** KL of the normalised rows: the sum less φ(v), v = (Σq − Σp)/Σp; undefined where that would cancel most of it. */
export function normalisedKl({ g, p, d }: Terms): number | undefined {
  const plain = g / p;
  if (plain === 0 || plain === Number.POSITIVE_INFINITY) return plain;
  if (Math.abs(d) > 0.5 * p) return undefined;
  const value = plain + log1pmx(d / p);
  return plain < 4 * value ? value : undefined;
}
