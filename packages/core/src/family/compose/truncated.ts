import { RelentError } from "../../error.ts";
import type { Random } from "../../random/index.ts";
import type { Univariate } from "../distribution.ts";
import type { Law } from "../law.ts";
import { expectation } from "../pair/expectation.ts";
import type { Domain } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { memberOf } from "./member.ts";

const BOUND: Domain = { words: "a number", holds: (value) => !Number.isNaN(value) };

/**
 * A law given that X lies from `low` to `high`, both included.
 *
 * Its density is that of X over P(low ≤ X ≤ high); differences of probabilities are taken in the nearer tail.
 *
 * @throws RelentError "invalid-argument" where X lies there with probability 0.
 * @example
 * ```ts
 * truncated(normal(0, 1), 0, Infinity).quantile(0.5) // 0.6744897501960817
 * String(truncated(normal(0, 1), -1, 2)) // "truncated(normal(0, 1), -1, 2)"
 * ```
 */
export function truncated(law: Univariate, low: number, high: number): Univariate {
  const base = memberOf("truncated", "law", law);
  const { integers } = base.support;
  const below = (x: number) => (integers ? Math.ceil(x) - 1 : x);
  const share = (from: number, to: number) =>
    base.cdf(from) > 0.5 ? base.survival(from) - base.survival(to) : base.cdf(to) - base.cdf(from);
  const first = Math.max(base.support.low, integers ? Math.ceil(low) : low);
  const last = Math.min(base.support.high, integers ? Math.floor(high) : high);
  const before = first === base.support.low ? Number.NEGATIVE_INFINITY : below(first);
  const mass = share(before, last);
  if (!(mass > 0 && (integers ? last >= first : last > first))) {
    throw new RelentError(
      "invalid-argument",
      `truncated: ${base} from ${low} to ${high} holds probability ${mass}; it must be above 0`,
    );
  }
  const logMass = Math.log(mass);
  const upperEnd = base.survival(last);
  const lowerEnd = base.cdf(before);
  const within = (x: number) => Math.min(last, Math.max(first, x));
  const record: Law<"low" | "high"> = {
    name: "truncated",
    parameters: { low: BOUND, high: BOUND },
    support: () => ({ low: first, high: last, integers }),
    knots: () => (base.law.knots?.(base.parameters) ?? []).filter((x) => x > first && x < last),
    logDensity: (x) => base.logDensity(x) - logMass,
    cdf: (x) => share(before, x) / mass,
    survival: (x) => share(x, last) / mass,
    quantile: (u) =>
      within(
        lowerEnd + u * mass > 0.5
          ? base.upperQuantile(upperEnd + (1 - u) * mass)
          : base.quantile(lowerEnd + u * mass),
      ),
    upperQuantile: (u) =>
      within(
        upperEnd + u * mass > 0.5
          ? base.quantile(lowerEnd + (1 - u) * mass)
          : base.upperQuantile(upperEnd + u * mass),
      ),
    sample(random: Random) {
      const u = random.uniform();
      return record.quantile(u, { low, high });
    },
    mean: () => expectation(self(), (x) => x),
    variance() {
      const mean = expectation(self(), (x) => x);
      return expectation(self(), (x) => (x - mean) ** 2);
    },
  };
  const member = univariate(record, { low, high }, `truncated(${base}, ${low}, ${high})`);
  const self = () => memberOf("truncated", "law", member);
  return member;
}
