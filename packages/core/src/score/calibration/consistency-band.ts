import { binomial } from "../../family/discrete/binomial.ts";

/**
 * Between which shares the outcomes of n rows lie with probability `level` or more if their forecast p is right: binomial quantiles over n.
 *
 * @see Bröcker & Smith, Weather and Forecasting 22 (2007) 651.
 */
export function consistencyBand(n: number, p: number, level: number): readonly [low: number, high: number] {
  if (p <= 0 || p >= 1) return [p, p];
  const rows = Math.max(1, Math.round(n));
  const law = binomial(rows, p);
  const tail = (1 - level) / 2;
  return [law.quantile(tail) / rows, law.quantile(1 - tail) / rows];
}
