import { RelentError } from "../../error.ts";
import type { LawMember } from "../law-member.ts";
import { klInSharedLaw } from "./shared-law.ts";
import type { Solved } from "./solved.ts";

/** D(p‖q) of two laws on the line, by the first way that is open to them. */
export function solveKl(p: LawMember, q: LawMember): Solved {
  const solved = klInSharedLaw(p, q);
  if (solved) return solved;
  throw new RelentError(
    "needs-sampling",
    `kl: no exact method for ${p} against ${q}; estimateKl(p, q, { seed }) answers by sampling`,
  );
}
