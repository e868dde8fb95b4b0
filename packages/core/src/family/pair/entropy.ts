import type { LawMember } from "../law-member.ts";
import { sumOver } from "./integer-sum.ts";
import { lineIntegral } from "./line-integral.ts";
import { firstSharp, type Solved } from "./solved.ts";

function closed(p: LawMember): Solved | undefined {
  const value = p.law.entropy?.(p.parameters);
  return value === undefined
    ? undefined
    : { value, method: `closed form of ${p.law.name}`, error: 1e-14 * (1 + Math.abs(value)) };
}

function direct(p: LawMember): Solved {
  if (!p.support.integers) {
    const integral = lineIntegral([p], { logWeight: ([own]) => own!, at: ([own]) => -own! });
    return { ...integral, method: "quadrature" };
  }
  return sumOver([p], (log) => (log === Number.NEGATIVE_INFINITY ? 0 : -Math.exp(log!) * log!));
}

/** H of a law, in nats. */
export function solveEntropy(p: LawMember): Solved {
  return closed(p) ?? firstSharp("entropy", p, undefined, [() => direct(p)]);
}
