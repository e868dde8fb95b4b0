import { RelentError } from "../../error.ts";
import type { LawMember } from "../law-member.ts";

/** An exact figure, with how it was found. */
export interface Solved {
  /** In nats, where the measure is logarithmic. */
  readonly value: number;
  /** E.g. `"closed form of gamma"`, `"sum over 812 outcomes"`, `"quadrature along the quantiles of p and q"`. */
  readonly method: string;
  /** A bound, or an estimate that errs upwards, of the absolute error. */
  readonly error: number;
}

/** From this relative error on the next way is tried. */
const SHARP = 1e-10;
/** What an exact answer may be off by, relative to values above 1. */
const ALLOWED = 1e-8;

/** The answer Infinity, and why. */
export const infinite = (why: string): Solved => ({
  value: Number.POSITIVE_INFINITY,
  method: why,
  error: 0,
});

/** A figure made from another, where `slope` bounds how fast it moves with it. */
export function derived(from: Solved, value: number, slope: number): Solved {
  return { value, method: from.method, error: Number.isFinite(value) ? from.error * Math.abs(slope) : 0 };
}

/**
 * The first way that keeps ten digits, or else the one with the least error, as long as that is at most 1e-8.
 *
 * @throws RelentError "needs-sampling" where no way leads there.
 */
export function firstSharp(
  measure: string,
  p: LawMember,
  q: LawMember | undefined,
  ways: readonly (() => Solved | undefined)[],
): Solved {
  let best: Solved | undefined;
  for (const way of ways) {
    const found = way();
    if (found === undefined || Number.isNaN(found.value)) continue;
    if (!Number.isFinite(found.value) || found.error <= SHARP * Math.abs(found.value)) return found;
    if (best === undefined || found.error < best.error) best = found;
  }
  if (best !== undefined && best.error <= ALLOWED * Math.max(1, Math.abs(best.value))) return best;
  const pair = q === undefined ? `${p}` : `${p} against ${q}`;
  const otherwise =
    measure === "kl" ? "estimateKl(p, q, { seed }) answers by sampling" : "draw samples of it and estimate";
  const reached = best === undefined ? "" : ` (the best is known to ±${best.error.toPrecision(2)})`;
  throw new RelentError("needs-sampling", `${measure}: no exact method for ${pair}${reached}; ${otherwise}`);
}
