import { RelentError } from "../error.ts";
import type { LogOptions } from "../protocol.ts";
import { type CountRow, isCountRow } from "./counts/count-row.ts";
import { type CountKlOptions, klFromCounts } from "./counts/kl-from-counts.ts";
import type { Estimate } from "./estimate.ts";
import { inUnit, logUnit } from "./log-unit.ts";
import {
  klBySampling,
  type LogDensity,
  type Sampler,
  type SamplingOptions,
} from "./ratios/kl-by-sampling.ts";
import { klFromSamples, type SampleKlEstimate, type SampleKlOptions } from "./samples/kl-from-samples.ts";
import type { Samples } from "./samples/samples.ts";

/** One kind of data from which a KL is estimated, in nats. */
interface KlRoute {
  readonly kind: string;
  readonly takes: (side: unknown) => boolean;
  readonly estimate: (p: never, q: never, options: never) => Estimate;
}

const isLaw = (side: unknown): side is LogDensity<unknown> =>
  typeof (side as Partial<LogDensity<unknown>> | null)?.logDensity === "function";

const isSamples = (side: unknown): side is Samples => (side as Partial<Samples> | null)?.kind === "samples";

const ROUTES: readonly KlRoute[] = [
  { kind: "counts", takes: isCountRow, estimate: klFromCounts },
  { kind: "samples", takes: isSamples, estimate: klFromSamples },
  { kind: "a law with logDensity", takes: isLaw, estimate: klBySampling },
];

function kindOf(name: string, side: unknown): KlRoute {
  const route = ROUTES.find(({ takes }) => takes(side));
  if (route !== undefined) return route;
  throw new RelentError(
    "invalid-argument",
    `estimateKl: ${name} is ${side === null ? "null" : typeof side}; it must be ${ROUTES.map(({ kind }) => kind).join(" or ")}`,
    { value: side },
  );
}

/**
 * D(p ‖ q) of the laws behind data, with its interval, its test where there is one, and what the data leave open.
 *
 * In nats, or in units of `base`. From two count vectors over the same categories:
 *
 * | method | formula | fit for |
 * |---|---|---|
 * | `"zhang-grabchak"` | Σ (X/n)[ψ(X) − ψ(n) + ψ(m+1) − ψ(Y+1)] | the default: nearly unbiased while p/q is bounded |
 * | `"dirichlet-mixture"` | posterior mean under a mixture of Dirichlet priors | references that missed much of p; biased where p and q share a long tail |
 * | `"additive-smoothing"` | D of the counts with `smoothing` (½) added | comparison with others |
 * | `"plug-in"` | D(X/n ‖ Y/m) | comparison with others; Infinity where Y = 0 < X |
 *
 * Where n ≠ m the default continues the shorter of its two sums to the length of the other: their missing terms then
 * cancel for like laws. Its interval is that of a noncentral χ² law with the scale of the delta variance, one formula
 * from D = 0 on, with the error of that continuation; measured for uniform and Zipf laws, 92–100 % coverage from half a
 * row a cell on. `test` is the G test of equal laws.
 *
 * A category that q's sample missed does not make the figure infinite: `unseenMass` is p's share there, `plugIn` the
 * Infinity. Where the ratio is probably larger than that sample can show, a note says that the figure is a lower bound.
 * `escape` prices such categories like a code with an escape symbol. Figures that differ from the default's by more than
 * a standard error say so.
 *
 * From two `samples` of points: `klFromSamples`, by spacings, nearest neighbours or a classifier.
 *
 * From two laws that know their log-density, the first of which can be drawn from: `klBySampling`, for pairs whose
 * divergence has no closed form.
 *
 * @throws RelentError "invalid-argument" for what no counts can be, for different lengths, unknown methods and
 * sides of different kinds.
 * @see Zhang & Grabchak, Annals of the Institute of Statistical Mathematics 66 (2014); Camaglia, Nemenman, Mora &
 * Walczak, Physical Review E 109 (2024) 024305.
 * @example
 * ```ts
 * const d = estimateKl(counts([520, 480]), counts([450, 550]), { base: 2 });
 * d.value.toFixed(4) // "0.0127"
 * d.test.p < 0.01 // true
 * estimateKl([50, 30, 20], [60, 40, 0]).plugIn // Infinity
 * estimateKl([50, 30, 20], [60, 40, 0]).unseenMass // 0.2
 * ```
 */
export function estimateKl(p: CountRow, q: CountRow, options?: CountKlOptions & LogOptions): Estimate;
export function estimateKl(p: Samples, q: Samples, options?: SampleKlOptions & LogOptions): SampleKlEstimate;
export function estimateKl<Point>(
  p: Sampler<Point>,
  q: LogDensity<Point> | Sampler<Point>,
  options?: Omit<SamplingOptions, "unit"> & LogOptions,
): Estimate;
export function estimateKl(p: unknown, q: unknown, options: LogOptions = {}): Estimate {
  const unit = logUnit("estimateKl", options.base);
  const [route, other] = [kindOf("p", p), kindOf("q", q)];
  if (route !== other) {
    throw new RelentError(
      "invalid-argument",
      `estimateKl: ${route.kind} against ${other.kind}; both sides must be of one kind`,
    );
  }
  return inUnit(route.estimate(p as never, q as never, options as never), unit);
}
