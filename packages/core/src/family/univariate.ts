import { RelentError } from "../error.ts";
import { account, answer, type LogOptions, type SlopeOptions, slopes } from "../protocol.ts";
import { checkCount } from "../random/check.ts";
import { type Random, random, type Seed } from "../random/index.ts";
import type { Univariate } from "./distribution.ts";
import type { Law, Values } from "./law.ts";
import type { LawMember } from "./law-member.ts";
import { accountForMeasure } from "./pair/account-for-measure.ts";
import { answerMeasure } from "./pair/answer-measure.ts";
import { slopesOfMeasure } from "./pair/slopes-of-measure.ts";
import { checkParameter } from "./parameter.ts";

function share(family: string, name: string, u: number): void {
  if (!(u >= 0 && u <= 1)) {
    throw new RelentError("invalid-argument", `${family}: ${name}(${u}); it must lie from 0 to 1`, {
      value: u,
    });
  }
}

function refuseNaN(family: string, asked: string, x: number): void {
  if (!Number.isNaN(x)) return;
  throw new RelentError("invalid-argument", `${family}: ${asked}(NaN); it must be a number`, { value: x });
}

/**
 * The member of a family that has these parameters.
 *
 * @param written - How it is written, where that is not the family's name and its parameters.
 */
export function univariate<K extends string>(law: Law<K>, values: Values<K>, written?: string): Univariate {
  for (const name in law.parameters) checkParameter(law.name, name, values[name], law.parameters[name]);
  const refusal = law.refuse?.(values);
  if (refusal !== undefined) throw new RelentError("invalid-argument", `${law.name}: ${refusal}`);
  const support = law.support(values);
  const { low, high, integers } = support;
  const off = (x: number) => !(x >= low && x <= high) || (integers && !Number.isInteger(x));
  const survivalWithin = (x: number) => law.survival?.(x, values) ?? 1 - law.cdf(x, values);
  const logDensity = (x: number) => {
    if (!off(x)) return law.logDensity(x, values);
    refuseNaN(law.name, "logDensity", x);
    return Number.NEGATIVE_INFINITY;
  };
  const at = integers ? Math.floor : (x: number) => x;

  const member: LawMember = {
    family: law.name,
    law: law as Law<string>,
    parameters: values,
    support,
    logDensity,
    ...(integers ? { logPmf: logDensity } : { logPdf: logDensity }),
    cdf(x) {
      refuseNaN(law.name, "cdf", x);
      return x < low ? 0 : x >= high ? 1 : law.cdf(at(x), values);
    },
    survival(x) {
      refuseNaN(law.name, "survival", x);
      return x < low ? 1 : x >= high ? 0 : survivalWithin(at(x));
    },
    quantile(u) {
      share(law.name, "quantile", u);
      return u === 0 ? low : u === 1 ? high : law.quantile(u, values);
    },
    upperQuantile(u) {
      share(law.name, "upperQuantile", u);
      if (u === 0) return high;
      return u === 1 ? low : (law.upperQuantile?.(u, values) ?? law.quantile(1 - u, values));
    },
    sample: (stream: Random) => law.sample(stream, values),
    samples(n: number, seed: Seed) {
      checkCount(law.name, "n", n);
      const stream = random(seed);
      return Float64Array.from({ length: n }, () => law.sample(stream, values));
    },
    mean: () => law.mean(values),
    variance: () => law.variance(values),
    entropy: () => answerMeasure("entropy", member, [], {}),
    toString: () => written ?? `${law.name}(${Object.values(values).join(", ")})`,
    [answer]: (measure: string, others: readonly unknown[], options: LogOptions) =>
      answerMeasure(measure, member, others, options),
    [account]: (measure: string, others: readonly unknown[], options: LogOptions) =>
      accountForMeasure(measure, member, others, options),
    [slopes]: (measure: string, others: readonly unknown[], options: SlopeOptions) =>
      slopesOfMeasure(measure, member, others, options, univariate),
  };
  return Object.freeze(member);
}
