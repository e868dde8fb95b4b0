import { chiSquaredCdf } from "../../scalar/chi-squared.ts";
import { noncentralityFor } from "../../scalar/noncentral-chi-squared.ts";
import type { Estimate } from "../estimate.ts";
import { addHalf } from "./add-half.ts";
import { COUNT_DIVERGENCES, type CountDivergence, type CountDivergenceName } from "./count-divergence.ts";
import { type CountPair, pairSizes } from "./count-pair.ts";

/** How a divergence is estimated from two count vectors. */
export interface CountEstimateOptions {
  /** Coverage of the interval (default 0.95). */
  readonly level?: number;
  /** Logarithmic unit (default nats). */
  readonly unit?: "bits" | "nats" | "1";
  /** Share of the code kept for outcomes that the other side never saw (default 1e-4); null for none. */
  readonly escape?: number | null;
  /** A corrected value in nats, where the counts know a better one than the divergence's own correction. */
  readonly value?: number;
  /** What the estimate reports as its sample sizes, where counts were divided by a design effect. */
  readonly rows?: readonly [current: number, reference: number];
  readonly notes?: readonly string[];
}

/** The scaled noncentral χ² law that an estimate is read against: scale·nₑ·D/c is about χ′²(df, scale·nₑ·D_true/c). */
export interface NoncentralFit {
  /** T = max(0, df + scale·nₑ·D̂/c), D̂ in nats. */
  readonly statistic: number;
  readonly df: number;
  /** T per nat: scale·nₑ/c. */
  readonly perNat: number;
  /** scale/c: T per nat and per row of effective size. */
  readonly perNatPerRow: number;
}

/** An estimate from counts with the law that its interval was read from. */
export interface CountEstimate {
  readonly estimate: Estimate;
  readonly fit: NoncentralFit;
}

/** The share of a code that is kept for outcomes which the reference never had. */
export const DEFAULT_ESCAPE = 1e-4;

/** The scale c of a noncentral χ² law from the ratio of the delta variance to its own, kept in [½, 4]; 1 for 0/0. */
export function noncentralScale(ratio: number): number {
  return Number.isFinite(ratio) ? Math.min(4, Math.max(0.5, ratio)) : 1;
}

/** Cells that occur, with those the reference never saw made one: they share one escape symbol. */
function mergeUnseen(pair: CountPair): CountPair {
  const x: number[] = [];
  const y: number[] = [];
  let unseen = 0;
  for (let i = 0; i < pair.x.length; i++) {
    if (pair.y[i]! > 0) {
      x.push(pair.x[i]!);
      y.push(pair.y[i]!);
    } else unseen += pair.x[i]!;
  }
  if (unseen > 0) {
    x.push(unseen);
    y.push(0);
  }
  return { x, y };
}

/** Cells that occur on either side. */
function seenOnly({ x, y }: CountPair): CountPair {
  const kept = Array.from(x, (_, i) => i).filter((i) => x[i]! + y[i]! > 0);
  return { x: kept.map((i) => x[i]!), y: kept.map((i) => y[i]!) };
}

const transpose = (pair: CountPair): CountPair => ({ x: pair.y, y: pair.x });

/** Unseen cells as each divergence sees them: escape for the one-directional, escape on both sides for the others. */
function merged(name: CountDivergenceName, pair: CountPair, epsilon: number | null): CountPair {
  if (epsilon === null) return seenOnly(pair);
  if (name === "kl") return mergeUnseen(pair);
  if (name === "reverseKl") return transpose(mergeUnseen(transpose(pair)));
  return transpose(mergeUnseen(transpose(mergeUnseen(pair))));
}

function smoothed(
  name: CountDivergenceName,
  divergence: CountDivergence,
  pair: CountPair,
  epsilon: number | null,
) {
  if (epsilon === null) return addHalf(divergence, pair);
  if (name === "kl") return addHalf(divergence, pair, epsilon);
  if (name === "reverseKl") return addHalf(COUNT_DIVERGENCES.kl, transpose(pair), epsilon);
  return addHalf(divergence, pair);
}

