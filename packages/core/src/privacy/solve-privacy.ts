import { bracketedRoot } from "../scalar/index.ts";
import { selfCompose } from "./compose.ts";
import { invalid, whole, within } from "./fail.ts";
import { poissonSubsampledGaussian } from "./mechanisms/poisson-subsampled-gaussian.ts";
import type { PrivacyBound } from "./privacy-bound.ts";
import { type PrivacyOptions, privacyDelta, privacyEpsilon } from "./privacy-epsilon.ts";

/** A run of private stochastic gradient descent. */
export interface TrainingRun {
  /** σ: the standard deviation of the noise over the clipping norm. */
  readonly noiseMultiplier: number;
  /** q: the probability that a record is in a batch. */
  readonly samplingRate: number;
  /** T: how many batches. */
  readonly steps: number;
  readonly epsilon: number;
  readonly delta: number;
}

/** A run, and the figure that was asked for. */
export interface SolvedRun extends TrainingRun {
  readonly unknown: keyof TrainingRun;
  readonly status: PrivacyBound["status"];
  readonly method: string;
}

const KEYS = ["noiseMultiplier", "samplingRate", "steps", "epsilon", "delta"] as const;
const MOST_STEPS = 2 ** 40;

/** log δ at the run's ε, less the log of the δ allowed: > 0 while the run spends too much. */
function excess(run: TrainingRun, options: PrivacyOptions): number {
  const event = selfCompose(poissonSubsampledGaussian(run.noiseMultiplier, run.samplingRate), run.steps);
  const { value } = privacyDelta(event, run.epsilon, options);
  return Math.log(value) - Math.log(run.delta);
}

/** The value between `low` and `high` at which the private side ends, on the private side; growing x spends more if `spends`. */
function boundary(f: (x: number) => number, low: number, high: number, spends: boolean): number {
  let x = Math.exp(bracketedRoot((log) => f(Math.exp(log)), Math.log(low), Math.log(high)));
  for (let n = 0; n < 40 && f(x) > 0; n++) x *= 1 + (spends ? -1 : 1) * 2 ** (n - 52);
  return x;
}

/** What keeps ε and δ; `cheap` is an upper bound of f that tells where to begin. */
const SOLVE: {
  [K in "noiseMultiplier" | "samplingRate" | "steps"]: (
    f: (x: number) => number,
    cheap: (x: number) => number,
  ) => number;
} = {
  noiseMultiplier(f) {
    let low = 1;
    while (f(low) <= 0) {
      if (low === 0.05) return low;
      low = Math.max(0.05, low / 2);
    }
    let high = Math.max(1, low * 2);
    while (f(high) > 0) {
      low = high;
      high *= 4;
      if (high > 1e9) return Infinity;
    }
    return boundary(f, low, high, false);
  },
  samplingRate(f) {
    if (f(1) <= 0) return 1;
    let low = 0.1;
    let high = 1;
    while (f(low) > 0) {
      high = low;
      low /= 8;
      if (low < 1e-12) return 0;
    }
    return boundary(f, low, high, true);
  },
  steps(f, cheap) {
    let low = 0;
    let high = 1;
    while (cheap(high) <= 0) {
      low = high;
      high *= 4;
      if (high > MOST_STEPS) return Infinity;
    }
    high = Math.max(1, low);
    while (f(high) <= 0) {
      low = high;
      high *= 2;
      if (high > MOST_STEPS) return Infinity;
    }
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (f(middle) <= 0) low = middle;
      else high = middle;
    }
    return low;
  },
};

/**
 * Finds the one of noise multiplier, sampling rate, steps, ε and δ that is left out, for T steps of the
 * Poisson-subsampled Gaussian under "add-remove" adjacency.
 *
 * The least noise (from 0.05), the greatest rate or whole number of steps, the least ε or δ that keep the rest. A rate
 * or a number of steps of 0 and a noise or ε of Infinity mean that nothing keeps it; Infinity steps that more than 2⁴⁰ do.
 *
 * @throws RelentError "invalid-argument" unless exactly one of the five is left out, and as `poissonSubsampledGaussian`.
 * @see Mironov, Talwar & Zhang, arXiv 1908.10530.
 * @example
 * ```ts
 * const run = solvePrivacy({ samplingRate: 0.01, steps: 10000, epsilon: 1, delta: 1e-5 });
 * run.noiseMultiplier.toFixed(8) // "3.81281683"
 * solvePrivacy({ noiseMultiplier: 4, samplingRate: 0.01, epsilon: 1, delta: 1e-5 }).steps // 11050
 * ```
 */
export function solvePrivacy(run: Partial<TrainingRun>, options: PrivacyOptions = {}): SolvedRun {
  const missing = KEYS.filter((key) => run[key] === undefined);
  const [unknown] = missing;
  if (unknown === undefined || missing.length > 1)
    return invalid(
      `solvePrivacy: ${missing.length} of ${KEYS.join(", ")} are left out; exactly one must be`,
      missing,
    );
  const known = { noiseMultiplier: 1, samplingRate: 1, steps: 1, epsilon: 1, delta: 0.5, ...run };
  const event = selfCompose(
    poissonSubsampledGaussian(known.noiseMultiplier, known.samplingRate),
    known.steps,
  );
  if (unknown !== "steps") whole("solvePrivacy", "steps", known.steps, 1);
  if (unknown !== "epsilon") within("solvePrivacy", "epsilon", known.epsilon, [0, Infinity], "low");
  if (unknown !== "delta") within("solvePrivacy", "delta", known.delta, [0, 1]);
  const told = (value: number, { status, method }: PrivacyBound): SolvedRun => ({
    ...known,
    [unknown]: value,
    unknown,
    status,
    method,
  });
  if (unknown === "epsilon") {
    const found = privacyEpsilon(event, known.delta, options);
    return told(found.value, found);
  }
  if (unknown === "delta") {
    const found = privacyDelta(event, known.epsilon, options);
    return told(found.value, found);
  }
  const value = SOLVE[unknown](
    (x) => excess({ ...known, [unknown]: x }, options),
    (x) => excess({ ...known, [unknown]: x }, { accountant: "renyi" }),
  );
  const sound = value > 0 && value < Infinity ? { ...known, [unknown]: value } : known;
  const check = selfCompose(
    poissonSubsampledGaussian(sound.noiseMultiplier, sound.samplingRate),
    sound.steps,
  );
  return told(value, privacyDelta(check, known.epsilon, options));
}
