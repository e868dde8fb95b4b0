import { invalid } from "../../finite/check.ts";
import type { LogOptions } from "../../protocol.ts";
import { digamma, logGamma } from "../../scalar/index.ts";
import type { Estimate } from "../estimate.ts";
import { inUnit, logUnit } from "../log-unit.ts";
import { methodOf } from "../method.ts";
import { combine, extrapolationWeights, plainWeights } from "./extrapolation.ts";
import { frameOf, inFrame, ROUNDING } from "./frame.ts";
import { kdTree } from "./kd-tree.ts";
import { nearestOthers } from "./nearest.ts";
import { ofMean, type RawEstimate, type SampleEstimateOptions, toEstimate } from "./raw-estimate.ts";
import type { Samples } from "./samples.ts";
import { correaEntropy, ebrahimiEntropy, vanEsEntropy, vasicekEntropy } from "./spacing-entropy.ts";
import { negativeLogDensity } from "./spacing-kl.ts";
import { meanValue } from "./spread.ts";
import { untie } from "./ties.ts";

/** How differential entropy is estimated. */
export type DifferentialEntropyMethod =
  | "kozachenko-leonenko"
  | "spacing"
  | "vasicek"
  | "van-es"
  | "ebrahimi"
  | "correa";

/** What an estimate of differential entropy may be told. */
export interface DifferentialEntropyOptions extends SampleEstimateOptions, LogOptions {
  /** Left out: `"spacing"` for numbers, `"kozachenko-leonenko"` for points of several coordinates. */
  readonly method?: DifferentialEntropyMethod;
  /** Values on either side in the methods of spacings (default √n + ½, whole; n^¼ of `"spacing"`). */
  readonly window?: number;
  /** Neighbours that "kozachenko-leonenko" extrapolates over (default 10). */
  readonly neighbours?: number;
}

const FN = "estimateDifferentialEntropy";

/** ln of the volume of the unit ball. */
const logBall = (dim: number): number => (dim / 2) * Math.log(Math.PI) - logGamma(dim / 2 + 1);

/** The mean of −ln p̂ and the spread of its terms over n. */
function byNeighbours(x: Samples, most: number): RawEstimate {
  const { n, dim } = x;
  const frame = frameOf(FN, x);
  const { distances } = nearestOthers(kdTree(inFrame(frame, x), dim), most);
  const ks = Array.from({ length: most }, (_, i) => i + 1);
  const constant = digamma(n) + logBall(dim) + frame.logScale;
  const terms = ks.map((k) =>
    Float64Array.from(
      { length: n },
      (_, i) => constant - digamma(k) + dim * Math.log(Math.max(distances[i * most + k - 1]!, ROUNDING)),
    ),
  );
  const found = combine(terms, extrapolationWeights(ks, 2 / dim));
  const raw = ofMean(found);
  const bias = meanValue(combine(terms, plainWeights(ks))) - raw.value;
  return { ...raw, bias, doubt: Math.abs(bias) };
}

function bySpacings(x: Samples, window: number): RawEstimate {
  const sorted = x.data.slice().sort();
  return ofMean(sorted.map((value) => negativeLogDensity(sorted, value, window, true)));
}

/** The whole number an option gives, or a default, between 1 and what the sample allows. */
function whole(name: string, given: number | undefined, usual: number, most: number): number {
  const value = given ?? Math.min(usual, most);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  return invalid(`${FN}: ${name} = ${value}; it must be a whole number from 1 to ${most} here`, { value });
}

const windowOf = (x: Samples, given: number | undefined, usual: number): number =>
  whole("window", given, usual, Math.floor((x.n - 1) / 2));

interface Route {
  readonly raw: RawEstimate;
  readonly method: string;
}

type Estimator = (x: Samples, options: DifferentialEntropyOptions) => Route;

const classical =
  (name: string, entropy: (sorted: Float64Array, m: number) => number): Estimator =>
  (x, options) => {
    const m = windowOf(x, options.window, Math.floor(Math.sqrt(x.n) + 0.5));
    const raw = { ...bySpacings(x, m), value: entropy(x.data.slice().sort(), m) };
    return { raw, method: `${name}'s spacings, m = ${m}` };
  };

const ESTIMATORS: Readonly<Record<DifferentialEntropyMethod, Estimator>> = {
  "kozachenko-leonenko": (x, options) => {
    const most = whole("neighbours", options.neighbours, 10, x.n - 1);
    return { raw: byNeighbours(x, most), method: `Kozachenko–Leonenko, k = 1…${most} extrapolated to 0` };
  },
  spacing: (x, options) => {
    const window = windowOf(x, options.window, Math.max(3, Math.round(x.n ** 0.25)));
    return { raw: bySpacings(x, window), method: `spacings, ${window} on either side` };
  },
  vasicek: classical("Vasicek", vasicekEntropy),
  "van-es": classical("van Es", vanEsEntropy),
  ebrahimi: classical("Ebrahimi, Pflughoeft & Soofi", ebrahimiEntropy),
  correa: classical("Correa", correaEntropy),
};

/**
 * Differential entropy −∫ p ln p of the law that samples were drawn from, in nats or in units of `base`, with an interval.
 *
 * For numbers from spacings on both sides, in several dimensions Kozachenko and Leonenko's
 * ψ(n) − ψ(k) + ln V_d + (d/n) Σ ln ρₖ(i) in coordinates of unit scatter, k = 1 … 10 extrapolated to 0. The customary spacing
 * estimates can be chosen: they carry a bias of their own, and the interval is that of "spacing" about their value.
 * Differential entropy depends on the unit of x, times c it grows by d·ln c, and may be negative.
 *
 * @throws RelentError "invalid-argument" for fewer than 4 points, a constant column, a row that makes up 5 % of the sample,
 * a method for numbers in several dimensions.
 * @see Kozachenko & Leonenko, Probl. Inf. Transm. 23 (1987) 95; Vasicek, JRSS B 38 (1976) 54.
 * @example
 * ```ts
 * const draw = random(1)
 * const x = samples(Array.from({ length: 2000 }, () => normalDraw(draw)))
 * const { low, high } = estimateDifferentialEntropy(x)
 * const truth = 0.5 * Math.log(2 * Math.PI * Math.E)
 * low < truth && truth < high // true
 * ```
 */
export function estimateDifferentialEntropy(x: Samples, options: DifferentialEntropyOptions = {}): Estimate {
  if (x.n < 4) invalid(`${FN}: ${x.n} points; at least 4 are needed`, { value: x.n });
  const method = options.method ?? (x.dim === 1 ? "spacing" : "kozachenko-leonenko");
  const estimator = methodOf(FN, ESTIMATORS, method);
  if (method !== "kozachenko-leonenko" && x.dim > 1) {
    invalid(`${FN}: method "${method}" in ${x.dim} dimensions; it is for numbers (dim = 1)`, {
      value: x.dim,
    });
  }
  const unit = logUnit(FN, options.base);
  const { samples, notes } = untie(FN, ["the sample"], [x], options.seed ?? 0);
  const { raw, method: told } = estimator(samples[0]!, options);
  return inUnit(toEstimate(FN, raw, options.level, { method: told, n: x.n, notes }), unit);
}
