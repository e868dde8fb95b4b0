import { kl, weights } from "../../finite/index.ts";
import { normalInterval } from "../interval.ts";
import { addHalf } from "./add-half.ts";
import { COUNT_DIVERGENCES } from "./count-divergence.ts";
import type { CountPair } from "./count-pair.ts";
import { dirichletMixtureKl } from "./dirichlet/mixture-kl.ts";
import { divergenceFromCounts } from "./divergence-from-counts.ts";
import { widened } from "./entropy/guess-error.ts";
import { sizeCorrection } from "./size-correction.ts";
import { zhangGrabchak } from "./zhang-grabchak.ts";

/** How a KL is estimated from counts. */
export type CountKlMethod = "zhang-grabchak" | "dirichlet-mixture" | "additive-smoothing" | "plug-in";

/** What the methods may be told; figures are in nats. */
export interface CountKlSettings {
  readonly level: number;
  readonly categories: number;
  readonly smoothing: number;
  readonly escape: number | null;
}

/** A KL in nats with its error. */
export interface CountKlFigure {
  readonly value: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
}

/** One way to estimate a KL from counts. */
export interface CountKlEstimator {
  /** What `method` of the result begins with. */
  readonly title: (settings: CountKlSettings) => string;
  readonly formula: string;
  readonly source: string;
  /** How the interval is found. */
  readonly interval: string;
  /** The estimate in nats with its error. */
  readonly estimate: (pair: CountPair, settings: CountKlSettings) => CountKlFigure;
}

const DELTA = "normal interval, delta method on add-½ counts";

function aroundDelta(value: number, pair: CountPair, level: number): CountKlFigure {
  if (value === Number.POSITIVE_INFINITY) return { value, standardError: value, low: 0, high: value };
  const standardError = Math.sqrt(addHalf(COUNT_DIVERGENCES.kl, pair).variance);
  const [low, high] = normalInterval({ value, standardError }, level, 0);
  return { value, standardError, low, high };
}

/** The same counts with `extra` in each cell and in those that occur on neither side. */
function smoothed(x: ArrayLike<number>, extra: number, categories: number): Float64Array {
  const out = new Float64Array(categories).fill(extra);
  for (let i = 0; i < x.length; i++) out[i]! += x[i]!;
  return out;
}

/** The estimators of D(current ‖ reference) from two count vectors X, Y with totals n, m, by name. */
export const COUNT_KL_ESTIMATORS: Readonly<Record<CountKlMethod, CountKlEstimator>> = {
  "zhang-grabchak": {
    title: ({ escape: epsilon }) =>
      epsilon === null ? "Zhang–Grabchak" : `Zhang–Grabchak, escape symbol of probability ${epsilon}`,
    formula:
      "Σ (X/n)[ψ(X) − ψ(n) + ψ(m+1) − ψ(Y+1)], the shorter of its two sums continued to the length of the other",
    source: "Zhang & Grabchak, Annals of the Institute of Statistical Mathematics 66 (2014)",
    interval: "scaled noncentral χ² interval",
    estimate: (pair, { level, escape: epsilon }) => {
      if (epsilon !== null) return divergenceFromCounts("kl", pair, { level, escape: epsilon }).estimate;
      const correction = sizeCorrection(pair);
      const value = zhangGrabchak(pair) + correction.value;
      const plain = divergenceFromCounts("kl", pair, { level, escape: null, value }).estimate;
      const [low, high] = widened(value, [plain.low, plain.high], level, correction.error);
      return { value, low, high, standardError: Math.hypot(plain.standardError, correction.error) };
    },
  },
  "dirichlet-mixture": {
    title: ({ categories }) => `mixture of Dirichlet priors over ${categories} categories`,
    formula: "∫∫ E[D | X + α, Y + β] p(X | α) p(Y | β) ρ(α, β) dα dβ",
    source: "after Camaglia, Nemenman, Mora & Walczak, Physical Review E 109 (2024) 024305",
    interval: "posterior mean ± z·standard deviation",
    estimate: (pair, { level, categories }) => {
      const figure = dirichletMixtureKl(pair, categories);
      const [low, high] =
        figure.standardError < Number.POSITIVE_INFINITY
          ? normalInterval(figure, level, 0)
          : [0, Number.POSITIVE_INFINITY];
      return { ...figure, low, high };
    },
  },
  "additive-smoothing": {
    title: ({ smoothing }) => `plug-in with ${smoothing} added to each count`,
    formula: "D((X + s)/(n + Ks) ‖ (Y + s)/(m + Ks))",
    source: "Krichevsky & Trofimov, IEEE Transactions on Information Theory 27 (1981) 199, for s = ½",
    interval: DELTA,
    estimate: (pair, { level, smoothing, categories }) => {
      const [x, y] = [smoothed(pair.x, smoothing, categories), smoothed(pair.y, smoothing, categories)];
      return aroundDelta(kl(weights(x), weights(y)), pair, level);
    },
  },
  "plug-in": {
    title: () => "plug-in",
    formula: "D(X/n ‖ Y/m)",
    source: "Kullback & Leibler, Annals of Mathematical Statistics 22 (1951) 79",
    interval: DELTA,
    estimate: (pair, { level }) => aroundDelta(kl(weights(pair.x), weights(pair.y)), pair, level),
  },
};
