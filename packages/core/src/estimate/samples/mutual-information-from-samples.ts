import { invalid } from "../../finite/check.ts";
import type { LogOptions } from "../../protocol.ts";
import { random } from "../../random/index.ts";
import { digamma } from "../../scalar/index.ts";
import type { Estimate } from "../estimate.ts";
import { inUnit, logUnit } from "../log-unit.ts";
import { methodOf } from "../method.ts";
import { type KsgVariant, ksgTerms, mixedTerms } from "./ksg.ts";
import { drawNormal, normalDependence } from "./normal-dependence.ts";
import { normalReferencedKsg } from "./normal-referenced-ksg.ts";
import { normalScores } from "./normal-scores.ts";
import { ofMean, type RawEstimate, type SampleEstimateOptions, toEstimate } from "./raw-estimate.ts";
import type { Samples } from "./samples.ts";
import { variance } from "./spread.ts";

/** How mutual information is estimated from samples. */
export type SampleInformationMethod = "normal-referenced" | "ksg1" | "ksg2" | "mixed" | "gaussian-copula";

/** What an estimate of mutual information from samples may be told. */
export interface SampleInformationOptions extends SampleEstimateOptions, LogOptions {
  /** Left out: `"mixed"` where a value is repeated in x or in y, `"normal-referenced"` otherwise. */
  readonly method?: SampleInformationMethod;
  /** Neighbours of "ksg1", "ksg2" and "mixed" (default 3). */
  readonly neighbours?: number;
}

/** Mutual information from samples, with the figure of the normal law beside it. */
export interface SampleInformationEstimate extends Estimate {
  /** The mutual information of the normal law with the covariance of the normal scores, bias-corrected. */
  readonly gaussianCopula?: number;
}

interface Route {
  readonly method: string;
  readonly raw: RawEstimate;
  readonly notes: readonly string[];
}

type Estimator = (x: Samples, y: Samples, k: number, seed: number | string) => Route;

const FN = "estimateMutualInformationFromSamples";
const NEIGHBOURS = 3;
/** The coordinates divided each by its standard deviation. */
function unitVariance(x: Samples): Samples {
  const { data, n, dim } = x;
  const deviations = Array.from({ length: dim }, (_, c) =>
    Math.sqrt(variance(Float64Array.from({ length: n }, (_, i) => data[i * dim + c]!))),
  );
  return { ...x, data: data.map((value, i) => value / (deviations[i % dim]! || 1)) };
}

const ksg =
  (variant: KsgVariant): Estimator =>
  (x, y, k) => ({
    method: `Kraskov–Stögbauer–Grassberger ${variant}, k = ${k}, on coordinates of unit variance`,
    raw: ofMean(ksgTerms(unitVariance(x), unitVariance(y), [k], variant)[0]!),
    notes: [],
  });

const copula: Estimator = (x, y) => {
  const normal = normalDependence(normalScores(x), normalScores(y));
  if (normal === undefined) {
    invalid(`${FN}: method "gaussian-copula" with ${x.n} points; it needs covariances that are not singular`);
  }
  const { pointwise } = drawNormal(normal, random("spread"));
  return {
    method: "normal law of the normal scores, bias-corrected",
    raw: { ...ofMean(pointwise), value: normal.information },
    notes: ["counts the dependence of normal scores only, seldom more than there is"],
  };
};

const ESTIMATORS: Readonly<Record<SampleInformationMethod, Estimator>> = {
  "normal-referenced": (x, y, _, seed) => {
    const { raw, method } = normalReferencedKsg(x, y, seed);
    return { raw, method, notes: [] };
  },
  ksg1: ksg(1),
  ksg2: ksg(2),
  mixed: (x, y, k) => ({
    method: `Gao–Kannan–Oh–Viswanath for mixed laws, k = ${k}, on normal scores`,
    raw: ofMean(mixedTerms(normalScores(x), normalScores(y), k)),
    notes: [],
  }),
  "gaussian-copula": copula,
};

/** How many values are repeats of another in their column. */
function repeatedValues({ data, n, dim }: Samples): number {
  let repeated = 0;
  for (let c = 0; c < dim; c++) {
    const column = Float64Array.from({ length: n }, (_, i) => data[i * dim + c]!).sort();
    for (let i = 1; i < n; i++) if (column[i] === column[i - 1]) repeated++;
  }
  return repeated;
}

/**
 * Mutual information I(x; y) of paired samples, in nats or in units of `base`, with an interval: row i of x belongs to row i of y.
 *
 * By default the estimate of Kraskov, Stögbauer and Grassberger on normal scores, extrapolated over k, less the error that
 * it makes on a drawn normal sample of the same size and covariance: that takes off most of its bias in several dimensions.
 * No result depends on increasing maps of single coordinates. Repeated values lead to the estimate for mixed laws, for which
 * columns of labels are fine too. The value is not clipped at 0, the interval is.
 *
 * @throws RelentError "invalid-argument" for samples of different sizes, fewer than 8 points, an unknown method.
 * @see Kraskov, Stögbauer & Grassberger, Phys. Rev. E 69 (2004) 066138; Gao et al., NeurIPS 30 (2017) 5986.
 * @example
 * ```ts
 * const draw = random(1)
 * const x = Array.from({ length: 1000 }, () => normalDraw(draw))
 * const y = x.map((value) => value + normalDraw(draw))
 * const estimate = estimateMutualInformationFromSamples(samples(x), samples(y))
 * estimate.low < Math.LN2 / 2 && Math.LN2 / 2 < estimate.high // true
 * ```
 */
export function estimateMutualInformationFromSamples(
  x: Samples,
  y: Samples,
  options: SampleInformationOptions = {},
): SampleInformationEstimate {
  if (x.n !== y.n) invalid(`${FN}: x has ${x.n} points and y has ${y.n}; they must be paired`);
  if (x.n < 8) invalid(`${FN}: ${x.n} points; at least 8 are needed`, { value: x.n });
  const k = options.neighbours ?? NEIGHBOURS;
  if (!(Number.isInteger(k) && k >= 1 && k < x.n)) {
    invalid(`${FN}: neighbours = ${k}; it must be a whole number from 1 to ${x.n - 1} here`, { value: k });
  }
  const repeated = repeatedValues(x) + repeatedValues(y);
  const method = options.method ?? (repeated > 0 ? "mixed" : "normal-referenced");
  const estimator = methodOf(FN, ESTIMATORS, method);
  const route = estimator(x, y, k, options.seed ?? 0);
  const normal = normalDependence(normalScores(x), normalScores(y));
  const unit = logUnit(FN, options.base);
  const most = digamma(x.n) - digamma(NEIGHBOURS);
  const notes = [
    ...(repeated > 0 ? [`${repeated} values repeat another of their column`] : []),
    ...(method !== "gaussian-copula" && repeated === 0 && route.raw.value > 0.6 * most
      ? [
          `strong dependence: neighbours among ${x.n} points can show about ${most.toFixed(1)} nats at most; read the figure as a lower bound`,
        ]
      : []),
    ...route.notes,
  ];
  const estimate = toEstimate(FN, route.raw, options.level, {
    method: route.method,
    n: x.n,
    notes,
    floor: 0,
  });
  return {
    ...inUnit(estimate, unit),
    ...(normal === undefined ? {} : { gaussianCopula: normal.information / unit.per }),
  };
}
