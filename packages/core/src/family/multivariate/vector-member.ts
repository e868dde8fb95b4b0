import { RelentError } from "../../error.ts";
import { account, answer, type LogOptions, type SlopeOptions, slopes } from "../../protocol.ts";
import { checkCount } from "../../random/check.ts";
import { random, type Seed } from "../../random/index.ts";
import type { VectorLaw, VectorMember, VectorPoint } from "./vector-law.ts";
import { accountForVectorMeasure, answerVectorMeasure, slopesOfVectorMeasure } from "./vector-measures.ts";

/** The member of a family of laws on vectors that has these values. */
export function vectorMember<V, Point extends VectorPoint>(
  law: VectorLaw<V, Point>,
  values: V,
  more: object = {},
): VectorMember<V, Point> {
  const member: VectorMember<V, Point> = {
    family: law.name,
    vectorLaw: law,
    values,
    dimension: law.dimension(values),
    logDensity(x) {
      const refusal = law.refusePoint(x, values);
      if (refusal !== undefined) throw new RelentError("invalid-argument", `logDensity: ${refusal}`);
      return law.logDensity(x, values);
    },
    sample: (stream) => law.sample(stream, values),
    samples(n: number, seed: Seed) {
      checkCount(law.name, "n", n);
      const stream = random(seed);
      return Array.from({ length: n }, () => law.sample(stream, values));
    },
    ...(law.mean && { mean: () => law.mean!(values) }),
    ...(law.covariance && { covariance: () => law.covariance!(values) }),
    entropy: () => answerVectorMeasure("entropy", self, [], {}),
    toString: () => law.write(values),
    [answer]: (measure: string, others: readonly unknown[], options: LogOptions) =>
      answerVectorMeasure(measure, self, others, options),
    [account]: (measure: string, others: readonly unknown[], options: LogOptions) =>
      accountForVectorMeasure(measure, self, others, options),
    [slopes]: (measure: string, others: readonly unknown[], options: SlopeOptions) =>
      slopesOfVectorMeasure(measure, self, others, options),
    ...more,
  };
  const self = member as unknown as VectorMember;
  return Object.freeze(member);
}

/** The message for a point whose length is not n; undefined if it is. */
export function wrongLength(x: ArrayLike<unknown>, n: number): string | undefined {
  return x.length === n ? undefined : `x has ${x.length} coordinates; it must have ${n}`;
}
