import { invalid } from "../../finite/check.ts";
import { checkShare } from "../check-parameter.ts";

/** Refuses counts that are not above 0: a class that was never seen has no weight and no prior. An empty batch has no classes. */
export function checkCounts(fn: string, counts: ArrayLike<number>, classes: number): void {
  if (classes > 0 && counts.length !== classes) {
    invalid(
      `${fn}: counts has ${counts.length} numbers; it must have one for each of the ${classes} classes`,
    );
  }
  for (let c = 0; c < classes; c++) {
    if (!(counts[c]! > 0 && counts[c]! < Number.POSITIVE_INFINITY)) {
      invalid(`${fn}: counts[${c}] = ${counts[c]}; it must be finite and above 0`, {
        index: c,
        value: counts[c],
      });
    }
  }
}

/** log of each class's share of the counts. */
export function logPriors(counts: ArrayLike<number>): Float64Array {
  let total = 0;
  for (let c = 0; c < counts.length; c++) total += counts[c]!;
  return Float64Array.from(counts, (n) => Math.log(n / total));
}

/** What `effectiveNumberWeights` may be told. */
export interface EffectiveNumberOptions {
  /** How much a further example of a class overlaps with those before, from 0 to 1; 0.999 when left out. */
  readonly beta?: number;
}

/**
 * Class weights by the effective number of examples: rare classes weigh more, but not in full proportion.
 *
 * w_c ∝ (1 − β)/(1 − β^n_c), scaled to a sum of C: β = 0 weighs all alike, β = 1 by 1/n_c.
 *
 * @throws RelentError "invalid-argument" for counts that are not above 0 and β outside 0 to 1.
 * @see Cui et al., arXiv:1901.05555.
 * @example
 * ```ts
 * effectiveNumberWeights([1000, 10], { beta: 0.9 }) // Float64Array [0.7888488538106925, 1.2111511461893072]
 * effectiveNumberWeights([3, 1], { beta: 1 }) // Float64Array [0.5, 1.5]
 * ```
 */
export function effectiveNumberWeights(
  counts: ArrayLike<number>,
  options: EffectiveNumberOptions = {},
): Float64Array {
  const fn = "effectiveNumberWeights";
  const { beta = 0.999 } = options;
  checkShare(fn, "beta", beta);
  checkCounts(fn, counts, counts.length);
  const weights = Float64Array.from(counts, (n) =>
    beta === 1 ? 1 / n : -1 / Math.expm1(n * Math.log(beta)),
  );
  const sum = weights.reduce((total, w) => total + w, 0);
  return weights.map((w) => (w * counts.length) / sum);
}