/**
 * The noncentral χ² law of a divergence estimate, with its scale taken from the delta variance.
 *
 * c = v̂·scale·nₑ/(4·D_½), kept in [½, 4]; for KL (scale 2) that is v̂·nₑ/(2·D_½).
 */
function fitOf(name: CountDivergenceName, pair: CountPair, value: number, epsilon: number | null) {
  const divergence = COUNT_DIVERGENCES[name];
  const { effective, cells } = pairSizes(pair, name);
  const half = smoothed(name, divergence, pair, epsilon);
  const df = Math.max(1, cells - 1);
  const c = noncentralScale((half.variance * divergence.scale * effective) / (4 * half.value));
  const perNatPerRow = divergence.scale / c;
  const perNat = perNatPerRow * effective;
  return {
    standardError: Math.sqrt(half.variance),
    fit: { statistic: Math.max(0, df + perNat * value), df, perNat, perNatPerRow },
  };
}

/** The interval {λ ≥ 0 : (1−level)/2 ≤ F(T; df, λ) ≤ (1+level)/2}, in nats; its high end never collapses to 0. */
export function noncentralInterval(fit: NoncentralFit, level: number): readonly [number, number] {
  const tail = (1 - level) / 2;
  const low =
    chiSquaredCdf(fit.statistic, fit.df) < 1 - tail ? 0 : noncentralityFor(1 - tail, fit.statistic, fit.df);
  const high = noncentralityFor(tail, Math.max(fit.statistic, fit.df), fit.df);
  return [low / fit.perNat, high / fit.perNat];
}

/**
 * A divergence between the laws behind two samples, from their counts over the same cells, with its interval.
 *
 * The value is bias-corrected (KL: Zhang–Grabchak; JS and Hellinger²: plug-in less the mean of its null law) and may be
 * slightly negative where the laws are equal. Outcomes that one side never saw are coded by an escape symbol of
 * probability `escape`; `plugIn` is the uncorrected figure of the two empirical laws, ∞ included. The interval is that
 * of a noncentral χ² law whose scale follows the delta variance: one formula from D = 0 to large D, within 92–99 %
 * coverage where both sides have 10 rows a cell. Unit: nats unless asked for bits.
 *
 * Cells empty on both sides are dropped. Errors: different lengths, negative counts, an empty side.
 *
 * @example
 * ```ts
 * const { estimate } = divergenceFromCounts("kl", { x: [520, 480], y: [500, 500] }, { unit: "bits" });
 * estimate.low // 0
 * estimate.value < estimate.high // true
 * ```
 */
export function divergenceFromCounts(
  name: CountDivergenceName,
  pair: CountPair,
  options: CountEstimateOptions = {},
): CountEstimate {
  const { level = 0.95, unit = "nats", escape: epsilon = DEFAULT_ESCAPE, notes = [] } = options;
  const { n, m } = pairSizes(pair, "divergenceFromCounts");
  const divergence: CountDivergence = COUNT_DIVERGENCES[name];
  const cells = merged(name, pair, epsilon);
  const value = options.value ?? divergence.correct(cells, epsilon);
  const { standardError, fit } = fitOf(name, cells, value, epsilon);
  const [low, free] = noncentralInterval(fit, level);
  const high = Math.min(divergence.most ?? Number.POSITIVE_INFINITY, free);
  const plugIn = divergence.plugIn(pair);
  const per = unit === "bits" ? Math.LN2 : 1;
  return {
    fit,
    estimate: {
      value: value / per,
      low: low / per,
      high: high / per,
      level,
      unit,
      standardError: standardError / per,
      bias: Number.isFinite(plugIn) ? (plugIn - value) / per : 0,
      method: `${divergence.method}; scaled noncentral χ² interval`,
      n: options.rows ?? [n, m],
      plugIn: plugIn / per,
      notes,
    },
  };
}
