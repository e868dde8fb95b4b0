import type { LawMember } from "../law-member.ts";
import { integrate } from "./gauss-kronrod.ts";
import { oneByOne, rangeOf } from "./integer-sum.ts";

const EDGES = [0, 1, 3, 8, 20, 60, 200, 700];

/** E g(X) by summation or quadrature along the quantiles; ±Infinity or NaN where the tails make it so. */
export function expectation(law: LawMember, g: (x: number) => number): number {
  if (law.support.integers) {
    const { low, high } = rangeOf([law]);
    return oneByOne((k) => Math.exp(law.logDensity(k)) * g(k), low, high).value;
  }
  const side = (upper: boolean) => {
    const at = (t: number) => {
      const u = 0.5 * Math.exp(-t);
      return g(upper ? law.upperQuantile(u) : law.quantile(u));
    };
    const sizes = [128, 256, 512].map((t) => Math.log(Math.abs(at(t))));
    if (sizes[2]! > 1 && (sizes[2]! - sizes[1]!) / 256 > 1 - 1e-6)
      return Math.sign(at(128)) * Number.POSITIVE_INFINITY;
    const f = (t: number) => {
      const value = at(t) * 0.5 * Math.exp(-t);
      return { value: Number.isFinite(value) ? value : 0, noise: 0 };
    };
    return integrate(f, EDGES, 1e-14).value;
  };
  return side(false) + side(true);
}
