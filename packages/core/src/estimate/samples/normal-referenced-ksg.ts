import { random } from "../../random/index.ts";
import { combine, extrapolationWeights, plainWeights } from "./extrapolation.ts";
import { ksgTerms } from "./ksg.ts";
import { drawNormal, normalDependence } from "./normal-dependence.ts";
import { normalScores } from "./normal-scores.ts";
import { ofMean, type RawEstimate } from "./raw-estimate.ts";
import type { Samples } from "./samples.ts";
import { meanValue, variance } from "./spread.ts";

const LADDER: readonly number[] = [2, 5, 10];

/** Least power of k in the extrapolation: below it, in more than four dimensions, noise costs more than bias. */
const LEAST_POWER = 0.5;

/** Normal samples are drawn until they hold this many points, so that their noise is small beside the data's. */
const REFERENCE_POINTS = 8000;
const MOST_DRAWS = 8;

/**
 * Kraskov, Stögbauer and Grassberger's estimate on whitened normal scores, extrapolated over k, less the error that it
 * makes on samples of the normal law with the same covariance, where the truth is known.
 *
 * On normal scores of normal-like dependence that error is nearly the same, in fifty dimensions as in two; where dependence
 * is of another kind the covariance is small, and so is the correction.
 */
export function normalReferencedKsg(
  x: Samples,
  y: Samples,
  seed: number | string,
): { readonly raw: RawEstimate; readonly method: string } {
  const scores = [normalScores(x), normalScores(y)] as const;
  const normal = normalDependence(...scores);
  const [a, b] = normal === undefined ? scores : [normal.x, normal.y];
  const ks = LADDER.filter((k) => k < x.n);
  const weights = extrapolationWeights(ks, Math.max(LEAST_POWER, 2 / (x.dim + y.dim)));
  const plain = plainWeights(ks);
  const method = `Kraskov–Stögbauer–Grassberger 1 on whitened normal scores, k = ${ks.join(", ")} extrapolated to 0`;
  const terms = ksgTerms(a, b, ks, 1);
  const found = ofMean(combine(terms, weights));
  const uncorrected = meanValue(combine(terms, plain));
  if (normal === undefined) {
    const bias = uncorrected - found.value;
    return { method, raw: { ...found, bias, doubt: Math.abs(bias) } };
  }
  const rng = random(["reference", seed].join());
  const draws = Math.min(MOST_DRAWS, Math.max(1, Math.round(REFERENCE_POINTS / x.n)));
  let [error, plainError, noise] = [0, 0, 0];
  for (let draw = 0; draw < draws; draw++) {
    const drawn = drawNormal(normal, rng);
    const reference = ksgTerms(drawn.x, drawn.y, ks, 1);
    const less = (terms: Float64Array): Float64Array => terms.map((term, i) => term - drawn.pointwise[i]!);
    const errors = less(combine(reference, weights));
    error += meanValue(errors) / draws;
    plainError += meanValue(less(combine(reference, plain))) / draws;
    noise += variance(errors) / x.n / draws ** 2;
  }
  const value = found.value - error;
  return {
    method: `${method}, less its error on the normal law of the same covariance`,
    raw: {
      value,
      bias: uncorrected - value,
      standardError: Math.sqrt(found.standardError ** 2 + noise),
      doubt: Math.abs(uncorrected - plainError - value),
    },
  };
}
