import { invalid } from "../../finite/check.ts";
import { type Random, random, type Seed } from "../../random/index.ts";
import type { Estimate } from "../estimate.ts";
import { estimateKlFromLogRatios, type LogRatioOptions } from "./log-ratios.ts";

/** What can be asked for the logarithm of its density, or of its probabilities, in nats. */
export interface LogDensity<Point> {
  /** log of the density, or of the probability, at x, in nats. */
  logDensity(x: Point): number;
}

/** A law that can be drawn from and knows its density; every family of `@relent/core/family` is one. */
export interface Sampler<Point> extends LogDensity<Point> {
  /** One draw. */
  sample(random: Random): Point;
}

/** How many draws, and what is done with them. */
export interface SamplingOptions extends Pick<LogRatioOptions, "method" | "level" | "unit"> {
  /** Draws from p (default 100,000). */
  readonly draws?: number;
  /** Seed of the draws (default 1). */
  readonly seed?: Seed;
}

const FN = "klBySampling";

function show(point: unknown): string {
  return ArrayBuffer.isView(point)
    ? `[${point}]`
    : Array.isArray(point)
      ? `[${point.join(", ")}]`
      : String(point);
}

/** Whether none of the draws of q falls where p has no density. */
function covers<Point>(
  p: LogDensity<Point>,
  q: LogDensity<Point> | Sampler<Point>,
  draws: number,
  seed: Seed,
): boolean {
  if (!("sample" in q)) return false;
  const rng = random(typeof seed === "object" ? [...seed, 1] : `${seed}, q`);
  for (let i = 0; i < draws; i++) if (p.logDensity(q.sample(rng)) === Number.NEGATIVE_INFINITY) return false;
  return true;
}

/**
 * D(p‖q) by Monte Carlo: draws from p, the log-ratio log q(x) − log p(x) at each, with standard error and interval.
 *
 * For laws whose divergence has no closed form. Averaged by `estimateKlFromLogRatios`. Unless `method` says otherwise,
 * that is with the control variate if q can be drawn from too and none of as many draws falls where p has no density,
 * else k1: the mean of q/p under p is 1 only then. A draw where q has no density makes the result Infinity, and a note
 * names the point; without such a draw a small set of them may still exist. A note warns where q/p has a heavy tail.
 *
 * @throws RelentError where p cannot be drawn from or has no finite log density at its own draw, q has NaN or +Infinity, or draws is not whole
 * and positive.
 *
 * @example
 * ```ts
 * const estimate = klBySampling(exponential(1), exponential(2), { draws: 1000 });
 * Math.abs(estimate.value - kl(exponential(1), exponential(2))) < 4 * estimate.standardError // true
 * ```
 */
export function klBySampling<Point>(
  p: Sampler<Point>,
  q: LogDensity<Point> | Sampler<Point>,
  options: SamplingOptions = {},
): Estimate {
  const { draws = 100_000, seed = 1, ...rest } = options;
  if (!(Number.isInteger(draws) && draws >= 1)) {
    invalid(`${FN}: draws = ${draws}; it must be a whole number ≥ 1`, { value: draws });
  }
  if (typeof p.sample !== "function") {
    invalid(`${FN}: p has no method sample; its draws are what is averaged`);
  }
  const rng = random(seed);
  const logRatios = new Float64Array(draws);
  let outside: string | undefined;
  for (let i = 0; i < draws; i++) {
    const x = p.sample(rng);
    const own = p.logDensity(x);
    const other = q.logDensity(x);
    if (!Number.isFinite(own)) {
      invalid(`${FN}: log p = ${own} at its own draw ${show(x)}; it must be finite there`, {
        index: i,
        value: x,
      });
    }
    if (!(other < Number.POSITIVE_INFINITY)) {
      invalid(`${FN}: log q = ${other} at ${show(x)}; it must be finite or -Infinity`, {
        index: i,
        value: x,
      });
    }
    if (other === Number.NEGATIVE_INFINITY) outside ??= show(x);
    logRatios[i] = other - own;
  }
  const method = options.method ?? (covers(p, q, draws, seed) ? "control-variate" : "k1");
  const estimate = estimateKlFromLogRatios(logRatios, { ...rest, method });
  if (outside === undefined) return estimate;
  return { ...estimate, notes: [`q has no density at ${outside}, which p drew`, ...estimate.notes] };
}
