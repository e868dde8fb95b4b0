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

function residualsOf(a: Float64Array, b: Float64Array, ratio: number): Float64Array {
  return Float64Array.from(a, (value, i) => value - ratio * b[i]!);
}

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
): ClusterRatio {
  const { level = 0.95, seed = 1, range = WHOLE_LINE } = options;
  if (!(level > 0 && level < 1)) invalid(`${fn}: level = ${level}; it must be in (0, 1)`, { value: level });
  const clusters = a.length;
  const size = b.reduce((sum, x) => sum + x, 0);
  if (!(size > 0)) invalid(`${fn}: no rows; at least one with a positive weight is needed`);
  const value = a.reduce((sum, x) => sum + x, 0) / size;
  if (value === Number.POSITIVE_INFINITY) {
    return { value, standardError: 0, low: value, high: value, level, method: "infinite", notes: [] };
  }
  const notes =
    clusters < FEW
      ? [
          `too few documents: ${clusters} clusters; below ${FEW} the interval holds the truth less often than it says`,
        ]
      : [];
  if (clusters === 1) {
    const method = "no error from one cluster";
    return {
      value,
      standardError: Number.POSITIVE_INFINITY,
      low: range[0],
      high: range[1],
      level,
      method,
      notes,
    };
  }
  const residuals = residualsOf(a, b, value);
  const squares = residuals.reduce((sum, e) => sum + e * e, 0);
  const standardError = Math.sqrt((clusters / (clusters - 1)) * squares) / size;
  const t = studentTQuantile((1 + level) / 2, clusters - 1);
  const small = clusters < BOOTSTRAP_BELOW && squares > 0;
  const [least, most] = small ? studentisedQuantiles(residuals, b, level, seed) : [-t, t];
  if (squares === 0) notes.push("the clusters do not differ: no error can be estimated");
  return {
    value,
    standardError,
    low: squares === 0 ? value : clip(value - Math.max(t, most) * standardError, range),
    high: squares === 0 ? value : clip(value + Math.max(t, -least) * standardError, range),
    level,
    method: `CR1 over ${clusters} clusters, t${small ? " and studentised cluster bootstrap" : ""}`,
    notes,
  };
}
