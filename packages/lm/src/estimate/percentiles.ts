import type { Estimate } from "@relent/core/estimate";
import { normalQuantile } from "@relent/core/scalar";
import { type TokenMeanOptions, tokenMean } from "./token-mean.ts";

/** Which percentiles of the divergence of single tokens are told; 0 and 100 are the least and the largest. */
export const PERCENTS: readonly number[] = [0, 0.1, 1, 5, 10, 25, 50, 75, 90, 95, 99, 99.9, 100];

/** A percentile of the divergence of single tokens. */
export interface Percentile {
  readonly percent: number;
  readonly kl: Estimate;
}

/** One point of the share of tokens that diverge by at least so much. */
export interface TailPoint {
  readonly kl: number;
  readonly share: number;
}

/** Linear interpolation between order statistics at place share·(n − 1). */
export function quantileOf(sorted: Float64Array, share: number): number {
  const place = Math.min(1, Math.max(0, share)) * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
  const part = place - Math.floor(place);
  return part === 0 || above === below ? below : below + part * (above - below);
}

/**
 * Percentiles of the divergence of single tokens with Woodruff's interval: the interval of the share of tokens at or
 * below the percentile, by documents, read back through the quantiles. The extremes have no interval of sampling.
 *
 * Source: Woodruff, J. Amer. Statist. Assoc. 47 (1952) 635.
 */
export function percentiles(
  kl: Float64Array,
  document: Int32Array,
  { level, unit = { per: 1, name: "nats" } }: TokenMeanOptions,
): Percentile[] {
  const sorted = Float64Array.from(kl).sort();
  return PERCENTS.map((percent) => {
    const value = quantileOf(sorted, percent / 100);
    const extreme = percent === 0 || percent === 100;
    const share = tokenMean(
      kl.map((x) => Number(x <= value)),
      document,
      { level, range: [0, 1] },
    );
    const reach = (end: number): number => quantileOf(sorted, percent / 100 + end);
    const [low, high] =
      extreme || share === null
        ? [value, value]
        : [reach(share.low - share.value), reach(share.high - share.value)];
    const ends = [Math.min(value, low) / unit.per, Math.max(value, high) / unit.per] as const;
    const width = ends[1] === ends[0] ? 0 : ends[1] - ends[0];
    return {
      percent,
      kl: {
        value: value / unit.per,
        low: ends[0],
        high: ends[1],
        level,
        unit: unit.name,
        standardError: width / (2 * normalQuantile((1 + level) / 2)),
        bias: 0,
        method: extreme ? "extreme of the sample" : "Woodruff's interval over documents",
        n: kl.length,
        notes: extreme ? ["an extreme of the sample; it says nothing of tokens beyond it"] : [],
      },
    };
  });
}

/**
 * The least share of the tokens that carries half of all divergence: small where a few tokens are far apart, up to one
 * half where all are alike. null where the divergence is infinite or 0.
 */
export function halfCarriedBy(kl: Float64Array): number | null {
  const total = kl.reduce((sum, x) => sum + x, 0);
  if (!(total > 0 && total < Number.POSITIVE_INFINITY)) return null;
  const sorted = Float64Array.from(kl).sort();
  let [sum, tokens] = [0, 0];
  while (sum < total / 2) sum += sorted[sorted.length - 1 - tokens++]!;
  return tokens / kl.length;
}

const POINTS = 60;

/** The share of tokens that diverge by at least so much, at shares evenly spaced on a logarithmic axis. */
export function tail(kl: Float64Array, per: number): TailPoint[] {
  const sorted = Float64Array.from(kl).sort();
  const n = sorted.length;
  const points: TailPoint[] = [];
  let last = n + 1;
  for (let step = 0; step < POINTS; step++) {
    const rank = Math.max(1, Math.round(n ** (1 - step / (POINTS - 1))));
    if (rank >= last) continue;
    last = rank;
    points.push({ kl: sorted[n - rank]! / per, share: rank / n });
  }
  return points;
}
