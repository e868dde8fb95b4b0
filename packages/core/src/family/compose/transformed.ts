import { RelentError } from "../../error.ts";
import type { Random } from "../../random/index.ts";
import type { Univariate } from "../distribution.ts";
import type { Law } from "../law.ts";
import { expectation } from "../pair/expectation.ts";
import { univariate } from "../univariate.ts";
import { type MapName, mapOf } from "./maps.ts";
import { memberOf } from "./member.ts";

/**
 * The law of a monotone function of X: `"exp"`, `"log"`, `"logistic"`, `"logit"`, `"reciprocal"` (of X > 0),
 * `"power"` with an exponent (of X > 0), `"affine"` with a scale and a shift.
 *
 * Its density at y = g(x) is that of X at x over |g′(x)|. Two images under one map are compared by their bases, since
 * no divergence sees the map.
 *
 * @param law - The law of X, with a density, on the line.
 * @throws RelentError "invalid-argument" for a law outside the map's domain, and for a law on the integers.
 * @example
 * ```ts
 * kl(transformed(normal(0, 1), "exp"), logNormal(1, 2)) // 0.4431471805599453
 * transformed(normal(0, 1), "affine", 2, 3).quantile(0.5) // 3
 * ```
 */
export function transformed(law: Univariate, map: MapName, ...constants: readonly number[]): Univariate {
  const base = memberOf("transformed", "law", law);
  if (base.support.integers) {
    throw new RelentError(
      "invalid-argument",
      `transformed: ${base} sits on the integers; it must have a density`,
    );
  }
  const g = mapOf(map, constants, base.support);
  const end = (x: number) => (x === g.low || x === g.high ? limit(g.to, x, g) : g.to(x));
  const ends = [end(base.support.low), end(base.support.high)];
  const [low, high] = g.increasing ? [ends[0]!, ends[1]!] : [ends[1]!, ends[0]!];
  const [lower, upper] = g.increasing ? [base.cdf, base.survival] : [base.survival, base.cdf];
  const [fromBelow, fromAbove] = g.increasing
    ? [base.quantile, base.upperQuantile]
    : [base.upperQuantile, base.quantile];
  const record: Law<never> = {
    name: "transformed",
    parameters: {},
    support: () => ({ low, high, integers: false }),
    knots: () => (base.law.knots?.(base.parameters) ?? []).map(g.to),
    logDensity(y) {
      const x = g.from(y);
      if (!Number.isFinite(x)) return Number.NEGATIVE_INFINITY;
      return base.logDensity(x) - g.logSlope(x);
    },
    cdf: (y) => lower(g.from(y)),
    survival: (y) => upper(g.from(y)),
    quantile: (u) => g.to(fromBelow(u)),
    upperQuantile: (u) => g.to(fromAbove(u)),
    sample: (random: Random) => g.to(base.sample(random)),
    mean: () => expectation(base, g.to),
    variance() {
      const mean = expectation(base, g.to);
      return expectation(base, (x) => (g.to(x) - mean) ** 2);
    },
    image: () => ({ map: g.key, base }),
  };
  return univariate(record, {}, `transformed(${[base, map, ...constants].join(", ")})`);
}

/** The value of a map at an end of its domain. */
function limit(
  to: (x: number) => number,
  x: number,
  { increasing }: { readonly increasing: boolean },
): number {
  const value = to(x);
  if (!Number.isNaN(value)) return value;
  return increasing === x > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
}
