import {
  type CountDivergenceName,
  type CountEstimate,
  type CountPair,
  divergenceFromCounts,
  type Estimate,
  totalVariationFromCounts,
} from "@relent/core/estimate";
import type { CellSet, Sizes } from "./cell-set.ts";
import type { Settings } from "./options.ts";
import type { CellResult } from "./result.ts";

/** What stands beside a column's KL. */
export interface Figures {
  readonly reverseKl: Estimate;
  readonly jensenShannon: Estimate;
  readonly psi: Estimate;
  readonly totalVariation: Estimate;
  readonly hellinger: Estimate;
}

/** Both sides' counts, divided by the design effect: what they are worth. */
export function worth(pair: CountPair, sizes: Sizes): CountPair {
  if (sizes.effect === 1) return pair;
  const scaled = (counts: ArrayLike<number>): number[] => Array.from(counts, (c) => c / sizes.effect);
  return { x: scaled(pair.x), y: scaled(pair.y) };
}

export const pairOf = (set: CellSet): CountPair => ({
  x: set.cells.map((c) => c.x),
  y: set.cells.map((c) => c.y),
});

/** The distance, of an estimate of its square. */
export function root(square: Estimate): Estimate {
  const of = (v: number): number => Math.sqrt(Math.max(0, v));
  const value = of(square.value);
  return {
    ...square,
    value,
    low: of(square.low),
    high: of(square.high),
    standardError: value > 0 ? square.standardError / (2 * value) : square.standardError,
    bias: of(square.plugIn ?? 0) - value,
    plugIn: of(square.plugIn ?? 0),
  };
}

/** The divergences of a formed column that stand beside its KL. */
export function figuresOf(set: CellSet, sizes: Sizes, settings: Settings): Figures {
  const pair = worth(pairOf(set), sizes);
  const rows: readonly [number, number] = [sizes.n, sizes.m];
  const one = (name: CountDivergenceName, unit: "bits" | "nats" | "1"): CountEstimate =>
    divergenceFromCounts(name, pair, { level: settings.level, escape: settings.escape, unit, rows });
  return {
    reverseKl: one("reverseKl", "bits").estimate,
    jensenShannon: one("jensenShannon", "bits").estimate,
    psi: one("psi", "nats").estimate,
    totalVariation: { ...totalVariationFromCounts(pair, { level: settings.level }), n: rows },
    hellinger: root(one("hellingerSquared", "1").estimate),
  };
}

/**
 * What each cell carries of the plug-in KL, in bits: p·log2(p/q) − (p − q)/ln 2, never negative.
 *
 * Cells the reference never saw share the escape probability in proportion to their rows.
 */
export function cellResults(set: CellSet, sizes: Sizes, epsilon: number): CellResult[] {
  const unseen = set.cells.reduce((a, c) => a + (c.y === 0 ? c.x : 0), 0);
  const keep = unseen > 0 ? 1 - epsilon : 1;
  return set.cells.map((c) => {
    const p = c.x / sizes.n;
    const q = c.y === 0 ? (unseen > 0 ? (epsilon * c.x) / unseen : 0) : (keep * c.y) / sizes.m;
    const log = p > 0 ? p * Math.log(p / q) : 0;
    return {
      label: c.label,
      reference: c.y / sizes.m,
      current: p,
      bits: Math.max(0, log - p + q) / Math.LN2,
      ...(c.aside && { aside: true as const }),
    };
  });
}

/** Entropy of current over the same cells, in bits: what its rows would need in a code of their own. */
export function currentEntropy(set: CellSet, sizes: Sizes): number {
  return set.cells.reduce((a, c) => (c.x > 0 ? a - (c.x / sizes.n) * Math.log2(c.x / sizes.n) : a), 0);
}
