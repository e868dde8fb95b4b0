import { invalid } from "../../finite/check.ts";
import type { Seed } from "../../random/index.ts";
import { studentTQuantile } from "../../scalar/student-t.ts";
import { studentisedQuantiles } from "./studentised-bootstrap.ts";

/** How the interval of a clustered figure is made. */
export interface ClusterOptions {
  /** Coverage of the interval (default 0.95). */
  readonly level?: number;
  /** Seed of the cluster bootstrap (default 1). */
  readonly seed?: Seed;
  /** The values that the figure can take, `[0, 1]` for a share: the ends of the interval are kept inside. */
  readonly range?: readonly [low: number, high: number];
}

/** What the independent pieces of evidence are called. */
const WORDING = {
  clusters: {
    pieces: (n: number) => `CR1 over ${n} cluster${n === 1 ? "" : "s"}`,
    few: (n: number) => `too few documents: ${n} cluster${n === 1 ? "" : "s"}`,
    alike: "the clusters do not differ: no error can be estimated",
  },
  draws: {
    pieces: (n: number) => `${n} independent draw${n === 1 ? "" : "s"}`,
    few: (n: number) => `too few draws: ${n}`,
    alike: "the draws do not differ: no error can be estimated",
  },
} as const;

/** A ratio of sums over clusters, with its error. */
export interface ClusterRatio {
  readonly value: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  readonly level: number;
  readonly method: string;
  readonly notes: readonly string[];
}

/** From this many clusters on the bootstrap adds nothing to t that simulation shows. */
const BOOTSTRAP_BELOW = 1000;
const FEW = 20;

/** Squared relative differences between clusters that rounding alone can make. */
const ROUNDING = 1e-26;

const sum = (x: Float64Array): number => x.reduce((total, value) => total + value, 0);
const squaredSum = (x: Float64Array): number => x.reduce((total, value) => total + value * value, 0);

function clip(x: number, [low, high]: readonly [number, number]): number {
  return Math.min(high, Math.max(low, x));
}

const WHOLE_LINE: readonly [number, number] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

/**
 * Σa/Σb over independent clusters, its CR1 standard error √(C/(C−1)·Σ(a − R·b)²)/Σb, and an interval.
 *
 * From 1,000 clusters the interval is R ± t with C−1 degrees of freedom. Below, it is the hull of that and the
 * equal-tailed studentised cluster bootstrap. Simulated with equal and lognormal (σ = 1) sizes and normal, lognormal and
 * rare binary effects of documents, 95 % intervals held the truth, in per cent of 1,000 trials, least to most:
 *
 * | clusters | 10 | 20 | 50 | 200 |
 * |---|---|---|---|---|
 * | t alone | 77–95 | 81–94 | 84–97 | 91–95 |
 * | this | 88–96 | 90–96 | 91–97 | 94–96 |
 */
export function clusterRatio(
  fn: string,
  a: Float64Array,
  b: Float64Array,
  options: ClusterOptions,
  wording: keyof typeof WORDING = "clusters",
): ClusterRatio {
  const { level = 0.95, seed = 1, range = WHOLE_LINE } = options;
  if (!(level > 0 && level < 1)) invalid(`${fn}: level = ${level}; it must be in (0, 1)`, { value: level });
  const clusters = a.length;
  const size = sum(b);
  if (!(size > 0)) invalid(`${fn}: no rows; at least one with a positive weight is needed`);
  const value = sum(a) / size;
  const exact = { value, level, standardError: 0, low: value, high: value };
  if (value === Number.POSITIVE_INFINITY) return { ...exact, method: "infinite", notes: [] };
  const { pieces, few, alike } = WORDING[wording];
  const method = pieces(clusters);
  const notes =
    clusters < FEW
      ? [`${few(clusters)}; below ${FEW} the interval holds the truth less often than it says`]
      : [];
  if (clusters === 1) {
    const [low, high] = range;
    return { value, level, standardError: Number.POSITIVE_INFINITY, low, high, method, notes };
  }
  const residuals = Float64Array.from(a, (x, i) => x - value * b[i]!);
  const squares = squaredSum(residuals);
  if (squares <= ROUNDING * squaredSum(a)) {
    return { ...exact, method, notes: [...notes, alike] };
  }
  const standardError = Math.sqrt((clusters / (clusters - 1)) * squares) / size;
  const t = studentTQuantile((1 + level) / 2, clusters - 1);
  const resampled = clusters < BOOTSTRAP_BELOW;
  const [least, most] = resampled ? studentisedQuantiles(residuals, b, level, seed) : [-t, t];
  return {
    value,
    level,
    standardError,
    low: clip(value - Math.max(t, most) * standardError, range),
    high: clip(value + Math.max(t, -least) * standardError, range),
    method: `${method}, t${resampled ? " and studentised cluster bootstrap" : ""}`,
    notes,
  };
}
