import { totalVariation, weights } from "../../finite/index.ts";
import { normalQuantile } from "../../scalar/normal.ts";
import type { Estimate } from "../estimate.ts";
import { type CountPair, pairSizes } from "./count-pair.ts";

/**
 * Total variation distance between two samples, ½·Σ|X/n − Y/m|, uncorrected, with the mean it has under equality.
 *
 * `bias` is that null mean, ½·Σ √(2·p̄(1−p̄)/(π·nₑ)), shown and not subtracted: no correction is unbiased away from
 * zero. The interval is normal with Var = ¼·[Var_p(s)/n + Var_q(s)/m], s the signs of the gaps, its low end moved
 * down by the null mean.
 */
export function totalVariationFromCounts(
  pair: CountPair,
  options: { readonly level?: number; readonly notes?: readonly string[] } = {},
): Estimate {
  const { level = 0.95, notes = [] } = options;
  const { n, m, effective, cells } = pairSizes(pair, "totalVariationFromCounts");
  const value = totalVariation(weights(pair.x), weights(pair.y));
  let nullMean = 0;
  let pSign = 0;
  let qSign = 0;
  for (let i = 0; i < cells; i++) {
    const p = pair.x[i]! / n;
    const q = pair.y[i]! / m;
    const pooled = (pair.x[i]! + pair.y[i]!) / (n + m);
    nullMean += 0.5 * Math.sqrt((2 * pooled * (1 - pooled)) / (Math.PI * effective));
    pSign += p * Math.sign(p - q);
    qSign += q * Math.sign(p - q);
  }
  const variance = 0.25 * (Math.max(0, 1 - pSign ** 2) / n + Math.max(0, 1 - qSign ** 2) / m);
  const half = normalQuantile((1 + level) / 2) * Math.sqrt(variance);
  return {
    value,
    low: Math.max(0, value - nullMean - half),
    high: Math.min(1, value + half),
    level,
    unit: "1",
    standardError: Math.sqrt(variance),
    bias: nullMean,
    method: "plug-in; bias is its mean under equal laws, not subtracted",
    n: [n, m],
    plugIn: value,
    notes,
  };
}
