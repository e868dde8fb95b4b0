import { RelentError } from "@relent/core";
import {
  approximateDp,
  compose,
  concentratedDp,
  discreteGaussianMechanism,
  discreteLaplaceMechanism,
  type PrivacyEvent,
  privacyEpsilon,
  selfCompose,
} from "@relent/core/privacy";
import type { Fraction } from "./exact-noise.ts";

/** What a private profile may spend, as it is asked for. */
export interface PrivateOptions {
  /** ε of the whole profile. */
  readonly epsilon: number;
  /** δ of the whole profile; above 0 it lets values be named that were not known beforehand (default 0). */
  readonly delta?: number | undefined;
  /** Noise of the counts (default: laplace, at δ > 0 whichever is smaller). */
  readonly noise?: "laplace" | "gaussian" | undefined;
}

/** How the budget is split. */
export interface Budget {
  readonly mechanism: "discreteLaplace" | "discreteGaussian";
  /** Scale of discrete Laplace noise, or σ² of discrete Gaussian noise, in the counts of each column. */
  readonly noise: Fraction;
  readonly variance: number;
  /** What each column's counts spend of ε. */
  readonly each: number;
  /** Scale of the noise by which unknown values are named, and the count from which on they are; null where none is looked for. */
  readonly names: { readonly scale: Fraction; readonly threshold: number } | null;
  readonly status: "exact" | "upper";
  readonly accounting: string;
}

/** Denominators of scales: 2⁻²⁰ of a nat is the least step. */
const STEP = 2 ** 20;

/** 1/ε as a fraction from above, so that no more than ε is spent. */
function scaleFor(epsilon: number): Fraction {
  const under = Math.floor(epsilon * STEP);
  if (under < 1)
    throw new RelentError(
      "invalid-argument",
      `private profile: ε = ${epsilon} a column is too little; name fewer columns or raise ε`,
      { value: epsilon },
    );
  return { over: STEP, under };
}

const numberOf = ({ over, under }: Fraction): number => over / under;

/** 2e^{−1/b}/(1 − e^{−1/b})² of scale b. */
export function laplaceVariance(scale: number): number {
  const q = Math.exp(-1 / scale);
  return (2 * q) / (1 - q) ** 2;
}

/** The least t with P(noise ≥ t) ≤ δ: e^{−t/b}/(1 + e^{−1/b}). */
function thresholdFor(scale: number, delta: number): number {
  return Math.ceil(scale * -Math.log(delta * (1 + Math.exp(-1 / scale))));
}

/** The σ beyond which whole-numbered noise is accounted by its concentrated budget: its masses are too many. */
const MOST_SIGMA = 200;

/** The counts of all columns with discrete Gaussian noise of this σ², of which D_α ≤ α/2σ² (Canonne, Kamath & Steinke 2020). */
const gaussianCounts = (square: number, columns: number): PrivacyEvent =>
  selfCompose(
    square > MOST_SIGMA ** 2
      ? concentratedDp(1 / (2 * square))
      : discreteGaussianMechanism(Math.sqrt(square)),
    columns,
  );

/** σ² in steps of 2⁻¹⁶ at which `columns` counts keep (ε, δ) together. */
function squareFor(columns: number, epsilon: number, delta: number): Fraction {
  const unit = 2 ** 16;
  const spent = (square: number): number =>
    privacyEpsilon(gaussianCounts(square / unit, columns), delta).value;
  let high = unit;
  while (spent(high) > epsilon) high *= 4;
  let low = high / 4;
  while (high - low > low / 500) {
    const middle = Math.floor((low + high) / 2);
    if (spent(middle) > epsilon) low = middle;
    else high = middle;
  }
  return { over: high, under: unit };
}

function check({ epsilon, delta = 0, noise }: PrivateOptions): void {
  if (!(epsilon > 0 && epsilon <= 100))
    throw new RelentError(
      "invalid-argument",
      `private profile: epsilon = ${epsilon}; it must be above 0 and at most 100`,
      { value: epsilon },
    );
  if (!(delta >= 0 && delta < 0.1))
    throw new RelentError(
      "invalid-argument",
      `private profile: delta = ${delta}; it must be at least 0 and below 0.1`,
      { value: delta },
    );
  if (noise === "gaussian" && delta === 0)
    throw new RelentError(
      "invalid-argument",
      "private profile: gaussian noise keeps no pure ε; give a delta such as 1e-9",
      { value: delta },
    );
}

/**
 * Splits ε evenly over the columns, and where values are to be named in `naming` of them half of those columns' shares
 * to their names; δ goes to the names, or to Gaussian noise.
 *
 * A row is in one cell of each column: every count has sensitivity 1, and one column's cells compose in parallel.
 */
export function budgetOf(options: PrivateOptions, columns: number, naming: number): Budget {
  check(options);
  const { epsilon, delta = 0, noise } = options;
  const names = delta > 0 && naming > 0;
  const share = epsilon / (columns + (names ? naming : 0));
  const scale = scaleFor(share);
  const laplace = laplaceVariance(numberOf(scale));
  if (!names && delta > 0 && noise !== "laplace") {
    const square = squareFor(columns, epsilon, delta);
    if (noise === "gaussian" || numberOf(square) < laplace)
      return {
        mechanism: "discreteGaussian",
        noise: square,
        variance: numberOf(square),
        each: epsilon / columns,
        names: null,
        ...accounted(gaussianCounts(numberOf(square), columns), delta),
      };
  }
  if (noise === "gaussian")
    throw new RelentError(
      "usage",
      "private profile: gaussian noise is for profiles whose values are all known beforehand; leave noise=gaussian out, or give the values",
      {},
    );
  const uses = columns + (names ? naming : 0);
  const counts = selfCompose(discreteLaplaceMechanism(numberOf(scale)), uses);
  const event = names ? compose([counts, selfCompose(approximateDp(0, delta / naming), naming)]) : counts;
  return {
    mechanism: "discreteLaplace",
    noise: scale,
    variance: laplace,
    each: share,
    names: names ? { scale, threshold: thresholdFor(numberOf(scale), delta / naming) } : null,
    ...(names
      ? {
          status: "upper" as const,
          accounting: `sum of ${uses} greatest losses, and of δ over ${naming} columns`,
        }
      : accounted(event, 0)),
  };
}

function accounted(event: PrivacyEvent, delta: number): Pick<Budget, "status" | "accounting"> {
  const { status, method } = privacyEpsilon(event, delta);
  return { status: status === "exact" ? "exact" : "upper", accounting: method };
}
