import type { PrivacyEvent } from "../event.ts";
import { mechanismOf, partsOf } from "../parts.ts";
import { supremum } from "./direct.ts";

/** ρ of an event: D_α ≤ αρ at every order; undefined where a part has none. */
export function rhoOf(event: PrivacyEvent): number | undefined {
  let sum = 0;
  for (const { event: one, count } of partsOf(event)) {
    const record = mechanismOf(one);
    const losses = record.pairs(one).map(supremum);
    const pure = losses.length > 0 ? Math.max(0, ...losses) : Infinity;
    const rho = record.rho?.(one) ?? (pure < Infinity ? pure ** 2 / 2 : undefined);
    if (rho === undefined) return undefined;
    sum += count * rho;
  }
  return sum;
}

/** μ of the normal law to which an event tends (Bu, Dong, Long & Su 2020): q√(T(e^{1/σ²} − 1)); it bounds nothing. */
export function limitMu(event: PrivacyEvent): number | undefined {
  let square = 0;
  for (const { event: one, count } of partsOf(event)) {
    if (one.mechanism === "gaussian") square += count / one.noiseMultiplier ** 2;
    else if (one.mechanism === "poissonSubsampledGaussian")
      square += count * one.samplingRate ** 2 * Math.expm1(one.noiseMultiplier ** -2);
    else return undefined;
  }
  return Math.sqrt(square);
}
