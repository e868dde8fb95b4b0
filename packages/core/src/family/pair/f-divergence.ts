import { logAddExp } from "../../scalar/log-add-exp.ts";
import type { LawMember } from "../law-member.ts";
import { sumOver } from "./integer-sum.ts";
import { lineIntegral } from "./line-integral.ts";
import type { RatioTerm } from "./ratio-term.ts";
import type { Solved } from "./solved.ts";

/** What no mass in common adds: term(−∞) for p, term(∞) for q. */
function apart(term: RatioTerm): Solved {
  const value = term.at(Number.NEGATIVE_INFINITY) + term.at(Number.POSITIVE_INFINITY);
  return { value, method: "mutually singular laws", error: 0 };
}

/** ∫ q f(p/q) of two laws, by exact summation or by quadrature over the line. */
export function fDivergenceOfLaws(p: LawMember, q: LawMember, term: RatioTerm): Solved {
  if (p.support.integers !== q.support.integers) return apart(term);
  if (p.support.integers) {
    return sumOver([p, q], (a, b) => {
      if (a === Number.NEGATIVE_INFINITY && b === Number.NEGATIVE_INFINITY) return 0;
      const value = term.at(b! - a!);
      if (term.log && !(value < 1e100)) return Math.exp(term.log(b! - a!) + logAddExp(a!, b!));
      return (Math.exp(a!) + Math.exp(b!)) * value;
    });
  }
  const { value, error } = lineIntegral([p, q], {
    logWeight: ([a, b]) => logAddExp(a!, b!),
    at: ([a, b]) => term.at(b! - a!),
    ...(term.log && { log: ([a, b]: readonly number[]) => term.log!(b! - a!) }),
  });
  return {
    value,
    method: value === Number.POSITIVE_INFINITY ? "the integral diverges" : "quadrature",
    error,
  };
}
