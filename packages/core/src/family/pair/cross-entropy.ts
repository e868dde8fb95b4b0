import type { LawMember } from "../law-member.ts";
import { solveEntropy } from "./entropy.ts";
import { crossEntropyFromMoments } from "./from-moments.ts";
import { sumOver } from "./integer-sum.ts";
import { solveKl } from "./kl.ts";
import { lineIntegral } from "./line-integral.ts";
import { outside } from "./outside.ts";
import { firstSharp, infinite, type Solved } from "./solved.ts";

function entropyAndKl(p: LawMember, q: LawMember): Solved {
  const entropy = solveEntropy(p);
  const kl = solveKl(p, q);
  return { value: entropy.value + kl.value, method: kl.method, error: entropy.error + kl.error };
}

function direct(p: LawMember, q: LawMember): Solved {
  if (!p.support.integers) {
    const integral = lineIntegral([p, q], { logWeight: ([own]) => own!, at: ([, other]) => -other! });
    return { ...integral, method: "quadrature" };
  }
  return sumOver([p, q], (own, other) => {
    const mass = Math.exp(own!);
    return mass === 0 ? 0 : -mass * other!;
  });
}

/** −E_p log q. */
export function solveCrossEntropy(p: LawMember, q: LawMember): Solved {
  const why = outside(p, q);
  if (why !== undefined) return infinite(why);
  return firstSharp("crossEntropy", p, q, [
    () => crossEntropyFromMoments(p, q),
    () => (p.law.entropy ? entropyAndKl(p, q) : undefined),
    () => direct(p, q),
  ]);
}
