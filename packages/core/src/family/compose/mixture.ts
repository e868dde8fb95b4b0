import { RelentError } from "../../error.ts";
import type { Random } from "../../random/index.ts";
import { bracketedRoot } from "../../scalar/bracketed-root.ts";
import { logSumExp } from "../../scalar/log-sum-exp.ts";
import type { Univariate } from "../distribution.ts";
import type { Law } from "../law.ts";
import type { LawMember } from "../law-member.ts";
import type { Moments } from "../moments.ts";
import { univariate } from "../univariate.ts";
import { memberOf } from "./member.ts";

/** A mixture of laws on the line. */
export interface Mixture extends Univariate {
  readonly weights: readonly number[];
  readonly components: readonly Univariate[];
}

function checkWeights(fn: string, weights: readonly number[], count: number): void {
  if (weights.length !== count || count === 0) {
    throw new RelentError(
      "invalid-argument",
      `${fn}: ${weights.length} weights for ${count} laws; there must be as many`,
    );
  }
  const at = weights.findIndex((weight) => !(weight > 0 && weight <= 1));
  if (at >= 0) {
    throw new RelentError(
      "invalid-argument",
      `${fn}: weights[${at}] = ${weights[at]}; weights must be above 0, up to 1`,
      {
        index: at,
        value: weights[at],
      },
    );
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (Math.abs(total - 1) > 1e-12 * count) {
    throw new RelentError("invalid-argument", `${fn}: weights sum to ${total}; they must sum to 1`, {
      value: total,
    });
  }
}

/** Open intervals between the components' supports that hold nothing. */
function gapsOf(members: readonly LawMember[]): [number, number][] {
  const spans = members.map(({ support }) => support).sort((a, b) => a.low - b.low);
  const gaps: [number, number][] = [];
  let reach = spans[0]!.high;
  for (const { low, high } of spans) {
    if (low > reach) gaps.push([reach, low]);
    reach = Math.max(reach, high);
  }
  return gaps;
}

/** Expectations under a mixture are mixtures of expectations; only those that every component knows. */
function mixedMoments(weights: readonly number[], members: readonly LawMember[]): Moments {
  const each = members.map((member) => member.law.moments?.(member.parameters) ?? {});
  const names = Object.keys(each[0]!) as (keyof Moments)[];
  const mixed: Record<string, unknown> = {};
  for (const name of names) {
    if (each.some((moments) => moments[name] === undefined)) continue;
    if (typeof each[0]![name] === "number") {
      mixed[name] = weights.reduce((sum, weight, i) => sum + weight * (each[i]![name] as number), 0);
      continue;
    }
    mixed[name] = (x: number) => {
      const values = each.map((moments) => (moments[name] as (x: number) => number | undefined)(x));
      if (values.some((value) => value === undefined)) return undefined;
      return weights.reduce((sum, weight, i) => sum + weight * values[i]!, 0);
    };
  }
  return mixed as Moments;
}

/** The point where a monotone share of the mixture crosses u, between the components' own points. */
function crossing(
  points: readonly number[],
  share: (x: number) => number,
  u: number,
  integers: boolean,
): number {
  let low = Math.min(...points);
  let high = Math.max(...points);
  if (low === high) return low;
  if (!integers) return bracketedRoot((x) => share(x) - u, low, high);
  while (low < high) {
    const middle = Math.floor(0.5 * (low + high));
    if (share(middle) >= u) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * A mixture of laws on the line: X is drawn from law i with probability weights[i].
 *
 * Its density is Σ weights[i] fᵢ(x). Divergences of mixtures are found by quadrature or summation;
 * `mixtureKlBounds` bounds them from the components alone.
 *
 * @param weights - Above 0, with a sum of 1.
 * @param laws - As many, all with densities or all on the integers.
 * @throws RelentError "invalid-argument" for other weights, and for laws of both sorts.
 * @see Hershey & Olsen, ICASSP (2007) IV-317.
 * @example
 * ```ts
 * mixture([0.5, 0.5], [normal(-1, 1), normal(1, 1)]).mean() // 0
 * kl(mixture([0.3, 0.7], [normal(-1, 0.5), normal(2, 1)]), mixture([0.5, 0.5], [normal(-1, 1), normal(1, 1)])) // 0.4754996175314154
 * ```
 */
export function mixture(weights: readonly number[], laws: readonly Univariate[]): Mixture {
  checkWeights("mixture", weights, laws.length);
  const members = laws.map((law, i) => memberOf("mixture", `laws[${i}]`, law));
  const { integers } = members[0]!.support;
  if (members.some(({ support }) => support.integers !== integers)) {
    throw new RelentError(
      "invalid-argument",
      "mixture: laws of both sorts; all must have densities, or all integers",
    );
  }
  const logWeights = weights.map(Math.log);
  const sum = (of: (member: LawMember) => number) =>
    members.reduce((total, member, i) => total + weights[i]! * of(member), 0);
  const mean = () => sum((member) => member.mean());
  const gaps = gapsOf(members);
  const fromBelow = (u: number) => {
    const points = members.map((member) => member.quantile(u));
    return crossing(points, (x) => sum((member) => member.cdf(x)), u, integers);
  };
  const fromAbove = (u: number) => {
    const points = members.map((member) => member.upperQuantile(u));
    return crossing(points, (x) => -sum((member) => member.survival(x)), -u, integers);
  };
  const record: Law<never> = {
    name: "mixture",
    parameters: {},
    support: () => ({
      low: Math.min(...members.map(({ support }) => support.low)),
      high: Math.max(...members.map(({ support }) => support.high)),
      integers,
      ...(gaps.length > 0 && !integers && { gaps }),
    }),
    knots: () =>
      members
        .flatMap(({ law, parameters, support }) => [
          support.low,
          support.high,
          ...(law.knots?.(parameters) ?? []),
        ])
        .filter(Number.isFinite),
    logDensity: (x) => logSumExp(members.map((member, i) => logWeights[i]! + member.logDensity(x))),
    cdf: (x) => sum((member) => member.cdf(x)),
    survival: (x) => sum((member) => member.survival(x)),
    quantile: (u) => (u > 0.5 && !integers ? fromAbove(1 - u) : fromBelow(u)),
    upperQuantile: fromAbove,
    sample(random: Random) {
      let u = random.uniform();
      const at = weights.findIndex((weight) => {
        u -= weight;
        return u < 0;
      });
      return members.at(at)!.sample(random);
    },
    mean,
    variance() {
      const centre = mean();
      return sum((member) => member.variance() + (member.mean() - centre) ** 2);
    },
    moments: () => mixedMoments(weights, members),
  };
  const member = univariate(record, {}, `mixture([${weights.join(", ")}], [${members.join(", ")}])`);
  return Object.freeze({ ...member, weights, components: laws });
}
