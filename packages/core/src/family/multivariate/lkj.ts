import { cholesky, gram, logDeterminant, symmetricFromRows, toRows, zeros } from "../../linear/index.ts";
import { digamma } from "../../scalar/digamma.ts";
import { logBeta } from "../../scalar/log-beta.ts";
import { betaKl } from "../continuous/beta-kl.ts";
import { betaDraw } from "../continuous/beta-parts.ts";
import { checkParameter, POSITIVE, POSITIVE_INTEGER } from "../parameter.ts";
import type { Multivariate, VectorLaw } from "./vector-law.ts";
import { vectorMember } from "./vector-member.ts";
import { wrongSquare } from "./wishart-parts.ts";
import { written } from "./written.ts";

type Rows = readonly (readonly number[])[];

interface Lkj {
  readonly dimension: number;
  readonly eta: number;
}

/** Σ over the levels of the vine: how many partial correlations there are, and the shape of their beta law on (−1, 1). */
function sumOverLevels({ dimension, eta }: Lkj, f: (shape: number) => number): number {
  let sum = 0;
  for (let k = 1; k < dimension; k++) sum += (dimension - k) * f(eta + 0.5 * (dimension - 1 - k));
  return sum;
}

const logNormaliser = (values: Lkj): number =>
  sumOverLevels(values, (shape) => (2 * shape - 1) * Math.LN2 + logBeta(shape, shape));

const LKJ: VectorLaw<Lkj, Rows> = {
  name: "lkj",
  on: "correlation matrices",
  dimension: ({ dimension }) => dimension,
  write: ({ dimension, eta }) => written("lkj", dimension, eta),
  refusePoint: (x, { dimension }) => wrongSquare(x, dimension),
  logDensity(x, values) {
    if (x.some((row, i) => row[i] !== 1)) return Number.NEGATIVE_INFINITY;
    const factor = cholesky("logDensity", "x", symmetricFromRows("logDensity", "x", x));
    return (values.eta - 1) * logDeterminant(factor) - logNormaliser(values);
  },
  sample(random, { dimension: d, eta }) {
    const factor = zeros(d, d);
    for (let i = 0; i < d; i++) {
      let rest = 1;
      for (let j = 0; j < i; j++) {
        const shape = eta + 0.5 * (d - 2 - j);
        const { share, rest: complement } = betaDraw(random, shape, shape);
        const partial = share - complement;
        factor.data[i * d + j] = partial * Math.sqrt(rest);
        rest *= 4 * share * complement;
      }
      factor.data[i * d + i] = Math.sqrt(rest);
    }
    return toRows(gram(factor)).map((row, i) => row.map((value, j) => (i === j ? 1 : value)));
  },
  mean: ({ dimension: d }) =>
    Array.from({ length: d }, (_, i) => Array.from({ length: d }, (_, j) => (i === j ? 1 : 0))),
  entropy(values) {
    const meanLog = sumOverLevels(values, (b) => 2 * (Math.LN2 + digamma(b) - digamma(2 * b)));
    return logNormaliser(values) - (values.eta - 1) * meanLog;
  },
  kl: (p, q) => sumOverLevels(p, (shape) => betaKl(shape, shape, q.eta - p.eta, q.eta - p.eta)),
  exponential: {
    natural: ({ eta }) => Float64Array.of(eta),
    logNormaliser: ([eta], { dimension }) =>
      eta! > 0 ? logNormaliser({ dimension, eta: eta! }) : Number.POSITIVE_INFINITY,
  },
};

/**
 * The law of Lewandowski, Kurowicka and Joe on correlation matrices.
 *
 * Density ∝ det(R)^(η−1) with respect to the entries below the diagonal; η = 1 is uniform. Along a vine the partial
 * correlations are independent and beta, so that D(p‖q) is a sum of divergences of beta laws.
 *
 * @param dimension - The side of the matrix, an integer above 0.
 * @param eta - η, above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @see Lewandowski, Kurowicka & Joe, J. Multivariate Anal. 100 (2009) 1989.
 * @example
 * ```ts
 * lkj(2, 1).entropy() // 0.6931471805599453
 * kl(lkj(3, 1), lkj(3, 2)) // 0.4054651081081646
 * ```
 */
export function lkj(dimension: number, eta: number): Multivariate<Rows> {
  checkParameter("lkj", "dimension", dimension, POSITIVE_INTEGER);
  checkParameter("lkj", "eta", eta, POSITIVE);
  return vectorMember(LKJ, { dimension, eta }) as unknown as Multivariate<Rows>;
}
