import { invalid } from "../../finite/check.ts";
import type { Estimate } from "../estimate.ts";
import { methodOf } from "../method.ts";
import { beyondRange } from "./beyond-range.ts";
import { classifierKl } from "./classifier-kl.ts";
import { gaussianKl } from "./gaussian-kl.ts";
import { neighbourKl } from "./neighbour-kl.ts";
import { type RawEstimate, type SampleEstimateOptions, toEstimate } from "./raw-estimate.ts";
import { checkPair, type Samples } from "./samples.ts";
import { spacingKl } from "./spacing-kl.ts";
import { untie } from "./ties.ts";

/** How a divergence is estimated from samples. */
export type SampleKlMethod = "nearest-neighbours" | "spacing" | "classifier" | "gaussian";

/** What an estimate of a divergence from samples may be told. */
export interface SampleKlOptions extends SampleEstimateOptions {
  /** Left out: `"spacing"` for numbers, `"nearest-neighbours"` up to 5 dimensions, `"classifier"` above. */
  readonly method?: SampleKlMethod;
  /** How many neighbours the extrapolation goes over (default 10, fewer where there are fewer points). */
  readonly neighbours?: number;
}

/** A divergence from samples, with what the other methods make of them. */
export interface SampleKlEstimate extends Estimate {
  /** The divergence of the normal laws with the samples' moments; absent where a covariance is singular. */
  readonly gaussian?: Estimate;
  /** By the classifier: ln 2 less its log loss on unseen points, a lower bound of the Jensen–Shannon divergence. */
  readonly jensenShannonBound?: Estimate;
}

const MOST_NEIGHBOURS = 10;
const MOST_DIMENSIONS = 5;

/** Under this log loss of the classifier, in nats, the samples hardly overlap. */
const SEPARATED = 0.05;

interface Route {
  readonly method: string;
  readonly raw: RawEstimate;
  readonly notes: readonly string[];
  readonly jensenShannonBound?: Estimate;
}

type Estimator = (p: Samples, q: Samples, options: SampleKlOptions) => Route;

const FN = "klFromSamples";

const GAUSSIAN = "normal laws with the samples' moments, bias-corrected";

function tellGaussian(raw: RawEstimate, p: Samples, q: Samples, level: number | undefined): Estimate {
  return toEstimate(FN, raw, level, { method: GAUSSIAN, n: [p.n, q.n], notes: [], floor: 0 });
}

const ESTIMATORS: Readonly<Record<SampleKlMethod, Estimator>> = {
  "nearest-neighbours": (p, q, { neighbours = MOST_NEIGHBOURS }) => {
    if (!(Number.isInteger(neighbours) && neighbours >= 1)) {
      invalid(`${FN}: neighbours = ${neighbours}; it must be a whole number ≥ 1`, { value: neighbours });
    }
    const most = Math.min(neighbours, p.n - 1, q.n);
    return {
      method: `nearest neighbours (Wang–Kulkarni–Verdú), k = 1…${most} extrapolated to 0`,
      raw: neighbourKl(FN, p, q, most),
      notes: beyondRange(p, q),
    };
  },
  spacing: (p, q) => {
    if (p.dim !== 1)
      invalid(`${FN}: method "spacing" in ${p.dim} dimensions; it is for numbers (dim = 1)`, {
        value: p.dim,
      });
    const window = Math.max(3, Math.round(Math.min(p.n, q.n) ** 0.25));
    return {
      method: `spacings, ${window} on either side`,
      raw: spacingKl(p, q, window),
      notes: beyondRange(p, q),
    };
  },
  classifier: (p, q, { seed = 0, level }) => {
    const raw = classifierKl(FN, p, q, seed);
    const loss = Math.LN2 - raw.jensenShannonBound.value;
    return {
      method: `mean logit of a cross-fitted logistic classifier, ${raw.features} features`,
      raw,
      jensenShannonBound: toEstimate(FN, raw.jensenShannonBound, level, {
        method: "ln 2 less the classifier's balanced log loss on unseen points",
        n: [p.n, q.n],
        notes: ["a lower bound"],
        floor: 0,
      }),
      notes:
        loss < SEPARATED
          ? [
              `the classifier tells the samples apart almost without fail (log loss ${loss.toPrecision(2)} nats): the figure rests on the shape of its tails`,
            ]
          : [],
    };
  },
  gaussian: (p, q) => {
    const raw = gaussianKl(p, q);
    if (raw === undefined) {
      invalid(
        `${FN}: method "gaussian" with ${p.n} and ${q.n} points in ${p.dim} dimensions; it needs covariances that are not singular and dim + 3 points a side`,
      );
    }
    return {
      method: GAUSSIAN,
      raw,
      notes: ["valid for normal laws only"],
    };
  },
};

function defaultMethod(dim: number): SampleKlMethod {
  if (dim === 1) return "spacing";
  return dim <= MOST_DIMENSIONS ? "nearest-neighbours" : "classifier";
}

/**
 * D(p ‖ q) of the laws that two samples were drawn from, in nats, with an interval.
 *
 * For numbers from spacings, up to 5 dimensions from distances to nearest neighbours, above from a classifier. The value
 * is not clipped: a small divergence may come out below 0, the interval does not. The figure of normal laws stands beside it
 * (`gaussian`); notes say what was done about repeated rows, and where q has too few points to show the ratio, so that the
 * figure is a lower bound. The seed matters to "classifier", and to rounded values, which are spread over their step.
 *
 * @throws RelentError "invalid-argument" for different dimensions, fewer than 4 points, a constant column, a row that
 * makes up 5 % of a sample (estimate from counts), an unknown method.
 * @see Wang, Kulkarni & Verdú, IEEE Trans. Inf. Theory 55 (2009) 2392.
 * @example
 * ```ts
 * const draw = random(1)
 * const p = samples(Array.from({ length: 2000 }, () => normalDraw(draw) + 1))
 * const q = samples(Array.from({ length: 2000 }, () => normalDraw(draw)))
 * const estimate = klFromSamples(p, q)
 * estimate.low < 0.5 && 0.5 < estimate.high // true
 * ```
 */
export function klFromSamples(p: Samples, q: Samples, options: SampleKlOptions = {}): SampleKlEstimate {
  checkPair(FN, p, q, 4);
  const method = options.method ?? defaultMethod(p.dim);
  const estimator = methodOf(FN, ESTIMATORS, method);
  const distances = method === "nearest-neighbours" || method === "spacing";
  const { samples, notes } = distances
    ? untie(FN, ["p", "q"], [p, q], options.seed ?? 0)
    : { samples: [p, q], notes: [] };
  const route = estimator(samples[0]!, samples[1]!, options);
  const estimate = toEstimate(FN, route.raw, options.level, {
    method: route.method,
    n: [p.n, q.n],
    notes: [...notes, ...route.notes],
    floor: 0,
  });
  const normal = method === "gaussian" ? undefined : gaussianKl(p, q);
  return {
    ...estimate,
    ...(normal === undefined ? {} : { gaussian: tellGaussian(normal, p, q, options.level) }),
    ...(route.jensenShannonBound === undefined ? {} : { jensenShannonBound: route.jensenShannonBound }),
  };
}
