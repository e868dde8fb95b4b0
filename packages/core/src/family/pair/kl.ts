import { RelentError } from "../../error.ts";
import type { LawMember } from "../law-member.ts";
import { fDivergenceOfLaws } from "./f-divergence.ts";
import { crossEntropyFromMoments } from "./from-moments.ts";
import { outside } from "./outside.ts";
import { KL_TERM } from "./ratio-term.ts";
import { klInSharedLaw } from "./shared-law.ts";
import type { Solved } from "./solved.ts";

/** From this relative error on the next way is tried. */
const SHARP = 1e-10;
/** What a quadrature may be off by, relative to values above 1. */
export const ALLOWED = 1e-8;

const infinite = (why: string): Solved => ({ value: Number.POSITIVE_INFINITY, method: why, error: 0 });

/** H(p, q) from the moments of p, less H(p). */
function klFromMoments(p: LawMember, q: LawMember): Solved | undefined {
  const cross = crossEntropyFromMoments(p, q);
  if (cross === undefined) return undefined;
  if (cross.value === Number.POSITIVE_INFINITY) return cross;
  const entropy = p.law.entropy?.(p.parameters);
  if (entropy === undefined) return undefined;
  const value = cross.value - entropy;
  return { value, method: cross.method, error: cross.error + 1e-15 * Math.abs(entropy) };
}

/** The ways to D(p‖q), the sharpest first. */
const WAYS: readonly ((p: LawMember, q: LawMember) => Solved | undefined)[] = [
  (p, q) => {
    const why = outside(p, q);
    return why === undefined ? undefined : infinite(why);
  },
  klInSharedLaw,
  klFromMoments,
  (p, q) => fDivergenceOfLaws(p, q, KL_TERM),
];

/** Whether a figure keeps what is asked of every exact answer. */
export function isSettled({ value, error }: Solved): boolean {
  return value === Number.POSITIVE_INFINITY || error <= ALLOWED * Math.max(1, Math.abs(value));
}

/** D(p‖q) of two laws on the line, by the first way that keeps ten digits, or else by the one with the least error. */
export function solveKl(p: LawMember, q: LawMember): Solved {
  let best: Solved | undefined;
  for (const way of WAYS) {
    const found = way(p, q);
    if (found === undefined || Number.isNaN(found.value)) continue;
    if (found.value === Number.POSITIVE_INFINITY || found.error <= SHARP * Math.abs(found.value))
      return found;
    if (best === undefined || found.error < best.error) best = found;
  }
  if (best !== undefined && isSettled(best)) return { ...best, value: Math.max(0, best.value) };
  throw new RelentError(
    "needs-sampling",
    `kl: no exact method for ${p} against ${q}; estimateKl(p, q, { seed }) answers by sampling`,
  );
}
