import { logAddExp } from "../../scalar/log-add-exp.ts";
import type { LawMember } from "../law-member.ts";
import { sumOver } from "./integer-sum.ts";
import { alongQuantiles } from "./quantile-axis.ts";
import type { RatioTerm } from "./ratio-term.ts";
import type { Solved } from "./solved.ts";

/** What no mass in common adds: term(−∞) for p, term(∞) for q. */
function apart(term: RatioTerm): Solved {
  const value = term.at(Number.NEGATIVE_INFINITY) + term.at(Number.POSITIVE_INFINITY);
  return { value, method: "mutually singular laws", error: 0 };
}

/** ∫ q f(p/q) of two laws, by exact summation or by quadrature along the quantiles of both. */
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
  const ofP = alongQuantiles(p, q, {
    at: (own, other) => term.at(other - own),
    ...(term.log && { log: (own: number, other: number) => term.log!(other - own) }),
  });
  if (ofP.value === Number.POSITIVE_INFINITY) {
    return { value: ofP.value, method: "the integral diverges in a tail", error: 0 };
  }
  const ofQ = alongQuantiles(q, p, {
    at: (own, other) => term.at(own - other),
    ...(term.log && { log: (own: number, other: number) => term.log!(own - other) }),
  });
  return {
    value: ofP.value + ofQ.value,
    method:
      ofQ.value === Number.POSITIVE_INFINITY
        ? "the integral diverges in a tail"
        : "quadrature along the quantiles of p and q",
    error: ofP.error + ofQ.error,
  };
}
