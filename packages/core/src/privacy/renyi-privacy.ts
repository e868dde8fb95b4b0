import type { PrivacyEvent } from "./event.ts";
import { invalid } from "./fail.ts";
import { infiniteMass } from "./loss/infinite-mass.ts";
import { mechanismOf, type Part, partsOf } from "./parts.ts";
import type { PrivacyBound } from "./privacy-bound.ts";

/** log E e^{zL} of one use of a mechanism, bounded from above where its record says so, in one direction. */
interface Grown {
  readonly count: number;
  readonly growth: (z: number) => number;
  readonly infinite: number;
  readonly exact: boolean;
}

/** The growth of Rényi divergences of an event in one direction. */
export interface RenyiGrowth {
  /** Σ count · log E[e^{zL} | L < ∞]. */
  cumulant(z: number): number;
  /** P(some L = ∞). */
  readonly infinite: number;
  readonly exact: boolean;
}

/** The greatest Rényi divergence of an event over its directions. */
function divergenceOf(event: PrivacyEvent): (order: number) => number {
  const growths = renyiGrowths(event);
  return (order) => {
    const z = Math.max(order - 1, 1e-15);
    return Math.max(
      ...growths.map(({ cumulant, infinite }) => (infinite > 0 ? Infinity : Math.max(0, cumulant(z) / z))),
    );
  };
}

function grown({ event, count }: Part, side: number): Grown {
  const record = mechanismOf(event);
  const base = record.base?.(event);
  if (base !== undefined && record.renyiFrom !== undefined) {
    const renyi = record.renyiFrom(event, divergenceOf(base));
    return { count, growth: (z) => z * renyi(z + 1), infinite: 0, exact: false };
  }
  if (record.renyi !== undefined) {
    const { renyi, renyiStatus } = record;
    return { count, growth: (z) => z * renyi(event, z + 1), infinite: 0, exact: renyiStatus === "exact" };
  }
  const pairs = record.pairs(event);
  const pair = pairs[pairs.length === 1 ? 0 : side]!;
  const finite = Math.log1p(-pair.infinite);
  return {
    count,
    growth: (z) =>
      pair.atoms.length === 0 && pair.density === undefined && pair.mu === undefined
        ? 0
        : pair.cumulant(z) - finite,
    infinite: pair.infinite,
    exact: record.tight,
  };
}

/** The growths of an event, one for each direction that differs. */
export function renyiGrowths(event: PrivacyEvent): readonly RenyiGrowth[] {
  const parts = partsOf(event);
  const twoSided = parts.some((part) => mechanismOf(part.event).pairs(part.event).length === 2);
  return (twoSided ? [0, 1] : [0]).map((side) => {
    const all = parts.map((part) => grown(part, side));
    return {
      cumulant: (z) => all.reduce((sum, { count, growth }) => sum + count * growth(z), 0),
      infinite: infiniteMass(all),
      exact: all.every(({ exact }) => exact),
    };
  });
}

/**
 * The Rényi divergence of order α between the outputs on neighbouring data sets, the greater direction:
 * max D_α(P‖Q), in nats.
 *
 * Any real order: the subsampled Gaussian by the trapezoid rule on log1p(E φ) with φ(t) = e^t − 1 − t, right to 1e-13
 * with no order left out. Infinity for a mechanism with δ > 0. "upper" where a part is known by a bound.
 *
 * @param order - α ≥ 1; 1 is the KL divergence.
 * @throws RelentError "invalid-argument" for an order below 1 or infinite, and as `compose`.
 * @see Mironov, CSF 2017.
 * @example
 * ```ts
 * renyiPrivacy(gaussianMechanism(4), 10) // { value: 0.3125, status: "exact", method: "Rényi divergence of order 10", order: 10 }
 * renyiPrivacy(poissonSubsampledGaussian(1, 1e-8), 2).value // 1.7182818284590448e-16
 * ```
 */
export function renyiPrivacy(event: PrivacyEvent, order: number): PrivacyBound {
  if (!(order >= 1 && order < Infinity))
    invalid(`renyiPrivacy: order = ${order}; it must be finite and at least 1`, order);
  const value = divergenceOf(event)(order);
  const status = renyiGrowths(event).every(({ exact }) => exact) ? "exact" : "upper";
  return { value, status, method: `Rényi divergence of order ${order}`, order };
}
