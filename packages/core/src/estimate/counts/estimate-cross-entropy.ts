import { crossEntropy, weights } from "../../finite/index.ts";
import type { LogOptions } from "../../protocol.ts";
import { digamma } from "../../scalar/digamma.ts";
import type { Estimate } from "../estimate.ts";
import { levelOf, normalInterval } from "../interval.ts";
import { inUnit, logUnit } from "../log-unit.ts";
import { percent } from "../percent.ts";
import { type CountPair, pairSizes } from "./count-pair.ts";
import { type CountRow, toCountPair } from "./count-row.ts";
import { sparseReference } from "./sparse-reference.ts";

/** How a cross-entropy is estimated. */
export interface CrossEntropyEstimateOptions extends LogOptions {
  /** Coverage of the interval (default 0.95). */
  readonly level?: number;
}

const HALF = 0.5;

/** Delta variance of −Σ p ln q on add-½ counts: Var_p(ln q)/n + (Σ p²/q − 1)/m. */
function variance({ x, y }: CountPair, n: number, m: number, cells: number): number {
  let mean = 0;
  let square = 0;
  let ratio = 0;
  for (let i = 0; i < cells; i++) {
    const p = (x[i]! + HALF) / (n + HALF * cells);
    const q = (y[i]! + HALF) / (m + HALF * cells);
    const log = Math.log(q);
    mean += p * log;
    square += p * log * log;
    ratio += (p * p) / q;
  }
  return Math.max(0, square - mean * mean) / n + Math.max(0, ratio - 1) / m;
}

/**
 * Cross-entropy H(p, q) of the laws behind two samples: the surprisal of p's rows under q, from their counts.
 *
 * Σ (X/n)·[ψ(m+1) − ψ(Y+1)], in nats, or in units of `base`; with p's entropy by Zhang's estimator taken away it is
 * `estimateKl`'s default for samples of one size. Its bias decays exponentially in m where q's share of every category of p is positive, and is
 * never positive. The interval is normal, by the delta method on add-½ counts. Categories that q's sample missed count
 * ψ(m+1) + γ ≈ ln m: `unseenMass` is p's share there, `plugIn` the Infinity, and a note says where the figure is a
 * lower bound.
 *
 * @throws RelentError "invalid-argument" for what no counts can be, and for different lengths.
 * @see Zhang & Grabchak, Annals of the Institute of Statistical Mathematics 66 (2014).
 * @example
 * ```ts
 * estimateCrossEntropy(counts([520, 480]), counts([450, 550]), { base: 2 }).value.toFixed(3) // "1.012"
 * ```
 */
export function estimateCrossEntropy(
  p: CountRow,
  q: CountRow,
  options: CrossEntropyEstimateOptions = {},
): Estimate {
  const fn = "estimateCrossEntropy";
  const level = levelOf(fn, options.level);
  const unit = logUnit(fn, options.base);
  const pair = toCountPair(fn, p, q);
  const { n, m, cells } = pairSizes(pair, fn);
  const top = digamma(m + 1);
  let value = 0;
  for (let i = 0; i < cells; i++) {
    if (pair.x[i]! > 0) value += (pair.x[i]! / n) * (top - digamma(pair.y[i]! + 1));
  }
  const plugIn = crossEntropy(weights(pair.x), weights(pair.y));
  const standardError = Math.sqrt(variance(pair, n, m, cells));
  const [low, high] = normalInterval({ value, standardError }, level, 0);
  const sparse = sparseReference(pair);
  const notes: string[] = [];
  if (sparse.unseenMass > 0) {
    notes.push(`${percent(sparse.unseenMass)} of p lies in cells that q's sample never saw: a lower bound`);
  }
  return inUnit(
    {
      value,
      low,
      high,
      level,
      unit: "nats",
      standardError,
      bias: Number.isFinite(plugIn) ? plugIn - value : 0,
      method: "Zhang–Grabchak; normal interval, delta method on add-½ counts",
      n: [n, m],
      plugIn,
      unseenMass: sparse.unseenMass,
      notes,
    },
    unit,
  );
}
