import {
  apply,
  cholesky,
  inverse,
  logDeterminant,
  solveLower,
  symmetricFromRows,
  toRows,
  transpose,
} from "../../linear/index.ts";
import { normalDraw } from "../../random/index.ts";
import { checkParameter, POSITIVE, REAL } from "../parameter.ts";
import { checkedVector, refuseSize } from "./checked-vector.ts";
import { pivotTerm } from "./scale-excess.ts";
import type { Multivariate, VectorLaw } from "./vector-law.ts";
import { vectorMember } from "./vector-member.ts";
import { wishartNormaliser } from "./wishart.ts";
import {
  definite,
  logWishartConstant,
  meanLogDeterminant,
  type WishartValues,
  wishartDraw,
  wishartEntropy,
  wishartKl,
  wishartValues,
} from "./wishart-parts.ts";
import { written } from "./written.ts";

type Rows = readonly (readonly number[])[];

interface NormalWishart extends WishartValues {
  readonly mean: Float64Array;
  readonly strength: number;
}

const LOG_2PI = 1.8378770664093453;
const sumOfSquares = (x: Float64Array): number => x.reduce((sum, value) => sum + value * value, 0);

const NORMAL_WISHART: VectorLaw<NormalWishart, Rows> = {
  name: "normalWishart",
  on: "means and precisions",
  dimension: ({ mean }) => mean.length,
  write: ({ mean, strength, degrees, scale }) =>
    written("normalWishart", mean, strength, degrees, toRows(scale)),
  refusePoint(x, { mean }) {
    const d = mean.length;
    const right = x.length === d + 1 && x.every((row) => row.length === d);
    return right
      ? undefined
      : `x has ${x.length} rows; it must have ${d + 1} of ${d}: the mean, then the precision`;
  },
  logDensity([at, ...precision], values) {
    const { mean, strength, degrees, factor } = values;
    const d = mean.length;
    const own = cholesky("logDensity", "x", symmetricFromRows("logDensity", "x", precision));
    const log = logDeterminant(own);
    const away = apply(
      transpose(own),
      mean.map((value, i) => at![i]! - value),
    );
    const normal = 0.5 * (d * (Math.log(strength) - LOG_2PI) + log - strength * sumOfSquares(away));
    const trace = sumOfSquares(solveLower(factor, own).data);
    return normal + 0.5 * ((degrees - d - 1) * log - trace) - logWishartConstant(values);
  },
  sample(random, { mean, strength, degrees, factor }) {
    const precision = wishartDraw(random, degrees, factor);
    const own = cholesky("sample", "draw", precision);
    const noise = Float64Array.from(mean, () => normalDraw(random) / Math.sqrt(strength));
    // Lᵀ y = z gives y the covariance (L Lᵀ)⁻¹
    const y = apply(transpose(solveLower(own, identity(mean.length))), noise);
    return [Array.from(mean, (value, i) => value + y[i]!), ...toRows(precision)];
  },
  entropy(values) {
    const d = values.mean.length;
    const normal = 0.5 * (d * (1 + LOG_2PI - Math.log(values.strength)) - meanLogDeterminant(values));
    return normal + wishartEntropy(values);
  },
  kl(p, q) {
    const d = p.mean.length;
    const ratio = (q.strength - p.strength) / p.strength;
    const apart = apply(
      transpose(p.factor),
      p.mean.map((value, i) => value - q.mean[i]!),
    );
    const place = 0.5 * q.strength * p.degrees * sumOfSquares(apart);
    const spread = wishartKl(p.degrees, q.degrees, definite(p), definite(q));
    return 0.5 * d * pivotTerm(ratio, Math.log(q.strength / p.strength)) + place + spread;
  },
  exponential: {
    natural({ mean, strength, degrees, factor }) {
      const d = mean.length;
      const rate = inverse(factor).data.map(
        (value, i) => value + strength * mean[Math.floor(i / d)]! * mean[i % d]!,
      );
      return Float64Array.of(...rate, degrees, strength, ...mean.map((value) => value * strength));
    },
    logNormaliser(natural, { mean }) {
      const d = mean.length;
      const strength = natural[d * d + 1]!;
      if (!(strength > 0)) return Number.POSITIVE_INFINITY;
      const pull = natural.subarray(d * d + 2);
      const own = natural
        .slice(0, d * d + 1)
        .map((value, i) =>
          i < d * d ? value - (pull[Math.floor(i / d)]! * pull[i % d]!) / strength : value,
        );
      return wishartNormaliser(own, d) - 0.5 * d * Math.log(strength);
    },
  },
};

const identity = (d: number) => ({
  rows: d,
  cols: d,
  data: Float64Array.from({ length: d * d }, (_, i) => (i % (d + 1) === 0 ? 1 : 0)),
});

/**
 * The normal-Wishart law of a mean and a precision matrix, the conjugate prior of the normal law on vectors.
 *
 * Points are d + 1 rows: the mean μ, then the precision Λ. Λ is Wishart, μ given Λ is normal with precision strength·Λ.
 * D(p‖q) = ½d(r − 1 − log r) + ½λq νp (mp − mq)ᵀVp(mp − mq) + that of the Wishart laws, r = λq/λp.
 *
 * @param mean - d finite numbers.
 * @param strength - λ, how many observations the mean is worth, above 0.
 * @param degrees - ν, above d − 1.
 * @param scale - V, d rows of d numbers, symmetric and positive definite.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * kl(normalWishart([0], 1, 3, [[1]]), normalWishart([1], 1, 3, [[1]])) // 1.5
 * ```
 */
export function normalWishart(
  mean: ArrayLike<number>,
  strength: number,
  degrees: number,
  scale: ArrayLike<ArrayLike<number>>,
): Multivariate<Rows> {
  const centre = checkedVector("normalWishart", "mean", mean, REAL);
  checkParameter("normalWishart", "strength", strength, POSITIVE);
  const parts = wishartValues("normalWishart", degrees, scale);
  refuseSize("normalWishart", "scale", parts.scale.rows, centre.length);
  return vectorMember(NORMAL_WISHART, { ...parts, mean: centre, strength }) as unknown as Multivariate<Rows>;
}
