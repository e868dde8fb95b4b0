import { hellingerSquared, jeffreys, jensenShannon, kl, weights } from "../../finite/index.ts";
import type { CountPair } from "./count-pair.ts";
import { pairSizes } from "./count-pair.ts";
import { zhangGrabchak } from "./zhang-grabchak.ts";

/**
 * What the estimates from counts need to know of a divergence D(p ‖ q), p of current and q of the reference, in nats.
 *
 * `scale`: scale·nₑ·D of two samples of one law is about χ² with k−1 degrees of freedom. `slopes`: ∂D/∂p and ∂D/∂q at
 * one cell, for the delta method. `correct`: the bias-corrected value.
 */
export interface CountDivergence {
  readonly symbol: string;
  readonly method: string;
  readonly scale: number;
  /** The largest value that the divergence can take, in nats, where there is one. */
  readonly most?: number;
  /** D of the two empirical distributions. */
  readonly plugIn: (pair: CountPair) => number;
  /** D with its bias taken off; an escape symbol of share ε unless null. */
  readonly correct: (pair: CountPair, epsilon: number | null) => number;
  /** What a cell adds to D. */
  readonly at: (p: number, q: number) => number;
  /** ∂/∂p and ∂/∂q of `at`. */
  readonly slopes: (p: number, q: number) => readonly [number, number];
}

/** Which divergences are estimated from two count vectors. */
export type CountDivergenceName = "kl" | "reverseKl" | "psi" | "jensenShannon" | "hellingerSquared";

const swap = (pair: CountPair): CountPair => ({ x: pair.y, y: pair.x });

const lessNullMean =
  (plugIn: (pair: CountPair) => number, scale: number) =>
  (pair: CountPair): number => {
    const { effective, cells } = pairSizes(pair, "bias correction");
    return plugIn(pair) - (cells - 1) / (scale * effective);
  };

const zhang = (pair: CountPair, epsilon: number | null): number =>
  zhangGrabchak(pair, epsilon === null ? {} : { escape: epsilon });

const klPlugIn = (pair: CountPair): number => kl(weights(pair.x), weights(pair.y));
const jsPlugIn = (pair: CountPair): number => jensenShannon(weights(pair.x), weights(pair.y));
const hellingerPlugIn = (pair: CountPair): number => hellingerSquared(weights(pair.x), weights(pair.y));

/** The divergences that are estimated from two count vectors, by name. */
export const COUNT_DIVERGENCES: Readonly<Record<CountDivergenceName, CountDivergence>> = {
  kl: {
    symbol: "D(current ‖ reference)",
    method: "Zhang–Grabchak",
    scale: 2,
    plugIn: klPlugIn,
    correct: (pair, epsilon) => zhang(pair, epsilon),
    at: (p, q) => p * Math.log(p / q),
    slopes: (p, q) => [Math.log(p / q) + 1, -p / q],
  },
  reverseKl: {
    symbol: "D(reference ‖ current)",
    method: "Zhang–Grabchak",
    scale: 2,
    plugIn: (pair) => klPlugIn(swap(pair)),
    correct: (pair, epsilon) => zhang(swap(pair), epsilon),
    at: (p, q) => q * Math.log(q / p),
    slopes: (p, q) => [-q / p, Math.log(q / p) + 1],
  },
  psi: {
    symbol: "D(current ‖ reference) + D(reference ‖ current)",
    method: "Zhang–Grabchak, both directions",
    scale: 1,
    plugIn: (pair) => jeffreys(weights(pair.x), weights(pair.y)),
    correct: (pair, epsilon) => zhang(pair, epsilon) + zhang(swap(pair), epsilon),
    at: (p, q) => (p - q) * Math.log(p / q),
    slopes: (p, q) => [Math.log(p / q) + 1 - q / p, Math.log(q / p) + 1 - p / q],
  },
  jensenShannon: {
    symbol: "JS(current, reference)",
    method: "plug-in less its null mean",
    scale: 8,
    most: Math.LN2,
    plugIn: jsPlugIn,
    correct: lessNullMean(jsPlugIn, 8),
    at: (p, q) => 0.5 * (p * Math.log((2 * p) / (p + q)) + q * Math.log((2 * q) / (p + q))),
    slopes: (p, q) => [0.5 * Math.log((2 * p) / (p + q)), 0.5 * Math.log((2 * q) / (p + q))],
  },
  hellingerSquared: {
    symbol: "H²(current, reference)",
    method: "plug-in less its null mean",
    scale: 8,
    most: 1,
    plugIn: hellingerPlugIn,
    correct: lessNullMean(hellingerPlugIn, 8),
    at: (p, q) => 0.5 * (Math.sqrt(p) - Math.sqrt(q)) ** 2,
    slopes: (p, q) => [0.5 - 0.5 * Math.sqrt(q / p), 0.5 - 0.5 * Math.sqrt(p / q)],
  },
};
