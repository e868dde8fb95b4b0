import type { Unit } from "../../estimate/estimate.ts";
import { type Chance, poissonDivergence } from "../scoring/poisson-divergence.ts";
import type { ForecastBin } from "./forecast-bins.ts";
import type { BinSize } from "./split-size.ts";

/** What a score is made of, for the split. */
export interface SplitRule {
  readonly unit: Unit;
  /** Penalty of forecast f where the label is y. */
  readonly penalty: (f: Float64Array, y: number) => number;
  readonly sums: "loss" | "brier";
  readonly squares: "lossSquares" | "brierSquares";
  /** The plug-in divergence of n rows' shares from those that they are drawn by, whose variances are the part `spread` of a binomial's. */
  readonly chance: (shares: Float64Array, spread: Float64Array, n: number) => Chance;
  /** Biases of the plug-in parts. */
  readonly biases: (bins: readonly ForecastBin[], base: Float64Array, size: BinSize) => Biases;
}

interface Biases {
  readonly uncertainty: number;
  readonly resolution: number;
  readonly calibration: number;
}

const impurity = (p: Float64Array): number => 1 - p.reduce((sum, x) => sum + x * x, 0);

export const LOG: SplitRule = {
  unit: "nats",
  penalty: (f, y) => -Math.log(f[y]!),
  sums: "loss",
  squares: "lossSquares",
  chance(shares, spread, n) {
    let [mean, variance] = [0, 0];
    shares.forEach((p, k) => {
      const own = poissonDivergence(n * p);
      mean += (spread[k]! * (1 - p) * own.mean) / n;
      variance += (spread[k]! ** 2 * (1 - p) * own.variance) / n ** 2;
    });
    return { mean, variance };
  },
  biases(bins, base, { effective: n }) {
    const K = base.filter((w) => w > 0).length;
    const J = bins.length;
    return {
      uncertainty: -(K - 1) / (2 * n),
      resolution: ((J - 1) * (K - 1)) / (2 * n),
      calibration: (J * (K - 1)) / (2 * n),
    };
  },
};

export const BRIER: SplitRule = {
  unit: "1",
  penalty: (f, y) => {
    let sum = 1 - 2 * f[y]!;
    for (let k = 0; k < f.length; k++) sum += f[k]! * f[k]!;
    return sum;
  },
  sums: "brier",
  squares: "brierSquares",
  chance(shares, spread, n) {
    const classes = shares.length;
    let [mean, excess] = [0, 0];
    shares.forEach((p, k) => {
      const own = (spread[k]! * p * (1 - p)) / n;
      mean += own;
      excess += (own * Math.max(0, 1 - 6 * p * (1 - p))) / n ** 2;
    });
    // χ²'s variance, and what the excess kurtosis of rare outcomes adds; the gaps of K classes sum to 0.
    return { mean, variance: (2 * mean ** 2 + classes * excess) / (classes - 1) };
  },
  biases(bins, base, size) {
    const total = impurity(base) / Math.max(1, size.effective - 1);
    const share = size.effective / size.weight;
    const noise = bins.reduce((sum, { weight, outcome }) => {
      const n = weight * share;
      return sum + ((weight / size.weight) * impurity(outcome)) / Math.max(1, n - 1);
    }, 0);
    return { uncertainty: -total, resolution: noise - total, calibration: noise };
  },
};
