import type { LawMember } from "../law-member.ts";
import { klAsBregman } from "./exponential.ts";
import { fDivergenceOfLaws } from "./f-divergence.ts";
import { crossEntropyFromMoments } from "./from-moments.ts";
import { outside } from "./outside.ts";
import { KL_TERM } from "./ratio-term.ts";
import { klInSharedLaw } from "./shared-law.ts";
import { firstSharp, infinite, type Solved } from "./solved.ts";

/** H(p, q) from the moments of p, less H(p). */
function klFromMoments(p: LawMember, q: LawMember): Solved | undefined {
  const cross = crossEntropyFromMoments(p, q);
  if (cross === undefined || cross.value === Number.POSITIVE_INFINITY) return cross;
  const entropy = p.law.entropy?.(p.parameters);
  if (entropy === undefined) return undefined;
  const value = cross.value - entropy;
  return { value, method: cross.method, error: cross.error + 1e-15 * Math.abs(entropy) };
}

/** D(p‖q) of two laws on the line: by a family they share, by moments, by a sum, or by quadrature. */
export function solveKl(p: LawMember, q: LawMember): Solved {
  const why = outside(p, q);
  if (why !== undefined) return infinite(why);
  const solved = firstSharp("kl", p, q, [
    () => klInSharedLaw(p, q),
    () => klAsBregman(p, q),
    () => klFromMoments(p, q),
    () => fDivergenceOfLaws(p, q, KL_TERM),
  ]);
  return solved.value < 0 ? { ...solved, value: 0 } : solved;
}
