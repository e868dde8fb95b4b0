import { kl, weights } from "@relent/core";
import { estimateKl } from "@relent/core/estimate";
import { multinomial, type Random } from "@relent/core/random";
import type { Figure } from "./tally.ts";

/** One way to a KL of two count vectors, with its 95 % interval where it has one. */
export interface KlContestant {
  readonly name: string;
  readonly estimate: (x: Float64Array, y: Float64Array, rng: Random) => Figure;
}

const RESAMPLES = 200;

/** What drift tools do: a share of 0 becomes 0.0001, nothing else is corrected. */
function floored(x: Float64Array, y: Float64Array): number {
  const share = (counts: Float64Array): Float64Array => {
    const sum = counts.reduce((a, b) => a + b, 0);
    return counts.map((count) => Math.max(count / sum, 1e-4));
  };
  const [p, q] = [share(x), share(y)];
  return p.reduce((sum, value, i) => sum + value * Math.log(value / q[i]!), 0);
}

/** The percentile bootstrap of a figure: both sides drawn anew from their own shares. */
export function percentileBootstrap(
  x: Float64Array,
  y: Float64Array,
  figure: (x: Float64Array, y: Float64Array) => number,
  rng: Random,
): readonly [low: number, high: number] {
  const redrawn = (counts: Float64Array): Float64Array =>
    multinomial(
      rng,
      counts.reduce((a, b) => a + b, 0),
      counts,
      new Float64Array(counts.length),
    );
  const values = Float64Array.from({ length: RESAMPLES }, () => figure(redrawn(x), redrawn(y))).sort();
  return [values[Math.floor(0.025 * RESAMPLES)]!, values[Math.ceil(0.975 * RESAMPLES) - 1]!];
}

const half = (x: Float64Array, y: Float64Array): number =>
  kl(weights(x.map((count) => count + 0.5)), weights(y.map((count) => count + 0.5)));

const withBootstrap =
  (figure: (x: Float64Array, y: Float64Array) => number): KlContestant["estimate"] =>
  (x, y, rng) => {
    const [low, high] = percentileBootstrap(x, y, figure, rng);
    return { value: figure(x, y), low, high };
  };

/** The estimators that are compared; ours is named by its method. */
export const KL_CONTESTANTS: readonly KlContestant[] = [
  {
    name: "plug-in; delta method",
    estimate: (x, y) => estimateKl(x, y, { method: "plug-in", maxDraws: 0 }),
  },
  { name: "zeros as 0.0001; percentile bootstrap", estimate: withBootstrap(floored) },
  { name: "½ added; percentile bootstrap", estimate: withBootstrap(half) },
  {
    name: "½ added; delta method",
    estimate: (x, y) => estimateKl(x, y, { method: "additive-smoothing", maxDraws: 0 }),
  },
  {
    name: "**relent: zhang-grabchak (default)**",
    estimate: (x, y) => estimateKl(x, y, { maxDraws: 0 }),
  },
  {
    name: "**relent: dirichlet-mixture**",
    estimate: (x, y) => estimateKl(x, y, { method: "dirichlet-mixture", maxDraws: 0 }),
  },
];
